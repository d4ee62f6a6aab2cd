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

    private let layout: ColumnLayout
    private let cells: RowBytes
    private var words = NeedWords()

    init(layout: ColumnLayout) {
        self.layout = layout
        cells = RowBytes(layout, columns: Self.columns.count)
    }

    /// Reads one row.
    ///
    /// - Throws: the row's first fault, columns in the order of ``columns``.
    mutating func need(_ row: DelimitedRow) throws(RowError) -> Need {
        let line = row.line
        var result = Result<Need, RowError>.failure(RowError(line: line, column: nil, code: .wrongFieldCount))
        cells.withCells(of: row) { cells, _ in
            result = Result { () throws(RowError) in
                try need(line: line) { column in
                    let cell = cells[column.rawValue]
                    return cell.isEmpty ? nil : cell
                }
            }
        }
        return try result.get()
    }

    private mutating func need(
        line: Int, _ cell: (Column) -> UnsafeRawBufferPointer?
    ) throws(RowError) -> Need {
        guard let numberText = cell(.residentNumber) else { throw fault(.residentNumber, line, .missingValue) }
        let number: ResidentNumber
        do {
            number = try ResidentNumber(String(decoding: numberText, as: UTF8.self))
        } catch {
            throw fault(.residentNumber, line, RowErrorCode(error, otherwise: .tooLong))
        }
        guard let kindText = cell(.kind) else { throw fault(.kind, line, .missingValue) }
        guard let kind = words.kind(of: kindText) else { throw fault(.kind, line, .unknownNeedKind) }
        let grade: NeedGrade
        do {
            grade = try words.grade(of: cell(.grade) ?? UnsafeRawBufferPointer(start: nil, count: 0), kind: kind)
        } catch {
            throw fault(.grade, line, .unknownNeedGrade)
        }
        let from = try date(.validFrom, line, cell(.validFrom))
        let untilText = cell(.validUntil)
        let until = Self.isOpenEnd(untilText) ? nil : try date(.validUntil, line, untilText)
        if let from, let until, until < from { throw fault(.validUntil, line, .datesInWrongOrder) }
        return Need(
            residentNumber: number, kind: kind, grade: grade, validFrom: from, validUntil: until, sourceLine: line)
    }

    /// A day, or nil for an empty cell; 不詳 is no day.
    private func date(
        _ column: Column, _ line: Int, _ text: UnsafeRawBufferPointer?
    ) throws(RowError) -> CalendarDate? {
        guard let text else { return nil }
        guard let recorded = try? RecordedDate.parse(utf8: text), case .day(let day) = recorded else {
            throw fault(column, line, .badDate)
        }
        return day
    }

    /// Registers write "until further notice" as the last day of the year 9999.
    private static func isOpenEnd(_ text: UnsafeRawBufferPointer?) -> Bool {
        guard let text, text.first == 0x39 else { return false }
        let digits = text.filter { (0x30...0x39).contains($0) }
        return digits.elementsEqual("99991231".utf8) || digits.elementsEqual("99999999".utf8)
    }

    private func fault(_ column: Column, _ line: Int, _ code: RowErrorCode) -> RowError {
        RowError(line: line, column: layout.heading(column.rawValue), code: code)
    }
}
