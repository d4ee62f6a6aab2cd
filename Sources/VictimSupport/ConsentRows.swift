import Interchange
import Residents

/// Turns rows of a consent file into answers.
struct ConsentRows {
    /// The columns in the order of ``Column``.
    static let columns: [ImportColumn] = [
        .required("宛名番号", "resident_number"), .required("同意", "consent"), .optional("同意日", "answered_on"),
    ]

    private enum Column: Int {
        case residentNumber, consent, answeredOn
    }

    private var cells: RowCells
    private var seen: [ResidentNumber: ConsentRecord] = [:]

    init(layout: ColumnLayout) { cells = RowCells(layout: layout) }

    /// Reads one row; nil when an earlier row says the same.
    ///
    /// - Throws: the row's first fault, columns in the order of ``columns``.
    mutating func record(_ row: DelimitedRow) throws(RowError) -> ConsentRecord? {
        let number = try cells.residentNumber(Column.residentNumber.rawValue, row)
        guard let text = cells.text(Column.consent.rawValue, row) else {
            throw cells.fault(Column.consent.rawValue, row, .missingValue)
        }
        guard let answer = ConsentAnswer(recorded: text) else {
            throw cells.fault(Column.consent.rawValue, row, .unknownConsent)
        }
        let record = ConsentRecord(
            residentNumber: number, answer: answer, answeredOn: try cells.date(Column.answeredOn.rawValue, row),
            sourceLine: row.line)
        if let earlier = seen[number] {
            guard earlier.tellsTheSame(as: record) else {
                throw cells.fault(Column.residentNumber.rawValue, row, .conflictingRow)
            }
            return nil
        }
        seen[number] = record
        return record
    }
}
