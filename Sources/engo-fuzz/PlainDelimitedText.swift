import Interchange

/// The slow and obvious reader of delimited text, against which the real one is held.
struct PlainDelimitedText {
    private let bytes: [UInt8]
    private let separator: UInt8
    private var at = 0
    private var line = 1
    private var rows: [DelimitedReading.Row] = []
    private var openQuote: Int?
    private var isTooWide = false

    init(_ bytes: [UInt8], like reading: DelimitedReading) {
        self.bytes = bytes
        separator = reading.separator ?? 0x2C
        if reading.separator != nil { read() }
    }

    /// Compares the rows behind the header with what was read.
    func check(_ reading: DelimitedReading) throws(BrokenPromise) {
        guard reading.separator != nil else { return }
        let plain = rows.dropFirst()
        try BrokenPromise.unless(plain.count == reading.rows.count, "as many rows as a plain reader finds")
        for (expected, found) in zip(plain, reading.rows) {
            try BrokenPromise.unless(expected.line == found.line, "the lines that a plain reader finds")
            try BrokenPromise.unless(expected.fields == found.fields, "the fields that a plain reader finds")
            try BrokenPromise.unless(
                expected.malformedField == found.malformedField, "the misplaced quotes that a plain reader finds")
        }
        switch reading.fault {
        case .unterminatedQuote(let line):
            try BrokenPromise.unless(line == openQuote, "the open quote that a plain reader finds")
        case .tooManyFields: try BrokenPromise.unless(isTooWide, "the wide row that a plain reader finds")
        default: try BrokenPromise.unless(openQuote == nil && !isTooWide, "the fault that a plain reader finds")
        }
    }

    private var isAtBreak: Bool { at < bytes.count && (bytes[at] == 0x0A || bytes[at] == 0x0D) }

    private var isAtEndOfField: Bool { at == bytes.count || bytes[at] == separator || isAtBreak }

    /// Steps over one byte; CR LF, LF and CR each end a line.
    private mutating func step() {
        if bytes[at] == 0x0A || bytes[at] == 0x0D && !(at + 1 < bytes.count && bytes[at + 1] == 0x0A) { line += 1 }
        at += 1
    }

    private mutating func read() {
        while true {
            while isAtBreak { step() }
            guard at < bytes.count else { return }
            let start = line
            var fields: [[UInt8]] = []
            var malformed: Int?
            while true {
                guard fields.count < DelimitedReader.fieldLimit else {
                    isTooWide = true
                    return
                }
                guard let field = readField() else { return }
                if field.isMalformed { malformed = malformed ?? fields.count }
                fields.append(field.content)
                guard at < bytes.count, bytes[at] == separator else { break }
                at += 1
            }
            rows.append(
                DelimitedReading.Row(line: start, fields: fields, malformedField: malformed, controlCharacters: []))
        }
    }

    /// One field up to its separator or line break; nil when its quote is never closed.
    private mutating func readField() -> (content: [UInt8], isMalformed: Bool)? {
        let start = at
        var content: [UInt8] = []
        if at < bytes.count, bytes[at] == 0x22 {
            let opened = line
            at += 1
            while true {
                guard at < bytes.count else {
                    openQuote = opened
                    return nil
                }
                if bytes[at] == 0x22 {
                    guard at + 1 < bytes.count, bytes[at + 1] == 0x22 else { break }
                    at += 1
                }
                content.append(bytes[at])
                step()
            }
            at += 1
            if isAtEndOfField { return (content, false) }
        }
        while !isAtEndOfField { at += 1 }
        content = Array(bytes[start..<at])
        return (content, content.contains(0x22))
    }
}
