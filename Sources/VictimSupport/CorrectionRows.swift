import AddressDictionary
import Geospatial
import Interchange
import Registry

/// Turns rows of a file of corrections into corrections; rows in which nobody filled in what is right are left out.
///
/// The list of unresolved addresses is such a file: fill in what is known, and give it back.
struct CorrectionRows {
    /// The columns in the order of ``Column``.
    ///
    /// 正しい住所 must be there even where points alone are taught: a register has 住所, 経度 and 緯度 too, and must not be taken
    /// for a file of corrections.
    static let columns: [ImportColumn] = [
        .required("住所", "address"), .required("正しい住所", "corrected_address"), .optional("経度", "longitude"),
        .optional("緯度", "latitude"), .optional("備考", "note"),
    ]

    private enum Column: Int {
        case address, correctedAddress, longitude, latitude, note
    }

    private let layout: ColumnLayout
    private let check: CorrectionCheck
    private var seen: [AddressKey: NewCorrection] = [:]
    /// Rows in which nothing is filled in.
    private(set) var blankCount = 0

    init(layout: ColumnLayout, check: CorrectionCheck) {
        self.layout = layout
        self.check = check
    }

    /// Reads one row; nil when it says nothing, or what an earlier row says already.
    ///
    /// - Throws: the row's first fault, columns in the order of ``columns``.
    mutating func correction(_ row: DelimitedRow) throws(RowError) -> NewCorrection? {
        func text(_ column: Column) -> String? { layout.text(column.rawValue, of: row) }
        guard text(.correctedAddress) != nil || text(.longitude) != nil || text(.latitude) != nil else {
            blankCount += 1
            return nil
        }
        guard let address = text(.address) else { throw fault(.address, row, .missingValue) }
        let key = try checked(.address, row) { () throws(RowErrorCode) in try check.address(address) }
        let point = try point(row)
        let corrected = text(.correctedAddress)
        if let corrected {
            try checked(.correctedAddress, row) { () throws(RowErrorCode) in
                _ = try check.spelling(corrected, of: address, hasPoint: point != nil)
            }
        }
        let note = try text(.note).map { note throws(RowError) in
            try checked(.note, row) { () throws(RowErrorCode) in try check.note(note) }
        }
        let new = NewCorrection(address: address, correctedAddress: corrected, point: point, note: note)
        if let earlier = seen[key] {
            guard earlier.teachesTheSame(as: new) else { throw fault(.address, row, .conflictingCorrection) }
            return nil
        }
        seen[key] = new
        return new
    }

    private func point(_ row: DelimitedRow) throws(RowError) -> Coordinate? {
        let longitudeText = layout.text(Column.longitude.rawValue, of: row)
        let latitudeText = layout.text(Column.latitude.rawValue, of: row)
        if longitudeText == nil && latitudeText == nil { return nil }
        guard let longitude = longitudeText.flatMap(PlainDecimal.parse) else {
            throw fault(.longitude, row, .badCoordinate)
        }
        guard let latitude = latitudeText.flatMap(PlainDecimal.parse) else {
            throw fault(.latitude, row, .badCoordinate)
        }
        return try checked(.longitude, row) { () throws(RowErrorCode) in
            try check.point(longitude: longitude, latitude: latitude)
        }
    }

    private func checked<Value>(
        _ column: Column, _ row: DelimitedRow, _ body: () throws(RowErrorCode) -> Value
    ) throws(RowError) -> Value {
        do {
            return try body()
        } catch {
            throw fault(column, row, error)
        }
    }

    private func fault(_ column: Column, _ row: DelimitedRow, _ code: RowErrorCode) -> RowError {
        RowError(line: row.line, column: layout.heading(column.rawValue), code: code)
    }
}

extension NewCorrection {
    /// Whether both say the same about what is right; notes aside.
    func teachesTheSame(as other: NewCorrection) -> Bool {
        action == other.action && point == other.point
            && Self.isSame(correctedAddress, other.correctedAddress)
    }

    /// Whether a stored row says exactly this, note included.
    func isStored(as row: StoredCorrection) -> Bool {
        action == row.action && point == row.point && Self.isSame(correctedAddress, row.correctedAddress)
            && Self.isSame(note, row.note)
    }

    private static func isSame(_ left: String?, _ right: String?) -> Bool {
        Array((left ?? "").utf8) == Array((right ?? "").utf8)
    }
}
