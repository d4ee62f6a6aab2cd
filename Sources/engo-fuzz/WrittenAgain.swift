import Interchange

/// What the writer writes of a text that was read must read back the same.
enum WrittenAgain {
    static func check(_ reading: DelimitedReading) throws(BrokenPromise) {
        // The shift of ISO-2022-JP, which UTF-16 can hold as characters, is refused in bytes.
        guard !reading.rows.contains(where: { $0.fields.contains { $0.contains(0x1B) } }) else { return }
        for encoding in [TextEncoding.utf8WithByteOrderMark, .cp932] {
            guard let written = written(reading, in: encoding) else { continue }
            let again = DelimitedReading(whole: written, as: encoding, separator: 0x2C)
            try BrokenPromise.unless(again.fault == nil, "what is written can be read")
            try BrokenPromise.unless(
                again.header.map { Array($0.utf8) } == reading.header.map { Array($0.utf8) },
                "a header that is written reads back")
            try BrokenPromise.unless(
                again.rows.map(\.fields) == reading.rows.map(\.fields), "rows that are written read back")
            try BrokenPromise.unless(
                again.rows.allSatisfy { $0.malformedField == nil }, "what is written has no misplaced quote")
        }
    }

    /// The bytes, or nil when the encoding lacks a character.
    private static func written(_ reading: DelimitedReading, in encoding: TextEncoding) -> [UInt8]? {
        guard var writer = try? DelimitedWriter(encoding: encoding) else { return nil }
        writer.row(reading.header)
        for row in reading.rows { writer.row(row.fields.map { String(decoding: $0, as: UTF8.self) }) }
        return writer.unmappable.isEmpty ? writer.bytes : nil
    }
}
