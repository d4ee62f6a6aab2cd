/// Text that is kept and compared byte for byte.
///
/// Swift's `==` on `String` follows Unicode equivalence and takes U+FA19 (神) for U+795E (神); registers do not.
package protocol RecordedText: Hashable, Comparable, Sendable {
    /// The text exactly as recorded.
    var text: String { get }
}

extension RecordedText {
    /// Whether both texts have the same UTF-8 bytes.
    package static func == (lhs: Self, rhs: Self) -> Bool { TextBytes.areEqual(lhs.text, rhs.text) }

    /// Whether the UTF-8 bytes of the left text sort before those of the right.
    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.text.utf8.lexicographicallyPrecedes(rhs.text.utf8) }

    /// Feeds the UTF-8 bytes.
    package func hash(into hasher: inout Hasher) { TextBytes.hash(text, into: &hasher) }
}
