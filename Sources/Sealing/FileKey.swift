import Crypto
import Foundation

/// The random key of one file, 16 bytes; stanzas carry it wrapped.
struct FileKey: Sendable {
    static let length = 16
    private static let curveLabel = Array("age-encryption.org/v1/X25519".utf8)

    private let key: SymmetricKey

    init(_ bytes: [UInt8]) { key = SymmetricKey(data: bytes) }

    /// The code over the head.
    func code(over bytes: [UInt8]) -> [UInt8] {
        let code = HMAC<SHA256>.authenticationCode(for: bytes, using: derived(salt: [], info: "header"))
        return Array(code)
    }

    /// Whether the code over the head is right, in a time that does not tell where it differs.
    func authenticates(_ code: [UInt8], over bytes: [UInt8]) -> Bool {
        HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: bytes, using: derived(salt: [], info: "header"))
    }

    /// The key of the content.
    func payloadKey(nonce: [UInt8]) -> SymmetricKey { derived(salt: nonce, info: "payload") }

    private func derived(salt: [UInt8], info: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: key, salt: salt, info: Array(info.utf8), outputByteCount: 32)
    }

    /// Wraps the key for a recipient.
    func wrapped(
        for recipient: Recipient, using generator: inout some RandomNumberGenerator
    ) throws(SealingError) -> Stanza {
        let ephemeral = try Identity(using: &generator).key
        let share = Array(ephemeral.publicKey.rawRepresentation)
        guard let shared = Self.shared(ephemeral, recipient.bytes) else { throw .invalidRecipient(line: nil) }
        let wrapping = Self.wrappingKey(shared, share: share, recipient: recipient.bytes)
        return Stanza(arguments: ["X25519", Base64.encode(share)], body: try wrapped(with: wrapping))
    }

    /// Wraps the key with a passphrase.
    func wrapped(
        with passphrase: Passphrase, workFactor: Int, using generator: inout some RandomNumberGenerator
    ) throws(SealingError) -> Stanza {
        let salt = RandomBytes.make(16, using: &generator)
        let wrapping = try passphrase.wrappingKey(salt: salt, workFactor: workFactor)
        return Stanza(
            arguments: ["scrypt", Base64.encode(salt), String(workFactor)], body: try wrapped(with: wrapping))
    }

    /// Unwraps a key sealed for an identity; nil when the stanza is for somebody else.
    static func unwrapped(_ stanza: Stanza, by identity: Identity) throws(SealingError) -> FileKey? {
        guard stanza.arguments.count == 2, let share = Base64.decode(stanza.arguments[1]), share.count == 32,
            stanza.body.count == length + 16
        else { throw .malformedHead(line: 2) }
        guard let shared = shared(identity.key, share) else { throw .malformedHead(line: 2) }
        return opened(
            stanza.body, with: wrappingKey(shared, share: share, recipient: identity.recipient.bytes))
    }

    /// Unwraps a key sealed with a passphrase; nil when it is another one.
    static func unwrapped(_ stanza: Stanza, by passphrase: Passphrase) throws(SealingError) -> FileKey? {
        guard stanza.arguments.count == 3, let salt = Base64.decode(stanza.arguments[1]), salt.count == 16,
            let factor = Int(stanza.arguments[2]), factor > 0, stanza.arguments[2] == String(factor),
            stanza.body.count == length + 16
        else { throw .malformedHead(line: 2) }
        guard factor <= Passphrase.highestWorkFactor else {
            throw .workFactorTooHigh(found: factor, limit: Passphrase.highestWorkFactor)
        }
        return opened(stanza.body, with: try passphrase.wrappingKey(salt: salt, workFactor: factor))
    }

    private static func shared(_ key: Curve25519.KeyAgreement.PrivateKey, _ share: [UInt8]) -> SharedSecret? {
        guard let point = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: share) else { return nil }
        return try? key.sharedSecretFromKeyAgreement(with: point)
    }

    private static func wrappingKey(_ shared: SharedSecret, share: [UInt8], recipient: [UInt8]) -> SymmetricKey {
        shared.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: share + recipient, sharedInfo: curveLabel, outputByteCount: 32)
    }

    private func wrapped(with wrapping: SymmetricKey) throws(SealingError) -> [UInt8] {
        try Chunk.seal(key.withUnsafeBytes { Array($0) }, with: wrapping, nonce: [UInt8](repeating: 0, count: 12))
    }

    private static func opened(_ body: [UInt8], with wrapping: SymmetricKey) -> FileKey? {
        Chunk.open(body, with: wrapping, nonce: [UInt8](repeating: 0, count: 12)).map { FileKey($0) }
    }
}

/// One authenticated piece: ChaCha20-Poly1305, the tag behind the text.
enum Chunk {
    /// Bytes of plain text in every chunk but the last.
    static let plainLength = 1 << 16
    /// Bytes of the tag.
    static let tagLength = 16
    static let sealedLength = plainLength + tagLength

    static func seal(_ plain: some DataProtocol, with key: SymmetricKey, nonce: [UInt8]) throws(SealingError) -> [UInt8]
    {
        guard let nonce = try? ChaChaPoly.Nonce(data: nonce),
            let box = try? ChaChaPoly.seal(plain, using: key, nonce: nonce)
        else { throw .damaged }
        return Array(box.ciphertext) + Array(box.tag)
    }

    static func open(_ sealed: some DataProtocol, with key: SymmetricKey, nonce: [UInt8]) -> [UInt8]? {
        guard sealed.count >= tagLength, let nonce = try? ChaChaPoly.Nonce(data: nonce),
            let box = try? ChaChaPoly.SealedBox(
                nonce: nonce, ciphertext: sealed.dropLast(tagLength), tag: sealed.suffix(tagLength)),
            let plain = try? ChaChaPoly.open(box, using: key)
        else { return nil }
        return Array(plain)
    }

    /// The nonce of a chunk: its number in eleven bytes, then whether it is the last.
    static func nonce(_ number: UInt64, isLast: Bool) -> [UInt8] {
        [0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * (7 - $0))) } + [isLast ? 1 : 0]
    }
}
