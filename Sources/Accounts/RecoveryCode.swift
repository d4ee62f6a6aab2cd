import Crypto
import Foundation

/// A code on paper that stands in for the authenticator app once.
///
/// It has 120 random bits, so that a plain SHA-256 keeps it: nobody can try them all. (NIST SP 800-63B, section 5.1.2.2, asks
/// for 112.)
package struct RecoveryCode: Hashable, Sendable {
    /// Codes that an account gets.
    package static let count = 10
    static let length = 15

    private let bytes: [UInt8]

    /// Makes a new one.
    package init(using generator: inout some RandomNumberGenerator) {
        bytes = RandomBytes.make(Self.length, using: &generator)
    }

    init?(typed: String) {
        guard let bytes = Base32.decode(typed), bytes.count == Self.length else { return nil }
        self.bytes = bytes
    }

    /// What is printed: six groups of four letters and digits.
    package var text: String {
        let letters = Array(Base32.encode(bytes))
        return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
            .joined(separator: "-")
    }

    /// What is stored, 32 bytes.
    package var hash: [UInt8] { Array(SHA256.hash(data: Array("engo recovery code".utf8) + bytes)) }
}

/// The second factor as it was typed: a code of the app, or a recovery code.
package enum SecondFactor: Sendable {
    /// Six digits.
    case code(String)
    /// A recovery code.
    case recovery(RecoveryCode)
    /// Neither.
    case malformed

    /// Reads either; width, case, spaces and hyphens say nothing.
    package init(typed: String) {
        guard typed.utf8.count <= 256 else {
            self = .malformed
            return
        }
        let text = typed.precomposedStringWithCompatibilityMapping.uppercased().filter { $0.isLetter || $0.isNumber }
        if text.count == OneTimePasswordSecret.digits, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            self = .code(text)
        } else if let code = RecoveryCode(typed: text) {
            self = .recovery(code)
        } else {
            self = .malformed
        }
    }
}
