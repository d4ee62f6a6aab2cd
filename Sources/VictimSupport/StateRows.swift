import Incidents
import Interchange
import Residents

/// Turns rows of a table that came back from the field into entries. A row without a report is left as it was.
struct StateRows {
    /// The columns in the order of ``Column``.
    static let columns: [ImportColumn] = [
        .optional("対応番号", "incident_number"), .optional("世帯番号", "household_number"),
        .required("報告", "report"), .optional("報告班", "report_team"), .optional("報告時刻", "report_time"),
        .optional("最終記録", "last_record"),
    ]

    private enum Column: Int {
        case number, household, report, team, time, seen
    }

    private let cells: RowCells
    private let time: WorkTime?

    /// - Parameter time: the time of reports without one of their own; nil when each must have one.
    init(layout: ColumnLayout, time: WorkTime?) {
        cells = RowCells(layout: layout)
        self.time = time
    }

    /// Reads one row; nil when nobody reported in it.
    ///
    /// - Throws: the row's first fault, columns in the order of ``columns``.
    func entry(_ row: DelimitedRow) throws(RowError) -> StateEntry? {
        guard let report = text(.report, row) else { return nil }
        guard let state = WorkState(written: report), state.isFinding else {
            throw fault(.report, row, .unknownWorkState)
        }
        return StateEntry(
            household: try reference(row), state: state, team: try team(row), observedAt: try time(row),
            seen: try seen(row), source: .csv)
    }

    private func reference(_ row: DelimitedRow) throws(RowError) -> HouseholdReference {
        var number: Int?
        if let text = text(.number, row) {
            guard let value = Int(text), value > 0 else { throw fault(.number, row, .badNumber) }
            number = value
        }
        var household: HouseholdNumber?
        if let text = text(.household, row) {
            do {
                household = try HouseholdNumber(text)
            } catch {
                throw fault(.household, row, RowErrorCode(error, otherwise: .tooLong))
            }
        }
        guard let reference = HouseholdReference(number: number, household: household) else {
            throw fault(.number, row, .missingValue)
        }
        return reference
    }

    private func team(_ row: DelimitedRow) throws(RowError) -> TeamName? {
        guard let text = text(.team, row) else { return nil }
        guard let team = TeamName(text) else { throw fault(.team, row, .unknownTeam) }
        return team
    }

    private func time(_ row: DelimitedRow) throws(RowError) -> WorkTime {
        guard let text = text(.time, row) else {
            guard let time else { throw fault(.time, row, .missingValue) }
            return time
        }
        guard let time = WorkTime(written: text) else { throw fault(.time, row, .badTime) }
        return time
    }

    /// Without a column its author knew of nothing.
    private func seen(_ row: DelimitedRow) throws(RowError) -> Int64 {
        guard let text = text(.seen, row) else { return 0 }
        guard let seen = Int64(text), seen >= 0 else { throw fault(.seen, row, .badNumber) }
        return seen
    }

    /// The fault of a row whose entry cannot be recorded.
    func fault(_ error: IncidentError, line: Int) -> RowError {
        let (column, code): (Column?, RowErrorCode) =
            switch error {
            case .noSuchTeam: (.team, .unknownTeam)
            case .timeOutOfRange: (.time, .timeOutOfRange)
            case .numbersDisagree: (.household, .numbersDisagree)
            case .noSuchHousehold:
                (cells.layout.isPresent(Column.number.rawValue) ? .number : .household, .unknownHousehold)
            case .tooManyReports: (nil, .tooManyReports)
            default: (nil, .conflictingRow)
            }
        return RowError(line: line, column: column.map { cells.layout.heading($0.rawValue) }, code: code)
    }

    private func text(_ column: Column, _ row: DelimitedRow) -> String? { cells.text(column.rawValue, row) }

    private func fault(_ column: Column, _ row: DelimitedRow, _ code: RowErrorCode) -> RowError {
        cells.fault(column.rawValue, row, code)
    }
}
