import Foundation

/// A password as it is hashed: the UTF-8 bytes of its Unicode NFKC form, so that every keyboard and input method
/// that shows the same text gives the same bytes.
///
/// - Source: NIST SP 800-63B, section 5.1.1.2 (normalisation, length, no rules of composition, comparison with common passwords).
package struct Password: Sendable {
    /// The fewest characters of a new password, as a reader counts them.
    package static let shortest = 12
    /// The most code points of a new password.
    package static let longest = 256
    /// A longer text is nobody's password, and not worth the work of normalising it.
    private static let longestTyped = 16_384

    let bytes: [UInt8]

    /// Takes what somebody typed at a login, whatever it is.
    package init(typed: String) {
        bytes = typed.utf8.count <= Self.longestTyped ? Array(Self.normalised(typed).utf8) : []
    }

    /// Takes a password that somebody chose.
    ///
    /// - Parameters:
    ///   - name: whose it becomes; a password made of the name is refused.
    ///   - words: further words that anybody here would try first, such as the municipality's name.
    /// - Throws: ``AccountError/passwordRefused(_:)``.
    package init(new typed: String, for name: UserName, words: [String]) throws(AccountError) {
        guard typed.utf8.count <= Self.longestTyped else { throw .passwordRefused(.tooLong) }
        let text = Self.normalised(typed)
        guard text.count >= Self.shortest else { throw .passwordRefused(.tooShort) }
        guard text.unicodeScalars.count <= Self.longest else { throw .passwordRefused(.tooLong) }
        let controls: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
        guard !text.unicodeScalars.contains(where: { controls.contains($0.properties.generalCategory) }) else {
            throw .passwordRefused(.controlCharacter)
        }
        guard !CommonPasswords(words: words + [name.text]).contains(text) else { throw .passwordRefused(.common) }
        bytes = Array(text.utf8)
    }

    static func normalised(_ text: String) -> String { text.precomposedStringWithCompatibilityMapping }
}
