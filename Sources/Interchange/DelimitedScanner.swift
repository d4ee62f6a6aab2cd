/// The state machine under ``DelimitedReader``: finds the fields of one row after the other.
struct DelimitedScanner: Sendable {
    private let separator: UInt8
    /// For each byte whether the fast loop over field bytes must stop there.
    private let stops: [Bool]
    private var position = 0
    private var line = 1

    init(separator: UInt8) {
        self.separator = separator
        var stops = [Bool](repeating: false, count: 256)
        for byte in 0..<0x20 { stops[byte] = true }
        // DEL, and the lead byte of U+0080…U+009F, so that rows without control characters are known as such for
        // free.
        for byte in [0x22, 0x7F, 0xC2, Int(separator)] { stops[byte] = true }
        self.stops = stops
    }

    /// What a scan found.
    enum Scan {
        /// A row that a line break ends.
        case row
        /// A row that the end of the text ends, or nothing: with more text it may go on.
        case rowAtEnd, unterminatedQuote, end
    }

    /// Scans again from the start of a text that begins with what was not used up of the last one.
    mutating func restart() { position = 0 }

    /// Where the row that a scan found begins in its text, and on which line.
    private(set) var rowStart = (position: 0, line: 1)

    /// Fills `row` with the next row that is not blank.
    ///
    /// - Parameter isLast: whether the text ends here; else what it breaks off is to be scanned again with more text.
    mutating func scan(into row: inout DelimitedRow, isLast: Bool) throws(InterchangeError) -> Scan {
        row.clear()
        let text = row.text
        let outcome = text.withUnsafeBufferPointer { bytes in
            stops.withUnsafeBufferPointer { stops in
                Self.scan(
                    bytes, stops, separator: separator, position: &position, start: &rowStart, line: &line, into: &row)
            }
        }
        switch outcome {
        case .row: return .row
        case .rowAtEnd:
            if !isLast { line = rowStart.line }
            return .rowAtEnd
        case .end: return .end
        case .unterminatedQuote(let opened):
            guard isLast else {
                line = rowStart.line
                return .unterminatedQuote
            }
            position = text.count
            throw .unterminatedQuote(line: opened)
        case .tooManyFields:
            position = text.count
            throw .tooManyFields(line: row.line, limit: DelimitedReader.fieldLimit)
        }
    }

    private enum Outcome {
        case row
        case rowAtEnd
        case end
        case unterminatedQuote(line: Int)
        case tooManyFields
    }

    private static func scan(
        _ bytes: UnsafeBufferPointer<UInt8>, _ stops: UnsafeBufferPointer<Bool>, separator: UInt8, position: inout Int,
        start rowStart: inout (position: Int, line: Int), line: inout Int, into row: inout DelimitedRow
    ) -> Outcome {
        let count = bytes.count
        var at = position
        while at < count, bytes[at] == 0x0A || bytes[at] == 0x0D {
            at = afterLineBreak(bytes, at)
            line &+= 1
        }
        position = at
        rowStart = (at, line)
        guard at < count else { return .end }
        row.line = line
        while true {
            // One field per turn; `at` stands on its first byte.
            if row.fieldCount == DelimitedReader.fieldLimit { return .tooManyFields }
            let start = at
            var field = DelimitedRow.Field(start: start, end: start, flags: [])
            if at < count, bytes[at] == 0x22 {
                let opened = line
                guard let end = scanQuoted(bytes, from: at &+ 1, line: &line, field: &field, into: &row) else {
                    return .unterminatedQuote(line: opened)
                }
                at = end
                if at < count, !isEnd(bytes[at], separator: separator) {
                    // Text after the closing quote: keep all of the field as it is written and say so.
                    row.markMalformed()
                    field.start = start
                    field.flags.remove(.unescaped)
                    at = endOfUnquoted(bytes, stops, from: at, separator: separator, field: &field, row: &row)
                    field.end = at
                }
            } else {
                at = endOfUnquoted(bytes, stops, from: at, separator: separator, field: &field, row: &row)
                field.end = at
            }
            row.append(field)
            if at < count, bytes[at] == separator {
                at &+= 1
                continue
            }
            guard at < count else {
                position = at
                return .rowAtEnd
            }
            position = afterLineBreak(bytes, at)
            line &+= 1
            return .row
        }
    }

    /// The index after the closing quote, or nil when there is none; `field` gets the content's range.
    private static func scanQuoted(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: inout Int, field: inout DelimitedRow.Field,
        into row: inout DelimitedRow
    ) -> Int? {
        let count = bytes.count
        var at = start
        var runStart = start
        let unescapedStart = row.unescaped.count
        field.flags.insert(.quoted)
        field.start = start
        while at < count {
            let byte = bytes[at]
            if byte == 0x22 {
                if at &+ 1 < count, bytes[at &+ 1] == 0x22 {
                    row.unescaped.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart...at]))
                    at &+= 2
                    runStart = at
                    field.flags.insert(.unescaped)
                    continue
                }
                if field.flags.contains(.unescaped) {
                    row.unescaped.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[runStart..<at]))
                    field.start = unescapedStart
                    field.end = row.unescaped.count
                } else {
                    field.end = at
                }
                return at &+ 1
            }
            if byte == 0x0A {
                line &+= 1
            } else if byte == 0x0D {
                if at &+ 1 == count || bytes[at &+ 1] != 0x0A { line &+= 1 }
            } else if byte < 0x20 && byte != 0x09 || byte == 0x7F || byte == 0xC2 {
                field.flags.insert(.suspicious)
            }
            at &+= 1
        }
        return nil
    }

    /// The index of the separator or line break that ends an unquoted field, or the end of the text.
    @inline(__always)
    private static func endOfUnquoted(
        _ bytes: UnsafeBufferPointer<UInt8>, _ stops: UnsafeBufferPointer<Bool>, from start: Int, separator: UInt8,
        field: inout DelimitedRow.Field, row: inout DelimitedRow
    ) -> Int {
        let count = bytes.count
        var at = start
        while true {
            while at < count, !stops[Int(bytes[at])] { at &+= 1 }
            guard at < count else { return at }
            let byte = bytes[at]
            if isEnd(byte, separator: separator) { return at }
            if byte == 0x22 { row.markMalformed() } else { field.flags.insert(.suspicious) }
            at &+= 1
        }
    }

    @inline(__always)
    private static func isEnd(_ byte: UInt8, separator: UInt8) -> Bool {
        byte == separator || byte == 0x0A || byte == 0x0D
    }

    @inline(__always)
    private static func afterLineBreak(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        bytes[at] == 0x0D && at &+ 1 < bytes.count && bytes[at &+ 1] == 0x0A ? at &+ 2 : at &+ 1
    }
}
