import Crypto
import CryptoExtras
import Foundation

/// A passphrase by which a file is sealed and opened.
package struct Passphrase: Sendable {
    /// The fewest characters of a passphrase to seal with; shorter ones still open what others sealed.
    package static let minimumCharacters = 12
    /// The binary logarithm of scrypt's cost to seal with, as the age program has it: about a second and 256 MB.
    static let workFactor = 18
    /// The highest cost of a file that is opened: 1 GB.
    static let highestWorkFactor = 20

    let bytes: [UInt8]

    /// Takes a passphrase; its Unicode form is taken as it is.
    package init(_ text: String) { bytes = Array(text.utf8) }

    /// A passphrase to seal with.
    ///
    /// - Throws: ``SealingError/passphraseTooShort(minimum:)``.
    package static func forSealing(_ text: String) throws(SealingError) -> Passphrase {
        guard text.count >= minimumCharacters else { throw .passphraseTooShort(minimum: minimumCharacters) }
        return Passphrase(text)
    }

    /// The key that wraps a file's key.
    ///
    /// - Parameter workFactor: at most ``highestWorkFactor``.
    func wrappingKey(salt: [UInt8], workFactor: Int) throws(SealingError) -> SymmetricKey {
        do {
            return try KDF.Scrypt.deriveKey(
                from: bytes, salt: Array("age-encryption.org/v1/scrypt".utf8) + salt, outputByteCount: 32,
                rounds: 1 << workFactor, blockSize: 8, parallelism: 1)
        } catch {
            throw .wrongKey
        }
    }
}
