/// A value of a YAML document with the place where it stands.
package struct YAMLNode: Equatable, Sendable {
    /// What the value is.
    package let kind: Kind
    /// The line where it starts, from 1.
    package let line: Int
    /// The column where it starts, in characters from 1.
    package let column: Int

    /// The three kinds of YAML values; scalars keep their text, so `007`, `1.50` and `no` mean what the reader
    /// decides.
    package indirect enum Kind: Equatable, Sendable {
        /// A text, and whether it was quoted or a block of text.
        case scalar(text: String, isQuoted: Bool)
        /// A list.
        case sequence([YAMLNode])
        /// Keys and values in the order of the document.
        case mapping([Entry])
    }

    /// A key of a mapping with its value.
    package struct Entry: Equatable, Sendable {
        /// The key; always a scalar, different from the other keys by bytes.
        package let key: YAMLNode
        /// The value.
        package let value: YAMLNode

        /// A key, which must be a scalar, with its value.
        package init(key: YAMLNode, value: YAMLNode) {
            self.key = key
            self.value = value
        }
    }

    /// A value at a place; to put another in the place of one that was read, or to leave a part out.
    package init(kind: Kind, line: Int, column: Int) {
        self.kind = kind
        self.line = line
        self.column = column
    }

    /// The text of a scalar, or nil.
    package var text: String? {
        if case .scalar(let text, _) = kind { text } else { nil }
    }

    /// Whether the value is an unquoted empty text, `null` or `~`.
    package var isNull: Bool {
        if case .scalar(let text, false) = kind { ["", "~", "null", "Null", "NULL"].contains(text) } else { false }
    }

    /// The values of a sequence, or nil.
    package var sequence: [YAMLNode]? {
        if case .sequence(let nodes) = kind { nodes } else { nil }
    }

    /// The entries of a mapping, or nil.
    package var mapping: [Entry]? {
        if case .mapping(let entries) = kind { entries } else { nil }
    }

    /// The value of a key of a mapping, compared by bytes; nil when there is none or this is no mapping.
    package subscript(key: String) -> YAMLNode? {
        mapping?.first { $0.key.text?.utf8.elementsEqual(key.utf8) ?? false }?.value
    }
}
