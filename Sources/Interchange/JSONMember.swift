/// Looks at single members of a JSON object without reading the rest of it.
package enum JSONMember {
    /// The value of the first member of a name in the outermost object; nil when there is none, or when the text begins with no object.
    ///
    /// What stands before the member is passed over loosely: whoever reads the whole text finds what is wrong with it.
    /// - Throws: ``InterchangeError/invalidJSON(line:column:reason:)`` for a value that is malformed.
    /// - Complexity: O(n) in the bytes before the member.
    package static func value(_ name: String, of bytes: [UInt8]) throws(InterchangeError) -> JSONValue? {
        try bytes.withUnsafeBufferPointer { (buffer) throws(InterchangeError) in
            var scanner = try JSONScanner(buffer)
            scanner.skipWhiteSpace()
            guard scanner.peek == UInt8(ascii: "{") else { return nil }
            var ahead = JSONLookahead(scanner: scanner, objectAt: scanner.at)
            guard let place = ahead.value(of: name) else { return nil }
            scanner.at = place
            var budget = JSONParser.valueLimit
            return try JSONParser.value(&scanner, depth: 1, budget: &budget)
        }
    }
}
