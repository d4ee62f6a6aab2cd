/// A household's number in the municipality (世帯番号), kept as text so that leading zeros survive.
///
/// 1…64 UTF-8 bytes without control characters.
///
/// - Source: 住民記録システム標準仕様書 1.1.13 (130)
package struct HouseholdNumber: RecordedText {
    /// The most UTF-8 bytes that are accepted.
    package static let maximumBytes = 64

    /// The text exactly as recorded.
    package let text: String

    /// Takes the text as it is.
    ///
    /// - Throws: ``ResidentValueError/empty``, ``ResidentValueError/tooLong(bytes:limit:)``,
    ///   ``ResidentValueError/controlCharacter(byteOffset:)``.
    package init(_ text: String) throws(ResidentValueError) {
        try TextBytes.check(text, limit: Self.maximumBytes)
        self.text = text
    }
}
