/// A value of a JSON text (RFC 8259).
package enum JSONValue: Equatable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, correctly rounded to the nearest double; integers are exact up to ±2⁵³.
    case number(Double)
    /// A string, byte for byte as written, escapes resolved.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object, its members in the order of the text, their names all different.
    case object([Member])

    /// A name and value of an object.
    package struct Member: Equatable, Sendable {
        /// The name.
        package let name: String
        /// The value.
        package let value: JSONValue

        /// Takes the parts as they are; names of one object must differ.
        package init(name: String, value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The value of a member of an object, its name compared by bytes; nil when there is none or this is no object.
    package subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name.utf8.elementsEqual(name.utf8) }?.value
    }

    /// The string, or nil.
    package var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, or nil.
    package var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }

    /// The elements of an array, or nil.
    package var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }
}
