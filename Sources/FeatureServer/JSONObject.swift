import HTTPTypes
import Hummingbird
import Interchange
import NIOCore

/// The members of a JSON object that a request sends; whatever is missing, unknown or of another kind is refused by name.
struct JSONObject: Sendable {
    private let members: [String: JSONValue]

    /// - Throws: ``Problem/invalidQuestion(_:)`` for what is no object, by the name that it has.
    private init(_ value: JSONValue?, named name: String) throws(Problem) {
        guard case .object(let members)? = value else { throw .invalidQuestion(name) }
        self.members = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
    }

    /// Reads a whole text.
    ///
    /// - Throws: ``Problem/invalidQuestion(_:)``.
    init(_ bytes: [UInt8]) throws(Problem) {
        try self.init(try? JSONParser.parse(bytes), named: "body")
    }

    /// The names of its members.
    var names: Set<String> { Set(members.keys) }

    /// Refuses members that nobody asked for.
    func require(only known: Set<String>) throws(Problem) {
        guard let other = names.subtracting(known).min() else { return }
        // What was sent may be anything; only a word is worth telling.
        let isWord = other.utf8.count <= 40 && other.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
        throw .invalidQuestion(isWord ? other : "body")
    }

    func object(_ name: String) throws(Problem) -> JSONObject { try JSONObject(members[name], named: name) }

    /// The objects of an array; none when it was not sent.
    func objects(_ name: String) throws(Problem) -> [JSONObject] {
        try array(name).map { (value) throws(Problem) in try JSONObject(value, named: name) }
    }

    func optionalText(_ name: String) throws(Problem) -> String? {
        switch members[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw .invalidQuestion(name)
        }
    }

    func text(_ name: String) throws(Problem) -> String {
        guard let text = try optionalText(name), !text.isEmpty else { throw .invalidQuestion(name) }
        return text
    }

    /// The texts of an array; none when it was not sent.
    func texts(_ name: String) throws(Problem) -> [String] {
        try array(name).map { (value) throws(Problem) in
            guard let text = value.string else { throw .invalidQuestion(name) }
            return text
        }
    }

    func number(_ name: String) throws(Problem) -> Double {
        guard let number = members[name]?.number else { throw .invalidQuestion(name) }
        return number
    }

    /// The whole numbers of an array; none when it was not sent.
    func integers(_ name: String) throws(Problem) -> [Int] {
        try array(name).map { (value) throws(Problem) in
            guard let number = value.number.flatMap({ Int(exactly: $0) }) else { throw .invalidQuestion(name) }
            return number
        }
    }

    func integer(_ name: String) throws(Problem) -> Int {
        guard let number = Int(exactly: try number(name)) else { throw .invalidQuestion(name) }
        return number
    }

    func bool(_ name: String) throws(Problem) -> Bool {
        switch members[name] {
        case nil: return false
        case .bool(let value)?: return value
        default: throw .invalidQuestion(name)
        }
    }

    private func array(_ name: String) throws(Problem) -> [JSONValue] {
        guard let value = members[name] else { return [] }
        guard let values = value.array else { throw .invalidQuestion(name) }
        return values
    }
}
