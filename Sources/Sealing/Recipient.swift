import Crypto
import Foundation

/// A public key for which files are sealed: X25519, written `age1…`.
package struct Recipient: Hashable, Sendable {
    /// The point, 32 bytes.
    let bytes: [UInt8]

    /// The text form.
    package var text: String { Bech32.encode(prefix: "age", bytes) }

    /// Reads the text form.
    ///
    /// - Throws: ``SealingError/invalidRecipient(line:)``.
    package init(_ text: String) throws(SealingError) {
        try self.init(text, line: nil)
    }

    init(_ text: String, line: Int?) throws(SealingError) {
        guard let bytes = Bech32.decode(prefix: "age", text), bytes.count == 32 else {
            throw .invalidRecipient(line: line)
        }
        self.bytes = bytes
    }

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads a file of recipients: one a line; blank lines and lines that begin with `#` say nothing.
    ///
    /// - Throws: ``SealingError/invalidRecipient(line:)``.
    package static func list(_ text: String) throws(SealingError) -> [Recipient] {
        var result: [Recipient] = []
        for (line, word) in KeyLines.words(text) { result.append(try Recipient(word, line: line)) }
        return result
    }
}

/// The secret key of a recipient: X25519, written `AGE-SECRET-KEY-1…`.
package struct Identity: Sendable {
    let key: Curve25519.KeyAgreement.PrivateKey

    /// Makes a new one.
    package init(using generator: inout some RandomNumberGenerator) throws(SealingError) {
        try self.init(bytes: RandomBytes.make(32, using: &generator), line: nil)
    }

    init(bytes: [UInt8], line: Int?) throws(SealingError) {
        guard let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes) else {
            throw .invalidIdentity(line: line)
        }
        self.key = key
    }

    /// Whom to seal for so that this opens it.
    package var recipient: Recipient { Recipient(bytes: Array(key.publicKey.rawRepresentation)) }

    /// The text form, a secret.
    package var text: String {
        Bech32.encode(prefix: "age-secret-key-", Array(key.rawRepresentation)).uppercased()
    }

    /// Reads a file of identities: one a line; blank lines and lines that begin with `#` say nothing.
    ///
    /// - Throws: ``SealingError/invalidIdentity(line:)``.
    package static func list(_ text: String) throws(SealingError) -> [Identity] {
        var result: [Identity] = []
        for (line, word) in KeyLines.words(text) {
            guard let bytes = Bech32.decode(prefix: "age-secret-key-", word) else { throw .invalidIdentity(line: line) }
            result.append(try Identity(bytes: bytes, line: line))
        }
        return result
    }
}

/// The lines of a file of keys.
private enum KeyLines {
    static func words(_ text: String) -> [(line: Int, word: String)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { index, line in
            let word = line.trimmingCharacters(in: .whitespaces.union(.controlCharacters))
            return word.isEmpty || word.hasPrefix("#") ? nil : (index + 1, word)
        }
    }
}

/// Bytes from a source of randomness.
enum RandomBytes {
    static func make(_ count: Int, using generator: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
