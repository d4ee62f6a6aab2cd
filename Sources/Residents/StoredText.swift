/// A name, address or other recorded text, kept byte for byte.
///
/// 1…1,000 UTF-8 bytes without control characters; private-use characters (外字) and variants stay as they are.
package struct StoredText: RecordedText {
    /// The most UTF-8 bytes that are accepted.
    package static let maximumBytes = 1_000

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
