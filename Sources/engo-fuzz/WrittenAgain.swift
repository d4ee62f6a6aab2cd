import Interchange

/// What the writer writes of a text that was read must read back the same, and with its guard no cell is a formula.
enum WrittenAgain {
    static func check(_ reading: DelimitedReading) throws(BrokenPromise) {
        // The shift of ISO-2022-JP, which UTF-16 can hold as characters, is refused in bytes.
        guard !reading.rows.contains(where: { $0.fields.contains { $0.contains(0x1B) } }) else { return }
        for encoding in [TextEncoding.utf8WithByteOrderMark, .cp932] {
            if let plain = written(reading, in: encoding, guardsFormulas: false) {
                try isSame(
                    DelimitedReading(whole: plain, as: encoding, separator: 0x2C), as: reading, header: reading.header)
            }
            if let guarded = written(reading, in: encoding, guardsFormulas: true) {
                let undone = DelimitedReading(whole: guarded, as: encoding, separator: 0x2C, undoesGuards: true)
                try isSame(undone, as: reading, header: undone.header.map(FormulaGuard.undone))
                try isGuarded(DelimitedReading(whole: guarded, as: encoding, separator: 0x2C))
            }
        }
    }

    private static func isSame(
        _ again: DelimitedReading, as reading: DelimitedReading, header: [String]
    ) throws(BrokenPromise) {
        try BrokenPromise.unless(again.fault == nil, "what is written can be read")
        try BrokenPromise.unless(
            header.map { Array($0.utf8) } == reading.header.map { Array($0.utf8) },
            "a header that is written reads back")
        try BrokenPromise.unless(
            again.rows.map(\.fields) == reading.rows.map(\.fields), "rows that are written read back")
        try BrokenPromise.unless(
            again.rows.allSatisfy { $0.malformedField == nil }, "what is written has no misplaced quote")
    }

    private static func isGuarded(_ reading: DelimitedReading) throws(BrokenPromise) {
        for cell in reading.rows.flatMap(\.fields) where cell.first != FormulaGuard.mark {
            try BrokenPromise.unless(
                !cell.withUnsafeBufferPointer(FormulaGuard.isNeeded), "a cell that could be a formula is marked")
        }
    }

    /// The bytes, or nil when the encoding lacks a character.
    private static func written(
        _ reading: DelimitedReading, in encoding: TextEncoding, guardsFormulas: Bool
    ) -> [UInt8]? {
        guard var writer = try? DelimitedWriter(encoding: encoding, guardsFormulas: guardsFormulas) else { return nil }
        writer.row(reading.header)
        for row in reading.rows { writer.row(row.fields.map { String(decoding: $0, as: UTF8.self) }) }
        return writer.unmappable.isEmpty ? writer.bytes : nil
    }
}
