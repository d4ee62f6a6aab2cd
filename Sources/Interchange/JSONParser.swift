/// Reads a JSON text (RFC 8259) strictly into ``JSONValue``.
///
/// A byte order mark in front is passed over. Refused are invalid UTF-8, lone surrogates, duplicate members,
/// anything after the value, and texts beyond the limits of size, depth and count.
package enum JSONParser {
    /// The longest text read, in bytes.
    package static let sizeLimit = 64 << 20
    /// The deepest nesting of arrays and objects.
    package static let depthLimit = 128
    /// The most values in a text.
    package static let valueLimit = 5_000_000

    /// The value of the text.
    ///
    /// - Throws: ``InterchangeError/invalidJSON(line:column:reason:)``.
    /// - Complexity: O(n) in the bytes.
    package static func parse(_ bytes: [UInt8], sizeLimit: Int = sizeLimit) throws(InterchangeError) -> JSONValue {
        guard bytes.count <= sizeLimit else {
            throw .invalidJSON(line: 1, column: 1, reason: .tooLarge(limit: sizeLimit))
        }
        return try bytes.withUnsafeBufferPointer { (buffer) throws(InterchangeError) in
            var scanner = try JSONScanner(buffer)
            scanner.skipWhiteSpace()
            var budget = valueLimit
            let value = try value(&scanner, depth: 0, budget: &budget)
            try scanner.expectEnd()
            return value
        }
    }

    /// The value at the scanner's place, inside `depth` arrays and objects.
    static func value(
        _ scanner: inout JSONScanner, depth: Int, budget: inout Int
    ) throws(InterchangeError) -> JSONValue {
        guard budget > 0 else { throw scanner.failure(.tooManyValues(limit: valueLimit)) }
        budget -= 1
        switch scanner.peek {
        case UInt8(ascii: "{"): return try object(&scanner, depth: depth + 1, budget: &budget)
        case UInt8(ascii: "["): return try array(&scanner, depth: depth + 1, budget: &budget)
        case UInt8(ascii: "\""): return .string(try scanner.string())
        case UInt8(ascii: "t"):
            try scanner.literal("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try scanner.literal("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try scanner.literal("null")
            return .null
        default: return .number(try scanner.number())
        }
    }

    private static func array(
        _ scanner: inout JSONScanner, depth: Int, budget: inout Int
    ) throws(InterchangeError) -> JSONValue {
        guard depth <= depthLimit else { throw scanner.failure(.tooDeep(limit: depthLimit)) }
        var values: [JSONValue] = []
        var more = try scanner.open(UInt8(ascii: "["), UInt8(ascii: "]"))
        while more {
            values.append(try value(&scanner, depth: depth, budget: &budget))
            more = try scanner.next(UInt8(ascii: "]"))
        }
        return .array(values)
    }

    private static func object(
        _ scanner: inout JSONScanner, depth: Int, budget: inout Int
    ) throws(InterchangeError) -> JSONValue {
        guard depth <= depthLimit else { throw scanner.failure(.tooDeep(limit: depthLimit)) }
        var members: [JSONValue.Member] = []
        var seen: Set<[UInt8]> = []
        var more = try scanner.open(UInt8(ascii: "{"), UInt8(ascii: "}"))
        while more {
            let start = scanner.at
            let name = try scanner.name()
            // A few names are compared directly; a set is made only for larger objects.
            let isNew: Bool
            if members.count < 8 {
                isNew = !members.contains { $0.name.utf8.elementsEqual(name.utf8) }
            } else {
                if seen.isEmpty { seen = Set(members.map { Array($0.name.utf8) }) }
                isNew = seen.insert(Array(name.utf8)).inserted
            }
            guard isNew else { throw scanner.failure(.duplicateMember, at: start) }
            members.append(JSONValue.Member(name: name, value: try value(&scanner, depth: depth, budget: &budget)))
            more = try scanner.next(UInt8(ascii: "}"))
        }
        return .object(members)
    }
}
