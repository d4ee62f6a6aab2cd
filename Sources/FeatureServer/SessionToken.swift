import Crypto
import Foundation

/// What somebody shows to be recognised again: 256 random bits. The server keeps its hash alone.
struct SessionToken: Sendable {
    /// As it stands in a cookie or a header: 43 letters, digits, `-` and `_`.
    let text: String

    /// Makes one of random bytes.
    init(_ random: RandomBytes) { text = Self.base64URL(random(32)) }

    /// Takes what a request carries.
    ///
    /// - Returns: nil when it cannot be a token.
    init?(shown text: some StringProtocol) {
        guard text.utf8.count == 43, text.utf8.allSatisfy(Self.isCharacter) else { return nil }
        self.text = String(text)
    }

    /// Under which the server keeps what it knows; nobody comes from it to the token.
    var digest: Digest { Digest(bytes: Data(SHA256.hash(data: Array("engo session \(text)".utf8)))) }

    /// What forms of the session's pages send back, so that no page of others can send them.
    var formToken: String { Self.base64URL(SHA256.hash(data: Array("engo form \(text)".utf8))) }

    /// A SHA-256 of a token. Looking it up may take as long as it likes: whoever measures that learns of the hash alone.
    struct Digest: Hashable, Sendable {
        let bytes: Data
    }

    private static func isCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
    }

    /// RFC 4648, section 5, without padding.
    static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// A source of random bytes: as many as asked for.
package typealias RandomBytes = @Sendable (Int) -> [UInt8]
