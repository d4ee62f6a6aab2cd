import Residents

/// What a team is called in an incident (班), such as A班 or a fire brigade; never a person.
///
/// 1…100 UTF-8 bytes without control characters, not all spaces.
package struct TeamName: RecordedText {
    /// The most UTF-8 bytes that are accepted.
    package static let maximumBytes = 100

    /// The text exactly as recorded.
    package let text: String

    /// Takes the text as it is; nil when it is no name.
    package init?(_ text: String) {
        guard let stored = try? StoredText(text), text.utf8.count <= Self.maximumBytes,
            !text.allSatisfy(\.isWhitespace)
        else { return nil }
        self.text = stored.text
    }
}
