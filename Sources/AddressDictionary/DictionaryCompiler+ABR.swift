import Foundation
import Interchange

/// アドレス・ベース・レジストリ: columns by name, the English ones of the registry or the Japanese ones of its trial edition.
extension DictionaryCompiler {
    /// The kinds of file, in the order of reading.
    enum RegistryTable: String, CaseIterable {
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
        static func of(_ file: String) -> RegistryTable? {
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
    ///   ``AddressDictionaryError/wrongCoordinates(file:line:count:_:)``.
    package mutating func addABR(directory: String) throws(AddressDictionaryError) {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory)
        } catch {
            throw .noSourceFiles(directory: directory)
        }
        let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let files = RegistryTable.allCases.flatMap { kind in
            sorted.filter { RegistryTable.of($0) == kind }.map { (kind, $0) }
        }
        guard !files.isEmpty else { throw .noSourceFiles(directory: directory) }
        beginSource("アドレス・ベース・レジストリ（デジタル庁）")
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
        while let row = try table.next(&report) {
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
        // The full set of 2026.
        let aliases = (town: table.column("alias_oaza"), koaza: table.column("alias_koaza"))
        let file = try register(table)
        while let row = try table.next(&report) {
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
            if let column = aliases.town, !row.bytes(column).isEmpty {
                town.alias = row[column] + TownKeys.chome(row[chome])
            }
            if let column = aliases.koaza { town.koazaAlias = row[column] }
            town.point.file = file
            town.point.line = UInt32(row.line)
            _ = draft.addTown(town, code: townCode)
        }
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

        init(_ table: SourceTable, _ kind: RegistryTable) throws(AddressDictionaryError) {
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

    private mutating func addNumbers(_ source: SourceTable, _ kind: RegistryTable) throws(AddressDictionaryError) {
        var table = source
        let columns = try NumberColumns(table, kind)
        let file = try register(table)
        var records: [DraftDictionary.Record] = []
        var lastCode: UInt64 = .max
        var lastTown = 0
        while let row = try table.next(&report) {
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
}
