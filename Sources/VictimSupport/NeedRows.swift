import Interchange
import Residents

/// Turns rows of a needs file (long form, one need a row) into needs.
struct NeedRows {
    /// The columns in the order of ``Column``.
    static let columns: [ImportColumn] = [
        .required("宛名番号", "resident_number"), .required("区分", "kind"), .optional("程度", "grade"),
        .optional("有効期間開始", "valid_from"), .optional("有効期間終了", "valid_to"),
    ]

    private enum Column: Int {
        case residentNumber, kind, grade, validFrom, validUntil
    }

    private let cells: RowCells
    private var layout: ColumnLayout { cells.layout }

    init(layout: ColumnLayout) { cells = RowCells(layout: layout) }

    /// Reads one row.
    ///
    /// - Throws: the row's first fault, columns in the order of ``columns``.
    func need(_ row: DelimitedRow) throws(RowError) -> Need {
        let number = try cells.residentNumber(Column.residentNumber.rawValue, row)
        guard let kindText = layout.text(Column.kind.rawValue, of: row) else {
            throw fault(.kind, row, .missingValue)
        }
        guard let kind = NeedKind(recorded: kindText) else { throw fault(.kind, row, .unknownNeedKind) }
        let grade: NeedGrade
        do {
            grade = try NeedGrade.parse(layout.text(Column.grade.rawValue, of: row) ?? "", kind: kind)
        } catch {
            throw fault(.grade, row, .unknownNeedGrade)
        }
        let from = try cells.date(Column.validFrom.rawValue, row)
        let until = hasOpenEnd(row) ? nil : try cells.date(Column.validUntil.rawValue, row)
        if let from, let until, until < from { throw fault(.validUntil, row, .datesInWrongOrder) }
        return Need(
            residentNumber: number, kind: kind, grade: grade, validFrom: from, validUntil: until,
            sourceLine: row.line)
    }

    /// Registers write "until further notice" as the last day of the year 9999.
    private func hasOpenEnd(_ row: DelimitedRow) -> Bool {
        let digits = layout.text(Column.validUntil.rawValue, of: row)?.utf8.filter { (0x30...0x39).contains($0) }
        return digits.map { $0.elementsEqual("99991231".utf8) || $0.elementsEqual("99999999".utf8) } ?? false
    }

    private func fault(_ column: Column, _ row: DelimitedRow, _ code: RowErrorCode) -> RowError {
        RowError(line: row.line, column: layout.heading(column.rawValue), code: code)
    }
}
