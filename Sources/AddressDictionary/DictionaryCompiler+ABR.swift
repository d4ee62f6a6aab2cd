import Foundation
import Interchange

/// アドレス・ベース・レジストリ: columns by name, the English ones of the registry or the Japanese ones of its trial edition.
extension DictionaryCompiler {
    /// The kinds of file, in the order of reading.
    private enum Kind: String, CaseIterable {
        case city = "mt_city"
        case cityPosition = "mt_city_pos"
        case town = "mt_town"
        case townPosition = "mt_town_pos"
        case block = "mt_rsdtdsp_blk"
        case blockPosition = "mt_rsdtdsp_blk_pos"
        case residence = "mt_rsdtdsp_rsdt"
        case residencePosition = "mt_rsdtdsp_rsdt_pos"
        case parcel = "mt_parcel"
        case parcelPosition = "mt_parcel_pos"

        /// The kind of a file by its name, which starts with the kind; nil for any other file.
        static func of(_ file: String) -> Kind? {
            let name = file.lowercased()
            guard name.hasSuffix(".csv") || name.hasSuffix(".csv.zip") || name.hasSuffix(".csv.gz") else { return nil }
            let fits = allCases.filter { name.hasPrefix($0.rawValue + "_") || name.hasPrefix($0.rawValue + ".") }
            if let longest = fits.max(by: { $0.rawValue.utf8.count < $1.rawValue.utf8.count }) { return longest }
            return name.hasPrefix("town_") || name == "town.csv" ? .town : nil
        }
    }

    /// Adds a folder of the registry's files, `.csv` or `.csv.zip`, any number of each kind; other files are left alone.
    ///
    /// - Throws: ``AddressDictionaryError/noSourceFiles(directory:)``, ``AddressDictionaryError/missingColumn(file:column:)``,
    ///   ``AddressDictionaryError/unreadableSource(file:_:)``,
    ///   ``AddressDictionaryError/unsupportedReferenceSystem(file:line:code:)``,
    ///   ``AddressDictionaryError/coordinatesOutOfJapan(file:line:count:)``.
    package mutating func addABR(directory: String) throws(AddressDictionaryError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw .noSourceFiles(directory: directory)
        }
        let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let files = Kind.allCases.flatMap { kind in sorted.filter { Kind.of($0) == kind }.map { (kind, $0) } }
        guard !files.isEmpty else { throw .noSourceFiles(directory: directory) }
        let rowsBefore = draft.towns.count + draft.residences.count + draft.parcels.count
        for (kind, name) in files {
            let table = try SourceTable(path: directory + "/" + name)
            switch kind {
            case .city: try addCities(table)
            case .cityPosition: try addCityPositions(table)
            case .town: try addTowns(table)
            case .townPosition: try addTownPositions(table)
            case .block, .residence, .parcel: try addNumbers(table, kind)
            case .blockPosition, .residencePosition, .parcelPosition: try addNumberPositions(table, kind)
            }
        }
        let rows = draft.towns.count + draft.residences.count + draft.parcels.count - rowsBefore
        sources.append("アドレス・ベース・レジストリ（デジタル庁）: \(files.count) files, \(rows) records")
    }

    private mutating func addCities(_ source: SourceTable) throws(AddressDictionaryError) {
        var table = source
        let code = try table.required("lg_code", "全国地方公共団体コード")
        let prefecture = table.column("pref", "都道府県名")
        let county = table.column("county", "郡名")
        let city = try table.required("city", "市区町村名")
        let ward = table.column("ward", "政令市区名")
        let abolished = table.column("ablt_date", "廃止日")
        while let row = try table.next() {
            if let abolished, !row.bytes(abolished).isEmpty {
                report.refuse(table.file, row.line, .abolished)
                continue
            }
            if let prefecture { draft.prefectures.add(municipality: row[code], name: row[prefecture]) }
            let made = draft.city(
                code: row[code], county: county.map { row[$0] } ?? "", city: row[city], ward: ward.map { row[$0] } ?? ""
            )
            if made == nil { report.refuse(table.file, row.line, .malformed) }
        }
    }

    private mutating func addCityPositions(_ source: SourceTable) throws(AddressDictionaryError) {
        var table = source
        let code = try table.required("lg_code")
        let x = try table.required("rep_lon")
        let y = try table.required("rep_lat")
        let system = table.column("rep_srid")
        let file = try draft.fileIndex(table.file)
        while let row = try table.next() {
            guard let city = draft.city(code: row[code], county: "", city: "", ward: "") else {
                report.refuse(table.file, row.line, .malformed)
                continue
            }
            let found = try point(
                x: row.bytes(x), y: row.bytes(y), system: system.map { row.bytes($0) } ?? [], file: table.file,
                line: row.line)
            switch found {
            case .failure(let refusal): report.refuse(table.file, row.line, refusal.reason)
            case .success(let position):
                draft.cities[city].point = DraftDictionary.Point(
                    longitude: position.longitude, latitude: position.latitude, file: file, line: UInt32(row.line))
            }
        }
    }

    private mutating func addTowns(_ source: SourceTable) throws(AddressDictionaryError) {
        var table = source
        let code = try table.required("lg_code", "全国地方公共団体コード")
        let id = try table.required("machiaza_id", "町字id")
        let prefecture = table.column("pref", "都道府県名")
        let county = table.column("county", "郡名")
        let city = try table.required("city", "市区町村名")
        let ward = table.column("ward", "政令市区名")
        let oaza = try table.required("oaza_cho", "大字・町名")
        let chome = try table.required("chome", "丁目名")
        let koaza = try table.required("koaza", "小字名")
        let flag = table.column("rsdt_addr_flg", "住居表示フラグ")
        let abolished = table.column("ablt_date", "廃止日")
        let file = try draft.fileIndex(table.file)
        while let row = try table.next() {
            if let abolished, !row.bytes(abolished).isEmpty {
                report.refuse(table.file, row.line, .abolished)
                continue
            }
            if let prefecture { draft.prefectures.add(municipality: row[code], name: row[prefecture]) }
            guard let townCode = DraftDictionary.townCode(row.bytes(code), row.bytes(id)),
                let municipality = draft.city(
                    code: row[code], county: county.map { row[$0] } ?? "", city: row[city],
                    ward: ward.map { row[$0] } ?? "")
            else {
                report.refuse(table.file, row.line, .malformed)
                continue
            }
            var town = DraftDictionary.Town(city: municipality, id: row[id])
            town.name = row[oaza] + TownKeys.chome(row[chome])
            town.koaza = row[koaza]
            town.hasChome = !row.bytes(chome).isEmpty
            town.isResidential = flag.map { row.bytes($0).elementsEqual([0x31]) } ?? false
            town.point.file = file
            town.point.line = UInt32(row.line)
            _ = draft.addTown(town, code: townCode)
        }
    }

    private mutating func addTownPositions(_ source: SourceTable) throws(AddressDictionaryError) {
        var table = source
        let code = try table.required("lg_code")
        let id = try table.required("machiaza_id")
        let x = try table.required("rep_lon")
        let y = try table.required("rep_lat")
        let system = table.column("rep_srid")
        let scale = table.column("rep_scale")
        let file = try draft.fileIndex(table.file)
        var total = 0
        var outside = 0
        var firstOutside = 0
        while let row = try table.next() {
            if row.bytes(x).isEmpty, row.bytes(y).isEmpty { continue }
            total += 1
            let found = try point(
                x: row.bytes(x), y: row.bytes(y), system: system.map { row.bytes($0) } ?? [], file: table.file,
                line: row.line)
            switch found {
            case .failure(let refusal):
                report.refuse(table.file, row.line, refusal.reason)
                if refusal.reason == .outsideJapan {
                    outside += 1
                    if firstOutside == 0 { firstOutside = row.line }
                }
            case .success(let position):
                guard let townCode = DraftDictionary.townCode(row.bytes(code), row.bytes(id)),
                    let town = draft.town(code: townCode)
                else {
                    report.refuse(table.file, row.line, .pointWithoutRecord)
                    continue
                }
                if draft.towns[town].point.isPresent { continue }
                draft.towns[town].point = DraftDictionary.Point(
                    longitude: position.longitude, latitude: position.latitude,
                    scale: scale.flatMap { SourceField.number(row.bytes($0)) }.map { Float($0) } ?? 0, file: file,
                    line: UInt32(row.line))
            }
        }
        try checkShare(outside: outside, of: total, firstLine: firstOutside, file: table.file)
    }

    // MARK: Numbers

    /// The columns of a file of blocks, residences or parcels.
    private struct NumberColumns {
        var code: Int
        var id: Int
        var numbers: [Int?]
        var ids: [Int?]
        var city: Int?
        var ward: Int?
        var oaza: Int?
        var chome: Int?
        var koaza: Int?
        var flag: Int?
        var abolished: Int?

        init(_ table: SourceTable, _ kind: Kind) throws(AddressDictionaryError) {
            code = try table.required("lg_code")
            id = try table.required("machiaza_id")
            switch kind {
            case .block:
                numbers = [try table.required("blk_num"), nil, nil]
                ids = [try table.required("blk_id")]
            case .residence:
                numbers = [try table.required("blk_num"), try table.required("rsdt_num"), table.column("rsdt_num2")]
                ids = [try table.required("blk_id"), try table.required("rsdt_id"), table.column("rsdt2_id")]
            default:
                numbers = [try table.required("prc_num1"), table.column("prc_num2"), table.column("prc_num3")]
                ids = [try table.required("prc_id")]
            }
            city = table.column("city")
            ward = table.column("ward")
            oaza = table.column("oaza_cho")
            chome = table.column("chome")
            koaza = table.column("koaza")
            flag = table.column("rsdt_addr_flg")
            abolished = table.column("ablt_date")
        }
    }

    private mutating func addNumbers(_ source: SourceTable, _ kind: Kind) throws(AddressDictionaryError) {
        var table = source
        let columns = try NumberColumns(table, kind)
        let file = try draft.fileIndex(table.file)
        var records: [DraftDictionary.Record] = []
        var lastCode: UInt64 = .max
        var lastTown = 0
        while let row = try table.next() {
            if let abolished = columns.abolished, !row.bytes(abolished).isEmpty {
                report.refuse(table.file, row.line, .abolished)
                continue
            }
            guard let townCode = DraftDictionary.townCode(row.bytes(columns.code), row.bytes(columns.id)) else {
                report.refuse(table.file, row.line, .malformed)
                continue
            }
            if townCode != lastCode {
                guard let town = draft.town(code: townCode) ?? makeTown(row, columns, townCode) else {
                    report.refuse(table.file, row.line, .unknownTown)
                    continue
                }
                lastTown = town
                lastCode = townCode
            }
            let fields = columns.numbers.map { $0.map { row.bytes($0) } ?? [] }
            guard let key = draft.numberKey(fields[0], fields[1], fields[2]) else {
                report.refuse(table.file, row.line, .malformed)
                continue
            }
            let ids = columns.ids.map { $0.map { row.bytes($0) } ?? [] }
            records.append(
                DraftDictionary.Record(
                    town: UInt32(lastTown), join: Self.join(ids), key: key,
                    id: Self.isDerived(ids, fields, kind == .parcel) ? -1 : draft.idIndex(Self.id(ids)), file: file,
                    line: UInt32(row.line)))
            if kind != .parcel { draft.towns[lastTown].isResidential = true }
        }
        switch kind {
        case .block: draft.blocks += records
        case .residence: draft.residences += records
        default: draft.parcels += records
        }
    }

    /// A town that only its numbers mention.
    private mutating func makeTown(_ row: DelimitedRow, _ columns: NumberColumns, _ townCode: UInt64) -> Int? {
        guard let oaza = columns.oaza, let chome = columns.chome, let koaza = columns.koaza, let city = columns.city,
            let municipality = draft.city(
                code: row[columns.code], county: "", city: row[city], ward: columns.ward.map { row[$0] } ?? "")
        else { return nil }
        var town = DraftDictionary.Town(city: municipality, id: row[columns.id])
        town.name = row[oaza] + TownKeys.chome(row[chome])
        town.koaza = row[koaza]
        town.hasChome = !row.bytes(chome).isEmpty
        town.isResidential = columns.flag.map { row.bytes($0).elementsEqual([0x31]) } ?? false
        return draft.addTown(town, code: townCode)
    }

    private mutating func addNumberPositions(_ source: SourceTable, _ kind: Kind) throws(AddressDictionaryError) {
        var table = source
        let code = try table.required("lg_code")
        let id = try table.required("machiaza_id")
        let x = try table.required("rep_lon")
        let y = try table.required("rep_lat")
        let system = table.column("rep_srid")
        let scale = table.column("rep_scale")
        let ids: [Int?]
        switch kind {
        case .blockPosition: ids = [try table.required("blk_id")]
        case .residencePosition:
            ids = [try table.required("blk_id"), try table.required("rsdt_id"), table.column("rsdt2_id")]
        default: ids = [try table.required("prc_id")]
        }
        let file = try draft.fileIndex(table.file)
        var positions: [DraftDictionary.Position] = []
        var total = 0
        var outside = 0
        var firstOutside = 0
        while let row = try table.next() {
            if row.bytes(x).isEmpty, row.bytes(y).isEmpty { continue }
            total += 1
            let found = try point(
                x: row.bytes(x), y: row.bytes(y), system: system.map { row.bytes($0) } ?? [], file: table.file,
                line: row.line)
            switch found {
            case .failure(let refusal):
                report.refuse(table.file, row.line, refusal.reason)
                if refusal.reason == .outsideJapan {
                    outside += 1
                    if firstOutside == 0 { firstOutside = row.line }
                }
            case .success(let position):
                guard let townCode = DraftDictionary.townCode(row.bytes(code), row.bytes(id)),
                    let town = draft.town(code: townCode)
                else {
                    report.refuse(table.file, row.line, .pointWithoutRecord)
                    continue
                }
                let point = DraftDictionary.Point(
                    longitude: position.longitude, latitude: position.latitude,
                    scale: scale.flatMap { SourceField.number(row.bytes($0)) }.map { Float($0) } ?? 0, file: file,
                    line: UInt32(row.line))
                positions.append(
                    DraftDictionary.Position(
                        town: UInt32(town), join: Self.join(ids.map { $0.map { row.bytes($0) } ?? [] }), point: point))
            }
        }
        try checkShare(outside: outside, of: total, firstLine: firstOutside, file: table.file)
        switch kind {
        case .blockPosition: draft.blockPositions += positions
        case .residencePosition: draft.residencePositions += positions
        default: draft.parcelPositions += positions
        }
    }

    // MARK: Ids

    /// A number that is the same for the same ids.
    private static func join(_ ids: [ArraySlice<UInt8>]) -> UInt64 {
        if ids.count == 1, let number = SourceField.number(ids[0]) { return number << 5 | UInt64(ids[0].count) }
        var hash = TextHash.fnv1a(EmptyCollection<UInt8>())
        for id in ids { hash = TextHash.fnv1a(CollectionOfOne<UInt8>(0x2D), seed: TextHash.fnv1a(id, seed: hash)) }
        return hash
    }

    /// The id as an answer gives it.
    private static func id(_ ids: [ArraySlice<UInt8>]) -> String {
        ids.filter { !$0.isEmpty }.map(SourceField.text).joined(separator: "-")
    }

    /// Whether the id is the number, zero-padded, so that it need not be stored.
    private static func isDerived(_ ids: [ArraySlice<UInt8>], _ fields: [ArraySlice<UInt8>], _ isParcel: Bool) -> Bool {
        if isParcel {
            guard let id = ids.first, id.count == 15, let value = SourceField.number(id),
                let first = SourceField.number(fields[0])
            else { return false }
            var expected = first
            for field in fields[1...] {
                guard field.isEmpty || SourceField.number(field) != nil else { return false }
                expected = expected * 100_000 + (SourceField.number(field) ?? 0)
            }
            return fields.allSatisfy { $0.count <= 5 } && expected == value
        }
        for (id, field) in zip(ids, fields) {
            if id.isEmpty, field.isEmpty { continue }
            guard id.count == max(3, field.count), let a = SourceField.number(id), let b = SourceField.number(field),
                a == b, field.count == 1 || field.first != 0x30
            else { return false }
        }
        return true
    }
}
