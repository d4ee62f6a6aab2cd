import Foundation

/// One way to a file's key: how it is wrapped, and for whom.
struct Stanza: Hashable, Sendable {
    let arguments: [String]
    let body: [UInt8]
}

/// The head of a file in the age v1 format: its stanzas and the code that shows whether anybody touched them.
///
/// Source: the age file encryption format, version 1 (C2SP age.md).
struct SealedHead: Sendable {
    static let version = "age-encryption.org/v1"
    /// How the head of every version begins.
    static let family = "age-encryption.org/"
    /// The longest head that is read, in bytes: some hundred recipients.
    static let longest = 1 << 16
    private static let columns = 64

    let stanzas: [Stanza]
    let code: [UInt8]

    /// Everything up to and with the three hyphens, which the code is over.
    static func authenticated(_ stanzas: [Stanza]) -> [UInt8] {
        var text = version + "\n"
        for stanza in stanzas {
            text += "-> " + stanza.arguments.joined(separator: " ") + "\n"
            var rest = Substring(Base64.encode(stanza.body))
            // The last line is shorter than the others, and may be empty.
            while rest.utf8.count >= columns {
                text += rest.prefix(columns) + "\n"
                rest = rest.dropFirst(columns)
            }
            text += rest + "\n"
        }
        return Array((text + "---").utf8)
    }

    /// The head as it stands in the file.
    static func bytes(_ stanzas: [Stanza], code: [UInt8]) -> [UInt8] {
        authenticated(stanzas) + Array((" " + Base64.encode(code) + "\n").utf8)
    }

    /// How many bytes the head takes, its last line break included; nil when it does not end within these bytes.
    static func length(in bytes: [UInt8]) -> Int? {
        var start = 0
        while let end = bytes[start...].firstIndex(of: 0x0A) {
            if bytes[start..<end].starts(with: "---".utf8) { return end + 1 }
            start = end + 1
        }
        return nil
    }

    /// Reads a whole head.
    ///
    /// - Throws: ``SealingError/notSealed``, ``SealingError/unsupportedVersion``, ``SealingError/malformedHead(line:)``.
    init(_ bytes: some Collection<UInt8>) throws(SealingError) {
        guard bytes.allSatisfy({ $0 == 0x0A || (0x20...0x7E).contains($0) }) else { throw .malformedHead(line: 1) }
        let lines = String(decoding: bytes, as: UTF8.self).dropLast().components(separatedBy: "\n")
        guard lines[0] == Self.version else {
            throw lines[0].hasPrefix(Self.family) ? .unsupportedVersion : .notSealed
        }
        var stanzas: [Stanza] = []
        var code: [UInt8]?
        var index = 1
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("--- ") {
                guard index == lines.count - 1, let bytes = Base64.decode(String(line.dropFirst(4))), bytes.count == 32
                else { throw .malformedHead(line: index + 1) }
                code = bytes
                break
            }
            let arguments = line.dropFirst(3).components(separatedBy: " ")
            guard line.hasPrefix("-> "), arguments.allSatisfy({ !$0.isEmpty }) else {
                throw .malformedHead(line: index + 1)
            }
            index += 1
            var body = ""
            while true {
                guard index < lines.count, lines[index].utf8.count <= Self.columns else {
                    throw .malformedHead(line: index + 1)
                }
                body += lines[index]
                index += 1
                if lines[index - 1].utf8.count < Self.columns { break }
            }
            guard let bytes = Base64.decode(body) else { throw .malformedHead(line: index) }
            stanzas.append(Stanza(arguments: arguments, body: bytes))
        }
        guard let code, !stanzas.isEmpty else { throw .malformedHead(line: lines.count) }
        self.stanzas = stanzas
        self.code = code
    }
}

/// Base64 without padding, in its one canonical form.
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        let padded = Data(bytes).base64EncodedString()
        return String(padded.prefix { $0 != "=" })
    }

    static func decode(_ text: String) -> [UInt8]? {
        guard !text.utf8.contains(UInt8(ascii: "=")), text.utf8.count % 4 != 1 else { return nil }
        let padded = text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: padded) else { return nil }
        let bytes = Array(data)
        return encode(bytes) == text ? bytes : nil
    }
}
