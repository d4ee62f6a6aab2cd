import Interchange

/// What stands behind the question mark of an address: every name is known and stands once, every value has its shape.
struct QueryString: Sendable {
    private let parts: [(name: String, value: String)]
    /// What is no parameter of the route, in order: names of properties, perhaps, which only the collection knows.
    let others: [(name: String, value: String)]

    /// Checks everything against what the route takes; one that takes nothing takes no lone `&` either.
    ///
    /// - Parameter allowsOthers: whether other names are kept, to be checked later, and not refused.
    /// - Throws: ``Problem``: `unknown-parameter`, `invalid-parameter`.
    init(
        _ raw: String?, allowing parameters: [QueryParameter], allowsOthers: Bool = false
    ) throws(Problem) {
        if parameters.isEmpty, !allowsOthers, raw?.isEmpty == false { throw .unknownParameter(nil, known: []) }
        var others: [(name: String, value: String)] = []
        var parts: [(name: String, value: String)] = []
        for part in (raw ?? "").split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = PercentText.decoded(halves[0])
            guard let name, let parameter = parameters.first(where: { $0.name == name }) else {
                guard allowsOthers, let name, !others.contains(where: { $0.name == name }), halves.count == 2,
                    let value = PercentText.decoded(halves[1])
                else { throw .unknownParameter(name, known: parameters.map(\.name)) }
                others.append((name, value))
                continue
            }
            guard !parts.contains(where: { $0.name == name }) else { throw .repeatedParameter(parameter) }
            guard halves.count == 2, let value = PercentText.decoded(halves[1]), parameter.shape.accepts(value) else {
                throw .invalidParameter(parameter)
            }
            parts.append((name, value))
        }
        self.parts = parts
        self.others = others
    }

    /// Takes values that do not come from an address, each with its shape checked.
    ///
    /// - Throws: ``Problem``: `invalid-parameter`.
    init(_ values: [String: String], allowing parameters: [QueryParameter]) throws(Problem) {
        var parts: [(name: String, value: String)] = []
        for parameter in parameters {
            guard let value = values[parameter.name] else { continue }
            guard parameter.shape.accepts(value) else { throw .invalidParameter(parameter) }
            parts.append((parameter.name, value))
        }
        self.parts = parts
        others = []
    }

    /// The value of a parameter; nil when it is not given.
    subscript(name: String) -> String? { parts.first { $0.name == name }?.value }

    /// The same as it stands in an address, question mark included, with other values of some parameters; nil takes one away.
    func text(changing changes: [String: String?] = [:]) -> String {
        var texts = (parts + others).filter { changes[$0.name] == nil }.map {
            "\($0.name)=\(PercentText.encoded($0.value))"
        }
        for (name, value) in changes.sorted(by: { $0.key < $1.key }) {
            if let value { texts.append("\(name)=\(PercentText.encoded(value))") }
        }
        return texts.isEmpty ? "" : "?" + texts.joined(separator: "&")
    }
}

/// Text inside addresses, where many characters are written as `%` and two digits.
///
/// - Source: RFC 3986, 2.1; the plus sign for a space is HTML's (application/x-www-form-urlencoded).
enum PercentText {
    /// The text, or nil when an escape is broken or the bytes are not UTF-8.
    static func decoded(_ text: Substring) -> String? { decoded(Array(text.utf8)[...]) }

    /// The same of the bytes of a form.
    static func decoded(_ escaped: ArraySlice<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var rest = escaped
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
    }

    /// The text with everything escaped that might mean something else; commas, colons and slashes stay for people who read it.
    static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: bytes.append(byte)
            case _ where "-._~,:/".utf8.contains(byte): bytes.append(byte)
            default:
                let digits = Array("0123456789ABCDEF".utf8)
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
