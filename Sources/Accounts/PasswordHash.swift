import Crypto
import CryptoExtras
import Foundation

/// What one hashing costs: N = 2 to the power of ``logarithm``, r = 8, p = 1; it takes 1 KiB times N of memory.
package struct PasswordCost: Hashable, Sendable {
    /// What is used: N = 131,072, 128 MiB.
    package static let standard = PasswordCost(logarithm: 17)
    /// Costs that a stored password may ask for; a workspace from elsewhere cannot make the program take all memory.
    static let allowed = 1...20

    /// The binary logarithm of N.
    package let logarithm: Int

    /// A cost of one's own, for tests.
    package init(logarithm: Int) { self.logarithm = logarithm }
}

/// A password as it is stored: scrypt of its bytes with a salt of its own, and how that was done.
///
/// The text is `$scrypt$v=1$ln=17,r=8,p=1$SALT$KEY`, salt (16 bytes) and key (32 bytes) in base64 without padding. Version 1
/// means that the password was brought to Unicode NFKC and UTF-8.
///
/// - Source: RFC 7914 (scrypt).
package struct PasswordHash: Hashable, Sendable {
    static let saltLength = 16
    static let keyLength = 32
    static let blockSize = 8
    static let parallelism = 1

    let cost: PasswordCost
    let salt: [UInt8]
    let key: [UInt8]

    private init(cost: PasswordCost, salt: [UInt8], key: [UInt8]) {
        self.cost = cost
        self.salt = salt
        self.key = key
    }

    /// Hashes a new password.
    ///
    /// - Throws: ``AccountError/tooManyLogins(waiting:)``.
    package static func make(
        _ password: Password, cost: PasswordCost, in slots: HashingSlots,
        using generator: inout some RandomNumberGenerator
    ) throws(AccountError) -> PasswordHash {
        let salt = RandomBytes.make(saltLength, using: &generator)
        let key = try slots.run { () throws(AccountError) in try derive(password.bytes, salt: salt, cost: cost) }
        return PasswordHash(cost: cost, salt: salt, key: key)
    }

    /// What is hashed against when there is no such account, so that it takes as long; no password fits.
    package static func ofNobody(cost: PasswordCost) -> PasswordHash {
        PasswordHash(cost: cost, salt: [UInt8](repeating: 0, count: saltLength), key: [])
    }

    /// Whether this is the password; takes the same time whichever it is.
    ///
    /// - Throws: ``AccountError/tooManyLogins(waiting:)``.
    package func fits(_ password: Password, in slots: HashingSlots) throws(AccountError) -> Bool {
        let derived = try slots.run { () throws(AccountError) in
            try Self.derive(password.bytes, salt: salt, cost: cost)
        }
        return ConstantTime.areEqual(derived, key)
    }

    static func derive(
        _ password: [UInt8], salt: [UInt8], cost: PasswordCost, blockSize: Int = blockSize,
        parallelism: Int = parallelism
    ) throws(AccountError) -> [UInt8] {
        do {
            return try KDF.Scrypt.deriveKey(
                from: password, salt: salt, outputByteCount: keyLength, rounds: 1 << cost.logarithm,
                blockSize: blockSize, parallelism: parallelism
            ).withUnsafeBytes { Array($0) }
        } catch {
            throw .malformedCredential
        }
    }

    // MARK: The stored text

    /// The text that is stored.
    package var text: String {
        "$scrypt$v=1$ln=\(cost.logarithm),r=\(Self.blockSize),p=\(Self.parallelism)$\(Self.base64(salt))$\(Self.base64(key))"
    }

    /// Reads a stored text.
    ///
    /// - Throws: ``AccountError/malformedCredential``.
    package init(stored text: String) throws(AccountError) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0].isEmpty, parts[1] == "scrypt", parts[2] == "v=1", parts[3].hasPrefix("ln="),
            let logarithm = Int(parts[3].dropFirst(3).prefix { $0 != "," }), PasswordCost.allowed.contains(logarithm),
            let salt = Self.bytes(parts[4], Self.saltLength), let key = Self.bytes(parts[5], Self.keyLength)
        else { throw .malformedCredential }
        self.init(cost: PasswordCost(logarithm: logarithm), salt: salt, key: key)
        guard self.text == text else { throw .malformedCredential }
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        String(Data(bytes).base64EncodedString().prefix { $0 != "=" })
    }

    private static func bytes(_ text: String, _ count: Int) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: text + padding), data.count == count else { return nil }
        return Array(data)
    }
}
