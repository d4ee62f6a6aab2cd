import Crypto

/// What tells texts apart in the book of logins without holding them.
enum LoginMark {
    /// The first bytes of a hash over a text, in hexadecimal digits.
    ///
    /// - Parameter purpose: the same text has another mark for each.
    static func text(of text: String, for purpose: String, bytes: Int) -> String {
        SHA256.hash(data: Array(purpose.utf8) + Array(text.utf8)).prefix(bytes)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
