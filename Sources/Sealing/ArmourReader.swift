import Foundation

/// Takes the text armour from a sealed file that has one; a file without passes as it is.
struct ArmourReader {
    static let begin = "-----BEGIN AGE ENCRYPTED FILE-----"
    private static let end = "-----END AGE ENCRYPTED FILE-----"
    private static let columns = 64

    private enum State { case unknown, plain, begun, lastLine, ended }

    private var state = State.unknown
    private var line: [UInt8] = []

    /// Takes bytes and appends those behind the armour.
    ///
    /// - Throws: ``SealingError/damaged`` for an armour that breaks the rules.
    mutating func take(_ bytes: some Collection<UInt8>, into output: inout [UInt8]) throws(SealingError) {
        switch state {
        case .plain:
            output += bytes
        case .unknown:
            line += bytes
            let begin = Array(Self.begin.utf8)
            if line.count < begin.count, begin.starts(with: line) { return }
            let collected = line
            line = []
            guard collected.starts(with: begin) else {
                state = .plain
                output += collected
                return
            }
            for byte in collected { try take(byte, into: &output) }
        case .begun, .lastLine, .ended:
            for byte in bytes { try take(byte, into: &output) }
        }
    }

    /// Ends the text.
    ///
    /// - Throws: ``SealingError/damaged`` when the armour does not end.
    mutating func finish(into output: inout [UInt8]) throws(SealingError) {
        switch state {
        case .plain: return
        case .unknown:
            output += line
        case .begun, .lastLine, .ended:
            if !line.isEmpty { try endLine(into: &output) }
            guard case .ended = state else { throw .damaged }
        }
    }

    private mutating func take(_ byte: UInt8, into output: inout [UInt8]) throws(SealingError) {
        guard byte == 0x0A else {
            guard line.count <= Self.columns + 1 else { throw .damaged }
            line.append(byte)
            return
        }
        try endLine(into: &output)
    }

    private mutating func endLine(into output: inout [UInt8]) throws(SealingError) {
        if line.last == 0x0D { line.removeLast() }
        let text = String(decoding: line, as: UTF8.self)
        line = []
        switch state {
        case .unknown:
            guard text == Self.begin else { throw .damaged }
            state = .begun
        case .begun, .lastLine:
            if text == Self.end {
                state = .ended
                return
            }
            // Only the last line is short, and padding stands nowhere else.
            guard case .begun = state, text.utf8.count <= Self.columns, text.utf8.count % 4 == 0, !text.isEmpty,
                let data = Data(base64Encoded: text)
            else { throw .damaged }
            output += data
            if text.utf8.count < Self.columns || text.hasSuffix("=") { state = .lastLine }
        case .ended:
            guard text.isEmpty else { throw .damaged }
        case .plain:
            return
        }
    }
}
