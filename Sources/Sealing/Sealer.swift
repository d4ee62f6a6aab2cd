import Crypto
import Foundation

/// For whom a file is sealed: who can open it.
package enum SealingKeys: Sendable {
    /// Whoever knows the passphrase.
    case passphrase(Passphrase)
    /// Each of these recipients by itself.
    case recipients([Recipient])
}

/// Seals bytes that come piece by piece as a file in the age v1 format, which the `age` program opens too.
///
/// The memory taken does not grow with the file.
package struct Sealer {
    private let key: SymmetricKey
    private var head: [UInt8]
    private var pending: [UInt8] = []
    private var number: UInt64 = 0

    /// Makes the keys of a new file.
    ///
    /// - Throws: ``SealingError/nobodyToSealFor``, ``SealingError/invalidRecipient(line:)``.
    package init(
        for keys: SealingKeys, using generator: inout some RandomNumberGenerator
    ) throws(SealingError) {
        try self.init(for: keys, workFactor: Passphrase.workFactor, using: &generator)
    }

    init(
        for keys: SealingKeys, workFactor: Int, using generator: inout some RandomNumberGenerator
    ) throws(SealingError) {
        let fileKey = FileKey(RandomBytes.make(FileKey.length, using: &generator))
        var stanzas: [Stanza] = []
        switch keys {
        case .passphrase(let passphrase):
            stanzas.append(try fileKey.wrapped(with: passphrase, workFactor: workFactor, using: &generator))
        case .recipients(let recipients):
            for recipient in recipients { stanzas.append(try fileKey.wrapped(for: recipient, using: &generator)) }
        }
        guard !stanzas.isEmpty else { throw .nobodyToSealFor }
        let nonce = RandomBytes.make(16, using: &generator)
        key = fileKey.payloadKey(nonce: nonce)
        head = SealedHead.bytes(stanzas, code: fileKey.code(over: SealedHead.authenticated(stanzas))) + nonce
    }

    /// Takes the next bytes and appends what is ready of the sealed file.
    package mutating func take(_ bytes: some Collection<UInt8>, into output: inout [UInt8]) throws(SealingError) {
        output += head
        head = []
        pending += bytes
        var start = 0
        // A full chunk waits for the byte behind it: the last chunk is marked as such, and may be full too.
        while pending.count - start > Chunk.plainLength {
            let plain = pending[start..<start + Chunk.plainLength]
            output += try Chunk.seal(plain, with: key, nonce: Chunk.nonce(number, isLast: false))
            number += 1
            start += Chunk.plainLength
        }
        pending.removeFirst(start)
    }

    /// Appends the end of the sealed file.
    package mutating func finish(into output: inout [UInt8]) throws(SealingError) {
        try take([], into: &output)
        output += try Chunk.seal(pending, with: key, nonce: Chunk.nonce(number, isLast: true))
        pending = []
    }
}
