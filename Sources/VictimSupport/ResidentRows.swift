import Geospatial
import Interchange
import Residents

/// Turns rows of a resident register into records.
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

    /// About what a row of a register takes.
    static let usualRowBytes = 170

    private enum Column: Int {
        case residentNumber, householdNumber, name, kana, birthDate, sex, relationship, address, building, postalCode
        case longitude, latitude, phone, placeOfStay, floor, buildYear, structure
    }

    private let layout: ColumnLayout
    private let cells: RowBytes
    private var ranks = RelationshipRanks()
    private var sexes = SexWords()
    /// The numbers of the rows that were read without a fault.
    private(set) var seen: NumberTable<Void>
    /// The last row that was read.
    private(set) var record = ResidentRecordBuilder()

    /// - Parameter byteCount: the size of the file, from which the number of rows is guessed.
    init(layout: ColumnLayout, byteCount: Int) {
        self.layout = layout
        seen = NumberTable(filler: (), expected: byteCount / Self.usualRowBytes)
        cells = RowBytes(layout, columns: Self.columns.count)
    }

    /// Reads one row into ``record``.
    ///
    /// - Throws: the row's first fault, columns in the order of ``columns``.
    mutating func read(_ row: DelimitedRow) throws(RowError) {
        let line = row.line
        var failure: RowError?
        cells.withCells(of: row) { cells, arePlain in
            do throws(RowError) {
                try read(Cells(line: line, cells: cells, arePlain: arePlain))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
    }

    private struct Cells {
        let line: Int
        let cells: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>
        let arePlain: Bool

        /// The cell, or nil when the file has no such column or the cell is empty.
        subscript(column: Column) -> UnsafeRawBufferPointer? {
            let cell = cells[column.rawValue]
            return cell.isEmpty ? nil : cell
        }
    }

    private mutating func read(_ cells: Cells) throws(RowError) {
        let number = try checked(.residentNumber, cells, limit: ResidentNumber.maximumBytes)
        let place = seen.place(of: number)
        guard !(place?.isTaken ?? seen.contains(number)) else {
            throw fault(.residentNumber, cells, .duplicateResidentNumber)
        }
        let household = try checked(.householdNumber, cells, limit: HouseholdNumber.maximumBytes)
        let name = try stored(.name, cells)
        let kana = try storedIfPresent(.kana, cells)
        let birth = try birthDate(cells)
        let sex = try sex(cells)
        let relationship = try checked(.relationship, cells, limit: Relationship.maximumBytes)
        let rank: RelationshipRank
        do {
            rank = try ranks.rank(of: relationship)
        } catch {
            throw fault(.relationship, cells, RowErrorCode(error, otherwise: .badRelationship))
        }
        let address = try stored(.address, cells)
        let building = try storedIfPresent(.building, cells)
        let postalCode = try storedIfPresent(.postalCode, cells)
        let phone = try storedIfPresent(.phone, cells)
        let placeOfStay = try storedIfPresent(.placeOfStay, cells)
        let floor = try integer(.floor, cells, in: -20...200)
        let buildYear = try integer(.buildYear, cells, in: 1000...2200)
        let structure = try storedIfPresent(.structure, cells)
        record.begin(
            line: cells.line, rank: rank, sex: sex, birthDay: birth.day, floor: floor, buildYear: buildYear,
            survey: try surveyPosition(cells))
        record.append(.residentNumber, number)
        record.append(.householdNumber, household)
        record.append(.name, name)
        record.append(.kana, kana)
        record.append(.recordedBirthDate, birth.day == nil ? cells[.birthDate] : nil)
        record.append(.relationship, relationship)
        record.append(.address, address)
        record.append(.building, building)
        record.append(.postalCode, postalCode)
        record.append(.phone, phone)
        record.append(.placeOfStay, placeOfStay)
        record.append(.structure, structure)
        record.finish()
        // Only now: who stands in a wrong row of a file of differences is not in it.
        if let place { seen.set(place, ()) } else { seen.set(number, ()) }
    }

    private func birthDate(_ cells: Cells) throws(RowError) -> RecordedDate {
        guard let text = cells[.birthDate] else { throw fault(.birthDate, cells, .missingValue) }
        do {
            return try RecordedDate.parse(utf8: text)
        } catch {
            throw fault(.birthDate, cells, RowErrorCode(error, otherwise: .badDate))
        }
    }

    private mutating func sex(_ cells: Cells) throws(RowError) -> Sex {
        do {
            return try sexes.sex(of: cells[.sex] ?? UnsafeRawBufferPointer(start: nil, count: 0))
        } catch {
            throw fault(.sex, cells, .badSex)
        }
    }

    private func surveyPosition(_ cells: Cells) throws(RowError) -> (longitude: Double, latitude: Double)? {
        let longitudeText = cells[.longitude]
        let latitudeText = cells[.latitude]
        if longitudeText == nil && latitudeText == nil { return nil }
        guard let longitude = longitudeText.flatMap(Self.decimal) else {
            throw fault(.longitude, cells, .badCoordinate)
        }
        guard let latitude = latitudeText.flatMap(Self.decimal) else {
            throw fault(.latitude, cells, .badCoordinate)
        }
        if JapanExtent.holds(longitude: latitude, latitude: longitude) {
            throw fault(.longitude, cells, .swappedCoordinate)
        }
        guard JapanExtent.holds(longitude: longitude, latitude: latitude) else {
            throw fault(.longitude, cells, .badCoordinate)
        }
        return (longitude, latitude)
    }

    private static func decimal(_ text: UnsafeRawBufferPointer) -> Double? {
        PlainDecimal.parse(String(decoding: text, as: UTF8.self))
    }

    private func integer(_ column: Column, _ cells: Cells, in range: ClosedRange<Int>) throws(RowError) -> Int? {
        guard let text = cells[column] else { return nil }
        guard let value = Int(String(decoding: text, as: UTF8.self)), range.contains(value) else {
            throw fault(column, cells, .badNumber)
        }
        return value
    }

    private func stored(_ column: Column, _ cells: Cells) throws(RowError) -> UnsafeRawBufferPointer {
        try checked(column, cells, limit: StoredText.maximumBytes)
    }

    private func storedIfPresent(_ column: Column, _ cells: Cells) throws(RowError) -> UnsafeRawBufferPointer? {
        cells[column] == nil ? nil : try stored(column, cells)
    }

    @inline(__always)
    private func checked(_ column: Column, _ cells: Cells, limit: Int) throws(RowError) -> UnsafeRawBufferPointer {
        guard let text = cells[column] else { throw fault(column, cells, .missingValue) }
        do {
            try RecordedBytes.check(text, limit: limit, isPlain: cells.arePlain)
        } catch {
            throw fault(column, cells, RowErrorCode(error, otherwise: .tooLong))
        }
        return text
    }

    private func fault(_ column: Column, _ cells: Cells, _ code: RowErrorCode) -> RowError {
        RowError(line: cells.line, column: layout.heading(column.rawValue), code: code)
    }
}
