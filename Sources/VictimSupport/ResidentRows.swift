import Geospatial
import Interchange
import Residents

/// Turns rows of a resident register into residents.
struct ResidentRows {
    /// The columns in the order of ``Column``.
    static let columns: [ImportColumn] = [
        .required("宛名番号", "resident_number"), .required("世帯番号", "household_number"), .required("氏名", "name"),
        .optional("フリガナ", "kana"), .required("生年月日", "birth_date"), .required("性別", "sex"),
        .required("続柄", "relationship"), .required("住所", "address"), .optional("方書", "building"),
        .optional("郵便番号", "postal_code"), .optional("経度", "longitude"), .optional("緯度", "latitude"),
        .optional("電話番号", "phone"), .optional("居所", "place_of_stay"), .optional("階", "floor"),
        .optional("建築年", "build_year"), .optional("構造", "structure"),
    ]

    private enum Column: Int {
        case residentNumber, householdNumber, name, kana, birthDate, sex, relationship, address, building, postalCode
        case longitude, latitude, phone, placeOfStay, floor, buildYear, structure
    }

    private let layout: ColumnLayout
    private var seen: Set<ResidentNumber> = []

    init(layout: ColumnLayout) { self.layout = layout }

    /// Reads one row.
    ///
    /// - Throws: the row's first fault, columns in the order of ``columns``.
    mutating func resident(_ row: DelimitedRow) throws(RowError) -> Resident {
        let number = try required(.residentNumber, row, .tooLong) { (text) throws(ResidentValueError) in
            try ResidentNumber(text)
        }
        guard seen.insert(number).inserted else { throw fault(.residentNumber, row, .duplicateResidentNumber) }
        return Resident(
            residentNumber: number,
            householdNumber: try required(.householdNumber, row, .tooLong) { (text) throws(ResidentValueError) in
                try HouseholdNumber(text)
            },
            name: try stored(.name, row),
            kana: try storedIfPresent(.kana, row),
            birthDate: try required(.birthDate, row, .badDate) { (text) throws(ResidentValueError) in
                try RecordedDate.parse(text)
            },
            sex: try sex(row),
            relationship: try required(.relationship, row, .badRelationship) { (text) throws(ResidentValueError) in
                try Relationship(text)
            },
            address: try stored(.address, row),
            building: try storedIfPresent(.building, row),
            postalCode: try storedIfPresent(.postalCode, row)?.text,
            phone: try storedIfPresent(.phone, row)?.text,
            placeOfStay: try storedIfPresent(.placeOfStay, row),
            floor: try integer(.floor, row, in: -20...200),
            buildYear: try integer(.buildYear, row, in: 1000...2200),
            structure: try storedIfPresent(.structure, row)?.text,
            surveyPosition: try surveyPosition(row),
            sourceLine: row.line)
    }

    private func sex(_ row: DelimitedRow) throws(RowError) -> Sex {
        do {
            return try Sex(recorded: layout.text(Column.sex.rawValue, of: row) ?? "")
        } catch {
            throw fault(.sex, row, .badSex)
        }
    }

    private func surveyPosition(_ row: DelimitedRow) throws(RowError) -> Coordinate? {
        let longitudeText = layout.text(Column.longitude.rawValue, of: row)
        let latitudeText = layout.text(Column.latitude.rawValue, of: row)
        if longitudeText == nil && latitudeText == nil { return nil }
        guard let longitude = longitudeText.flatMap(PlainDecimal.parse) else {
            throw fault(.longitude, row, .badCoordinate)
        }
        guard let latitude = latitudeText.flatMap(PlainDecimal.parse) else {
            throw fault(.latitude, row, .badCoordinate)
        }
        if JapanExtent.holds(longitude: latitude, latitude: longitude) {
            throw fault(.longitude, row, .swappedCoordinate)
        }
        guard JapanExtent.holds(longitude: longitude, latitude: latitude),
            let position = try? Coordinate(longitude: longitude, latitude: latitude)
        else { throw fault(.longitude, row, .badCoordinate) }
        return position
    }

    private func integer(_ column: Column, _ row: DelimitedRow, in range: ClosedRange<Int>) throws(RowError) -> Int? {
        guard let text = layout.text(column.rawValue, of: row) else { return nil }
        guard let value = Int(text), range.contains(value) else { throw fault(column, row, .badNumber) }
        return value
    }

    private func stored(_ column: Column, _ row: DelimitedRow) throws(RowError) -> StoredText {
        try required(column, row, .tooLong) { (text) throws(ResidentValueError) in try StoredText(text) }
    }

    private func storedIfPresent(_ column: Column, _ row: DelimitedRow) throws(RowError) -> StoredText? {
        layout.text(column.rawValue, of: row) == nil ? nil : try stored(column, row)
    }

    private func required<Value>(
        _ column: Column, _ row: DelimitedRow, _ code: RowErrorCode,
        _ make: (String) throws(ResidentValueError) -> Value
    ) throws(RowError) -> Value {
        guard let text = layout.text(column.rawValue, of: row) else { throw fault(column, row, .missingValue) }
        do {
            return try make(text)
        } catch {
            throw fault(column, row, RowErrorCode(error, otherwise: code))
        }
    }

    private func fault(_ column: Column, _ row: DelimitedRow, _ code: RowErrorCode) -> RowError {
        RowError(line: row.line, column: layout.heading(column.rawValue), code: code)
    }
}
