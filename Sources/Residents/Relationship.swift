/// A member's relationship to the head of the household (続柄).
///
/// Any text that can be stored is accepted; what the order of listing knows about it is computed once, here.
package struct Relationship: RecordedText {
    /// The most UTF-8 bytes that are accepted.
    package static let maximumBytes = 100

    /// The text exactly as recorded.
    package let text: String
    /// The place in the household's listing order; smaller comes first. See ``RelationshipRank``.
    package let rank: RelationshipRank
    /// Whether the person is the head's husband or wife, registered or not (未届).
    package let isSpouse: Bool

    /// Classifies the text and keeps it as it is.
    ///
    /// Chains with の have up to four links; older words (孫, 祖父, 甥, 長男 …) are ranked as the chain that they stand for.
    ///
    /// - Throws: ``ResidentValueError/empty``, ``ResidentValueError/tooLong(bytes:limit:)``,
    ///   ``ResidentValueError/controlCharacter(byteOffset:)``.
    /// - Source: 住民記録システム標準仕様書 1.1.11 (110).
    package init(_ text: String) throws(ResidentValueError) {
        try TextBytes.check(text, limit: Self.maximumBytes)
        self.text = text
        let links = RelationshipLink.chain(text)
        rank = RelationshipRank(links)
        isSpouse = links == [.spouse]
    }

    /// Whether the text is a relationship that the standard or common usage knows.
    package var isRecognised: Bool { rank != .unrecognised }
}
