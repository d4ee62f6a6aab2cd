import Crypto
import Foundation

/// The secret of a second factor: an authenticator app and the workspace each hold it, and make the same six digits of it
/// every thirty seconds.
///
/// - Source: RFC 6238 (TOTP) with SHA-1, 30 seconds and 6 digits, which every app can do; RFC 4226 (HOTP).
package struct OneTimePasswordSecret: Hashable, Sendable {
    /// Bytes of a secret, as RFC 4226 recommends.
    package static let length = 20
    /// Seconds that a code lasts.
    static let period: Int64 = 30
    static let digits = 6
    /// Steps before and after the present one whose codes are taken: a phone's clock may be half a minute off.
    static let window: Int64 = 1

    /// The secret itself.
    package let bytes: [UInt8]

    /// Makes a new one.
    package init(using generator: inout some RandomNumberGenerator) {
        bytes = RandomBytes.make(Self.length, using: &generator)
    }

    /// Takes one that was stored.
    ///
    /// - Throws: ``AccountError/malformedCredential``.
    package init(stored bytes: [UInt8]) throws(AccountError) {
        guard bytes.count == Self.length else { throw .malformedCredential }
        self.bytes = bytes
    }

    /// The link that an authenticator app reads, typed or as a QR code; it holds the secret.
    ///
    /// - Parameter issuer: what the app shows beside the name.
    package func link(issuer: String, name: UserName) -> String {
        let (issuer, name) = (Self.escaped(issuer), Self.escaped(name.text))
        return "otpauth://totp/\(issuer):\(name)?secret=\(Base32.encode(bytes))&issuer=\(issuer)"
            + "&algorithm=SHA1&digits=\(Self.digits)&period=\(Self.period)"
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                byte < 128 && (Character(UnicodeScalar(byte)).isLetter || Character(UnicodeScalar(byte)).isNumber)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }

    /// What a code is worth.
    package enum Verdict: Hashable, Sendable {
        /// It is the code of this step, which is later than every step that was used.
        case fresh(step: Int64)
        /// It was the code of a step that is used up.
        case replayed
        /// It is none of the codes of now.
        case wrong
    }

    /// Judges a code of six digits; takes the same time whatever it is.
    ///
    /// - Parameters:
    ///   - seconds: now, in seconds since 1970.
    ///   - usedStep: the latest step whose code was accepted, or nil.
    package func verdict(on code: String, at seconds: Int64, usedStep: Int64?) -> Verdict {
        let now = Self.step(at: seconds)
        var verdict = Verdict.wrong
        for step in now - Self.window...now + Self.window
        where ConstantTime.areEqual(Array(self.code(of: step).utf8), Array(code.utf8)) {
            verdict = step > usedStep ?? -1 ? .fresh(step: step) : .replayed
        }
        return verdict
    }

    static func step(at seconds: Int64) -> Int64 { max(0, seconds) / period }

    /// The code of a step.
    package func code(at seconds: Int64) -> String { code(of: Self.step(at: seconds)) }

    func code(of step: Int64) -> String {
        let message = (0..<8).map { UInt8(truncatingIfNeeded: step >> (56 - 8 * $0)) }
        let digest = Array(
            HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: bytes)))
        let offset = Int(digest[digest.count - 1] & 15)
        let number = digest[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: Self.digits - text.count) + text
    }
}
