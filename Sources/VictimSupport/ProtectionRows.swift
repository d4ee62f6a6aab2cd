import Interchange
import Residents

/// Turns rows of a protection file into beginnings and liftings.
struct ProtectionRows {
    /// The columns in the order of ``Column``.
    static let columns: [ImportColumn] = [
        .required("宛名番号", "resident_number"), .required("措置", "protection"), .optional("状態", "state"),
        .optional("開始日", "valid_from"), .optional("終了日", "valid_to"),
    ]

    private enum Column: Int {
        case residentNumber, protection, state, validFrom, validUntil
    }

    private struct Subject: Hashable {
        let number: ResidentNumber
        let kind: ProtectionKind
    }

    private var cells: RowCells
    private var seen: [Subject: ProtectionRecord] = [:]

    init(layout: ColumnLayout) { cells = RowCells(layout: layout) }

    /// Reads one row; nil when an earlier row says the same.
    ///
    /// A blank state is a protection; only the words of ``isLifted(_:)`` lift one, and any other word is a fault.
    /// - Throws: the row's first fault, columns in the order of ``columns``.
    mutating func record(_ row: DelimitedRow) throws(RowError) -> ProtectionRecord? {
        let number = try cells.residentNumber(Column.residentNumber.rawValue, row)
        guard let text = cells.text(Column.protection.rawValue, row) else {
            throw cells.fault(Column.protection.rawValue, row, .missingValue)
        }
        guard let kind = ProtectionKind(recorded: text) else {
            throw cells.fault(Column.protection.rawValue, row, .unknownProtection)
        }
        guard let isLifted = Self.isLifted(cells.text(Column.state.rawValue, row)) else {
            throw cells.fault(Column.state.rawValue, row, .unknownState)
        }
        let from = try cells.date(Column.validFrom.rawValue, row)
        let until = try cells.date(Column.validUntil.rawValue, row)
        if let from, let until, until < from {
            throw cells.fault(Column.validUntil.rawValue, row, .datesInWrongOrder)
        }
        let record = ProtectionRecord(
            residentNumber: number, kind: kind, isLifted: isLifted, validFrom: from,
            validUntil: until, sourceLine: row.line)
        let subject = Subject(number: number, kind: record.kind)
        if let earlier = seen[subject] {
            guard earlier.tellsTheSame(as: record) else {
                throw cells.fault(Column.residentNumber.rawValue, row, .conflictingRow)
            }
            return nil
        }
        seen[subject] = record
        return record
    }

    private static func isLifted(_ text: String?) -> Bool? {
        switch text {
        case nil, "有効", "継続", "実施中", "延長", "開始", "1": false
        case "解除", "終了", "取消", "lifted": true
        default: nil
        }
    }
}
