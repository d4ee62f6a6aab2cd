import Interchange
import Residents

/// The cells of a row as values that several files have.
struct RowCells {
    let layout: ColumnLayout

    func text(_ column: Int, _ row: DelimitedRow) -> String? { layout.text(column, of: row) }

    func fault(_ column: Int, _ row: DelimitedRow, _ code: RowErrorCode) -> RowError {
        RowError(line: row.line, column: layout.heading(column), code: code)
    }

    func residentNumber(_ column: Int, _ row: DelimitedRow) throws(RowError) -> ResidentNumber {
        guard let text = text(column, row) else { throw fault(column, row, .missingValue) }
        do {
            return try ResidentNumber(text)
        } catch {
            throw fault(column, row, RowErrorCode(error, otherwise: .tooLong))
        }
    }

    /// A day, or nil for an empty cell; 不詳 is no day.
    func date(_ column: Int, _ row: DelimitedRow) throws(RowError) -> CalendarDate? {
        guard let text = text(column, row) else { return nil }
        guard let recorded = try? RecordedDate.parse(text), case .day(let day) = recorded else {
            throw fault(column, row, .badDate)
        }
        return day
    }
}
