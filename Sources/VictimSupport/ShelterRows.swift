import AddressDictionary
import Geospatial
import Interchange
import Places
import Residents

/// Turns rows of a shelter file of either form into shelters.
struct ShelterRows {
    /// The columns in the order of ``Column``; the eight disasters in the order of ``Places/DisasterKind``.
    ///
    /// - Source: 指定緊急避難場所データ (国土地理院); 自治体標準オープンデータセット, 指定緊急避難場所一覧.
    private static let gsi: [ImportColumn] = [
        .optional("共通ID", "identifier"), .required("施設・場所名", "name"), .optional("施設・場所名_カナ", "kana"),
        .optional("住所", "address"), .optional("市町村コード", "municipality_code"),
        .optional("都道府県名", "prefecture"), .optional("市区町村名", "city"), .optional("町字", "town"),
        .optional("番地以下", "number"), .required("緯度", "latitude"), .required("経度", "longitude"),
        .required("洪水", "flood"),
        .required("崖崩れ、土石流及び地滑り", "landslide").or("崖崩れ・土石流及び地滑り", "崖崩れ、土石流および地滑り"),
        .required("高潮", "storm_surge"), .required("地震", "earthquake"), .required("津波", "tsunami"),
        .required("大規模な火事", "large_fire"), .required("内水氾濫", "inland_flood"), .required("火山現象", "volcano"),
        .optional("指定避難所との住所同一", "designated_shelter"), .optional("想定収容人数", "capacity"),
        .optional("備考", "note"),
    ]
    private static let openData: [ImportColumn] = [
        .optional("ID", "identifier"), .required("名称", "name"), .optional("名称_カナ", "kana"),
        .optional("所在地_連結表記", "address").or("住所"),
        .optional("所在地_全国地方公共団体コード", "municipality_code").or("全国地方公共団体コード", "都道府県コード又は市区町村コード"),
        .optional("所在地_都道府県", "prefecture").or("都道府県名"), .optional("所在地_市区町村", "city").or("市区町村名"),
        .optional("所在地_町字", "town"), .optional("所在地_番地以下", "number"), .required("緯度", "latitude"),
        .required("経度", "longitude"), .required("災害種別_洪水", "flood"),
        .required("災害種別_崖崩れ、土石流及び地滑り", "landslide").or("災害種別_崖崩れ・土石流及び地滑り", "災害種別_崖崩れ、土石流および地滑り"),
        .required("災害種別_高潮", "storm_surge"), .required("災害種別_地震", "earthquake"),
        .required("災害種別_津波", "tsunami"), .required("災害種別_大規模な火事", "large_fire"),
        .required("災害種別_内水氾濫", "inland_flood"), .required("災害種別_火山現象", "volcano"),
        .optional("指定避難所との重複", "designated_shelter").or("指定避難所との住所同一"),
        .optional("想定収容人数", "capacity"), .optional("備考", "note"),
    ]

    /// The columns of a form.
    static func columns(_ form: ShelterForm) -> [ImportColumn] {
        switch form {
        case .gsi: gsi
        case .openData: openData
        }
    }

    private enum Column: Int {
        case identifier, name, kana, address, municipalityCode, prefecture, city, town, number, latitude, longitude
        case firstDisaster
        case designatedShelter = 19
        case capacity, note
    }

    private let cells: RowCells
    private let home: LocalGovernmentCode
    private var seen: Set<StoredText> = []
    /// What does not stop the import.
    private(set) var warnings = ImportWarnings()

    init(layout: ColumnLayout, home: LocalGovernmentCode) {
        cells = RowCells(layout: layout)
        self.home = home
    }

    /// Reads one row.
    ///
    /// - Throws: the row's first fault.
    mutating func shelter(_ row: DelimitedRow) throws(RowError) -> Shelter {
        let identifier = try stored(.identifier, row)
        if let identifier, !seen.insert(identifier).inserted { throw fault(.identifier, row, .duplicateShelter) }
        guard let name = try stored(.name, row) else { throw fault(.name, row, .missingValue) }
        let shelter = Shelter(
            identifier: identifier, name: name, kana: try stored(.kana, row), address: try address(row),
            municipalityCode: municipalityCode(row), position: try position(row), disasters: try disasters(row),
            capacity: try capacity(row), isDesignatedShelterToo: try flag(Column.designatedShelter.rawValue, row),
            note: try stored(.note, row), sourceLine: row.line)
        if shelter.position == nil { warnings.add(.shelterWithoutPosition, line: row.line) }
        if shelter.disasters.isEmpty { warnings.add(.shelterWithoutDisaster, line: row.line) }
        if let capacity = shelter.capacity, capacity.persons == nil { warnings.add(.unreadCapacity, line: row.line) }
        if let code = shelter.municipalityCode {
            if code != home.text { warnings.add(.shelterElsewhere, line: row.line) }
        } else if text(.municipalityCode, row) != nil {
            warnings.add(.unreadMunicipalityCode, line: row.line)
        }
        return shelter
    }

    private func address(_ row: DelimitedRow) throws(RowError) -> StoredText? {
        if let address = try stored(.address, row) { return address }
        let joined = ShelterCells.address(
            prefecture: text(.prefecture, row), city: text(.city, row), town: text(.town, row),
            number: text(.number, row))
        guard let joined else { return nil }
        do {
            return try StoredText(joined)
        } catch {
            throw fault(.city, row, RowErrorCode(error, otherwise: .tooLong))
        }
    }

    private func municipalityCode(_ row: DelimitedRow) -> String? {
        text(.municipalityCode, row).flatMap { ShelterCells.municipalityCode($0, home: home) }
    }

    private func position(_ row: DelimitedRow) throws(RowError) -> Coordinate? {
        let latitudeText = text(.latitude, row)
        let longitudeText = text(.longitude, row)
        if latitudeText == nil && longitudeText == nil { return nil }
        guard let latitude = latitudeText.flatMap({ ShelterCells.degrees($0, .latitude) }) else {
            throw fault(.latitude, row, .badCoordinate)
        }
        guard let longitude = longitudeText.flatMap({ ShelterCells.degrees($0, .longitude) }) else {
            throw fault(.longitude, row, .badCoordinate)
        }
        if JapanExtent.holds(longitude: latitude, latitude: longitude) {
            throw fault(.latitude, row, .swappedCoordinate)
        }
        if abs(latitude) > 180 || abs(longitude) > 180 { throw fault(.latitude, row, .metresCoordinate) }
        guard JapanExtent.holds(longitude: longitude, latitude: latitude),
            let position = try? Coordinate(longitude: longitude, latitude: latitude)
        else { throw fault(.latitude, row, .badCoordinate) }
        return position
    }

    private func disasters(_ row: DelimitedRow) throws(RowError) -> Set<DisasterKind> {
        var disasters: Set<DisasterKind> = []
        for (index, kind) in DisasterKind.allCases.enumerated()
        where try flag(Column.firstDisaster.rawValue + index, row) {
            disasters.insert(kind)
        }
        return disasters
    }

    private func capacity(_ row: DelimitedRow) throws(RowError) -> ShelterCapacity? {
        try stored(.capacity, row).map { ShelterCapacity(recorded: $0, persons: ShelterCells.persons($0.text)) }
    }

    private func flag(_ column: Int, _ row: DelimitedRow) throws(RowError) -> Bool {
        guard let flag = ShelterCells.flag(cells.text(column, row)) else {
            throw cells.fault(column, row, .unknownFlag)
        }
        return flag
    }

    private func stored(_ column: Column, _ row: DelimitedRow) throws(RowError) -> StoredText? {
        guard let text = text(column, row) else { return nil }
        do {
            return try StoredText(text)
        } catch {
            throw fault(column, row, RowErrorCode(error, otherwise: .tooLong))
        }
    }

    private func text(_ column: Column, _ row: DelimitedRow) -> String? { cells.text(column.rawValue, row) }

    private func fault(_ column: Column, _ row: DelimitedRow, _ code: RowErrorCode) -> RowError {
        cells.fault(column.rawValue, row, code)
    }
}
