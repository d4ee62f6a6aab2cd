/// Puts a finished draft into the sections of the compiled file.
///
/// Everything is sorted by content first (municipalities by code and name, towns by municipality, id and name, numbers by
/// key), so the bytes do not depend on the order in which rows were read.
struct DictionaryWriter {
    var draft: DraftDictionary
    let sources: [String]
    /// The attribution of each source, and the source of each file.
    let attributions: [String]
    let sourceOfFile: [Int]
    var strings = StringPool()
    var cities: [CityDraft] = []
    var towns: [TownDraft] = []
    var residences: [DraftDictionary.Record] = []
    var parcels: [DraftDictionary.Record] = []
    var blocks: [BlockDraft] = []
    private var sections: [DictionaryFormat.Section: [UInt8]] = [:]
    private var prefectureRoot: UInt32 = 0
    private var cityRoot: UInt32 = 0
    private var registeredTownCount = 0
    var duplicates: [DraftDictionary.Record] = []

    /// A municipality in file order.
    struct CityDraft {
        var source: DraftDictionary.City
        var parent: Int?
        var hasWards = false
        var towns: Range<Int> = 0..<0
        var point: DraftDictionary.Point
        var radius = 0.0
        var root = DictionaryFormat.none
    }

    /// A town in file order.
    struct TownDraft {
        var source: DraftDictionary.Town
        var keys: [[UInt32]]
        var parent: Int?
        var children: [Int] = []
        var point: DraftDictionary.Point
        var origin: (longitude: Int64, latitude: Int64)?
        var radius = 0.0
        var residenceRadius = 0.0
        var parcelRadius = 0.0
        var residences: Range<Int> = 0..<0
        var parcels: Range<Int> = 0..<0
        var blocks: Range<Int> = 0..<0
    }

    /// A block in file order.
    struct BlockDraft {
        var town: Int
        var key: UInt32
        /// The text of a block that is not a plain number.
        var odd: String?
        /// Its residences.
        var residences: Range<Int>
        var point = DraftDictionary.Point()
        var radius = 0.0
    }

    init(_ draft: consuming DraftDictionary, sources: [String], attributions: [String], sourceOfFile: [Int]) {
        self.draft = draft
        self.sources = sources
        self.attributions = attributions
        self.sourceOfFile = sourceOfFile
    }

    /// Sorts, derives and lays out everything but the survey.
    mutating func prepare() throws(AddressDictionaryError) {
        sortTables()
        guard towns.count < Int(DictionaryFormat.valueMask) else { throw .tooLarge(table: "towns") }
        guard residences.count < Int(Int32.max), parcels.count < Int(Int32.max) else {
            throw .tooLarge(table: "numbers")
        }
        makeBlocks()
        deriveGeometry()
        writeTries()
        writeCities()
        writeTowns()
        writeBlocks()
        writeNumbers()
        guard strings.bytes.bytes.count < Int(UInt32.max) else { throw .tooLarge(table: "strings") }
        registeredTownCount = towns.filter { !$0.source.isStem }.count
    }

    /// The whole file.
    mutating func finish(survey: SurveyTable?) -> [UInt8] {
        var meta = ByteWriter()
        meta.u32(prefectureRoot)
        meta.u32(cityRoot)
        meta.u32(UInt32(registeredTownCount))
        meta.u32(UInt32(blocks.count))
        meta.u32(UInt32(residences.count))
        meta.u32(UInt32(parcels.count))
        meta.u32(UInt32(survey?.pointCount ?? 0))
        meta.u32(UInt32(sources.count))
        for source in sources { meta.u32(strings.reference(source)) }
        meta.u32(UInt32(attributions.count))
        for attribution in attributions { meta.u32(strings.reference(attribution)) }
        sections[.meta] = meta.bytes
        sections[.strings] = strings.bytes.bytes
        sections[.surveyKeys] = survey?.keys.bytes ?? []
        sections[.surveyTexts] = survey?.texts.bytes.bytes ?? []
        return SectionAssembler.assemble(sections)
    }

    /// Fills in the counts.
    func describe(_ report: inout CompilationReport) {
        report.cityCount = cities.count
        report.townCount = registeredTownCount
        report.townsWithoutPoint = towns.filter { !$0.source.isStem && !$0.source.point.isPresent }.count
        report.blockCount = blocks.count
        report.residenceCount = residences.count
        report.residencesWithoutPoint = residences.filter { !$0.point.isPresent }.count
        report.parcelCount = parcels.count
        report.parcelsWithoutPoint = parcels.filter { !$0.point.isPresent }.count
        for record in duplicates {
            report.refuse(draft.files[Int(record.file)], Int(record.line), .duplicateNumber)
        }
    }

    // MARK: Tries

    private mutating func writeTries() {
        var builder = TrieBuilder()
        var prefectures: [TrieBuilder.Entry] = []
        for (index, row) in draft.prefectures.rows.enumerated() {
            prefectures.append(TrieBuilder.Entry(key: AddressText(row.name).key, value: UInt32(index)))
            let suffix = row.name.unicodeScalars.last.map { String($0) } ?? ""
            if row.kana.isEmpty { continue }
            let kana = AddressText(row.kana + suffix).key
            prefectures.append(TrieBuilder.Entry(key: kana, value: UInt32(index)))
        }
        prefectureRoot = builder.add(prefectures)
        cityRoot = builder.add(cityEntries())
        sections[.cityNodes] = builder.nodes.bytes
        sections[.cityValues] = builder.values.bytes
        var townBuilder = TrieBuilder()
        for city in cities.indices where !cities[city].towns.isEmpty {
            var entries: [TrieBuilder.Entry] = []
            for town in cities[city].towns {
                for key in towns[town].keys { entries.append(TrieBuilder.Entry(key: key, value: UInt32(town))) }
            }
            cities[city].root = townBuilder.add(entries)
        }
        sections[.townNodes] = townBuilder.nodes.bytes
        sections[.townValues] = townBuilder.values.bytes
    }

    /// Every name by which a municipality can be called at the start of an address.
    private func cityEntries() -> [TrieBuilder.Entry] {
        var entries: [TrieBuilder.Entry] = []
        var byName: [String: Int] = [:]
        for (index, city) in cities.enumerated() where !city.source.city.isEmpty {
            let source = city.source
            byName[draft.prefectures.rows[source.prefecture].name + source.name] = index
            let value = UInt32(index)
            entries.append(TrieBuilder.Entry(key: AddressText(source.name).key, value: value))
            if !source.county.isEmpty {
                entries.append(TrieBuilder.Entry(key: AddressText(source.city + source.ward).key, value: value))
            }
            if !source.ward.isEmpty {
                entries.append(
                    TrieBuilder.Entry(key: AddressText(source.ward).key, value: value | DictionaryFormat.partialValue))
            }
        }
        for island in IslandNames.rows {
            guard let index = byName[island.prefecture + island.municipality] else { continue }
            entries.append(
                TrieBuilder.Entry(key: AddressText(island.name + island.municipality).key, value: UInt32(index)))
        }
        for row in FormerMunicipalities.rows where byName[row.prefecture + row.former] == nil {
            let parts = DraftDictionary.split(row.former)
            for successor in row.successors {
                guard let index = byName[row.prefecture + successor] else { continue }
                let value = UInt32(index) | DictionaryFormat.renamedValue
                entries.append(TrieBuilder.Entry(key: AddressText(row.former).key, value: value))
                if !parts.county.isEmpty {
                    entries.append(TrieBuilder.Entry(key: AddressText(parts.city).key, value: value))
                }
            }
        }
        return entries
    }

    // MARK: Records

    private mutating func writeCities() {
        var prefectures = ByteWriter()
        for row in draft.prefectures.rows {
            prefectures.u32(strings.reference(row.name))
            prefectures.u32(DictionaryFormat.none)
            prefectures.u32(strings.reference(row.kana))
            prefectures.u32(0)
        }
        sections[.prefectures] = prefectures.bytes
        var output = ByteWriter()
        for city in cities {
            var flags: UInt32 = city.point.isPresent ? DictionaryFormat.City.hasPoint : 0
            if city.hasWards { flags |= DictionaryFormat.City.hasWards }
            if city.source.city == "京都市" { flags |= DictionaryFormat.City.hasStreetText }
            output.u32(strings.reference(city.source.code))
            output.u32(strings.reference(city.source.name))
            output.u32(UInt32(city.source.prefecture))
            output.u32(city.parent.map { UInt32($0) + 1 } ?? 0)
            output.u32(city.root)
            output.u32(flags)
            output.i64(city.point.isPresent ? city.point.longitude : 0)
            output.i64(city.point.isPresent ? city.point.latitude : 0)
            output.f32(city.radius)
            output.u32(UInt32(city.towns.lowerBound))
            output.u32(UInt32(city.towns.count))
            output.u32(pointSource(city.point))
        }
        sections[.cities] = output.bytes
    }

    private mutating func writeTowns() {
        var output = ByteWriter()
        output.reserve(towns.count * DictionaryFormat.Town.length)
        var children = ByteWriter()
        var childCount = 0
        for town in towns {
            var flags: UInt32 = town.point.isPresent ? DictionaryFormat.Town.hasPoint : 0
            if town.source.isResidential { flags |= DictionaryFormat.Town.isResidential }
            if town.source.isStem { flags |= DictionaryFormat.Town.isStem }
            if TownKeys.hasPrefix(town.source.name.isEmpty ? town.source.koaza : town.source.name) {
                flags |= DictionaryFormat.Town.hasPrefix
            }
            if town.source.hasChome { flags |= DictionaryFormat.Town.hasChome }
            if town.source.name.isEmpty { flags |= DictionaryFormat.Town.isKoazaOnly }
            if !town.source.alias.isEmpty || !town.source.koazaAlias.isEmpty { flags |= DictionaryFormat.Town.hasAlias }
            output.u32(UInt32(town.source.city))
            output.u32(strings.reference(town.source.id))
            output.u32(strings.reference(town.source.name))
            output.u32(strings.reference(town.source.koaza))
            output.u32(flags)
            output.u32(town.parent.map { UInt32($0) + 1 } ?? 0)
            output.i64(town.point.isPresent ? town.point.longitude : 0)
            output.i64(town.point.isPresent ? town.point.latitude : 0)
            output.i64(town.origin?.longitude ?? 0)
            output.i64(town.origin?.latitude ?? 0)
            output.f32(town.radius)
            output.f32(town.residenceRadius)
            output.f32(town.parcelRadius)
            for range in [town.blocks, town.residences, town.parcels] {
                output.u32(UInt32(range.lowerBound))
                output.u32(UInt32(range.count))
            }
            output.u32(UInt32(childCount))
            output.u32(UInt32(town.children.count))
            output.u32(pointSource(town.point))
            childCount += town.children.count
            for child in town.children { children.u32(UInt32(child)) }
        }
        sections[.towns] = output.bytes
        sections[.children] = children.bytes
    }

    private mutating func writeBlocks() {
        var output = ByteWriter()
        for block in blocks {
            let (longitude, latitude) = difference(block.point, towns[block.town].origin)
            output.u32(block.key)
            output.u32(UInt32(block.residences.lowerBound))
            output.u32(UInt32(block.residences.count))
            output.i32(longitude)
            output.i32(latitude)
            output.f32(block.radius)
            output.u32(pointSource(block.point))
        }
        sections[.blocks] = output.bytes
    }

    private mutating func writeNumbers() {
        struct Odd {
            var town: UInt32
            var kind: UInt32
            var text: String
            var record: UInt32
        }
        var odd: [Odd] = []
        for (index, block) in blocks.enumerated() {
            guard let text = block.odd else { continue }
            odd.append(
                Odd(town: UInt32(block.town), kind: DictionaryFormat.OddNumber.block, text: text, record: UInt32(index))
            )
        }
        for (records, kind) in [
            (residences, DictionaryFormat.OddNumber.residence), (parcels, DictionaryFormat.OddNumber.parcel),
        ] {
            var keys = ByteWriter()
            var points = ByteWriter()
            var ids = ByteWriter()
            var pointSources: [UInt8] = []
            pointSources.reserveCapacity(records.count)
            keys.reserve(records.count * 8)
            points.reserve(records.count * 8)
            for (index, record) in records.enumerated() {
                var key = record.key
                if key & DictionaryFormat.oddKey != 0 {
                    let text = draft.oddTexts[Int(key & ~DictionaryFormat.oddKey)]
                    odd.append(Odd(town: record.town, kind: kind, text: text, record: UInt32(index)))
                    key = DictionaryFormat.oddKey | UInt64(index)
                }
                keys.u64(key)
                let (longitude, latitude) = difference(record.point, towns[Int(record.town)].origin)
                points.i32(longitude)
                points.i32(latitude)
                pointSources.append(UInt8(clamping: pointSource(record.point)))
                if record.id >= 0 {
                    ids.u32(UInt32(index))
                    ids.u32(strings.reference(draft.ids[Int(record.id)]))
                }
            }
            let isResidence = kind == DictionaryFormat.OddNumber.residence
            sections[isResidence ? .residenceKeys : .parcelKeys] = keys.bytes
            sections[isResidence ? .residencePoints : .parcelPoints] = points.bytes
            sections[isResidence ? .residenceIDs : .parcelIDs] = ids.bytes
            sections[isResidence ? .residenceSources : .parcelSources] = pointSources
        }
        odd.sort {
            if $0.town != $1.town { return $0.town < $1.town }
            if $0.kind != $1.kind { return $0.kind < $1.kind }
            if $0.text != $1.text { return $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
            return $0.record < $1.record
        }
        var output = ByteWriter()
        for entry in odd {
            output.u32(entry.town)
            output.u32(entry.kind)
            output.u32(strings.reference(entry.text))
            output.u32(entry.record)
        }
        sections[.oddNumbers] = output.bytes
    }

    /// The source of a point, plus one; 0 where there is no point.
    private func pointSource(_ point: DraftDictionary.Point) -> UInt32 {
        point.isPresent ? UInt32(sourceOfFile[Int(point.file)] + 1) : 0
    }

    private func difference(
        _ point: DraftDictionary.Point, _ origin: (longitude: Int64, latitude: Int64)?
    ) -> (Int32, Int32) {
        guard point.isPresent, let origin,
            let longitude = Int32(exactly: point.longitude - origin.longitude),
            let latitude = Int32(exactly: point.latitude - origin.latitude), longitude != DictionaryFormat.noPoint
        else { return (DictionaryFormat.noPoint, 0) }
        return (longitude, latitude)
    }
}
