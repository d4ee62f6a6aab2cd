import Crypto
import Foundation

/// What may open a sealed file.
package enum OpeningKeys: Sendable {
    /// A passphrase.
    case passphrase(Passphrase)
    /// Secret keys, of which one is enough.
    case identities([Identity])
}

/// Opens a file in the age v1 format, binary or armoured, that comes piece by piece.
///
/// Every byte that is handed out is authentic, but only ``finish(into:)`` shows that it was the whole file: what was handed
/// out before must not be used when it throws. The memory taken does not grow with the file.
package struct Opener {
    private let keys: OpeningKeys
    private var armour = ArmourReader()
    private var pending: [UInt8] = []
    private var fileKey: FileKey?
    private var payloadKey: SymmetricKey?
    private var number: UInt64 = 0

    /// Whether bytes are those with which sealed files begin, armoured or not.
    ///
    /// - Parameter start: the first 64 bytes of a file, or all that it has.
    package static func isSealed(_ start: [UInt8]) -> Bool {
        start.starts(with: SealedHead.family.utf8) || start.starts(with: ArmourReader.begin.utf8)
    }

    /// Opens with these keys.
    package init(_ keys: OpeningKeys) { self.keys = keys }

    /// Takes the next bytes of the file and appends what they hold.
    ///
    /// - Throws: ``SealingError``; the opener is of no further use then.
    package mutating func take(_ bytes: some Collection<UInt8>, into output: inout [UInt8]) throws(SealingError) {
        try armour.take(bytes, into: &pending)
        try open(into: &output)
    }

    /// Opens the last bytes.
    ///
    /// - Throws: ``SealingError/damaged`` when the file was cut; ``SealingError/notSealed`` and the others when it is short.
    package mutating func finish(into output: inout [UInt8]) throws(SealingError) {
        try armour.finish(into: &pending)
        try open(into: &output)
        guard let payloadKey else {
            // The head has no end: say what it is instead, if it is anything.
            let start = Array((SealedHead.version + "\n").utf8)
            throw fileKey != nil || pending.starts(with: start) ? .damaged : .notSealed
        }
        guard let plain = Chunk.open(pending, with: payloadKey, nonce: Chunk.nonce(number, isLast: true)),
            !plain.isEmpty || number == 0
        else { throw .damaged }
        output += plain
        pending = []
    }

    private mutating func open(into output: inout [UInt8]) throws(SealingError) {
        if fileKey == nil { try readHead() }
        if payloadKey == nil, let fileKey, pending.count >= 16 {
            payloadKey = fileKey.payloadKey(nonce: Array(pending[..<16]))
            pending.removeFirst(16)
        }
        guard let payloadKey else { return }
        var start = 0
        while pending.count - start > Chunk.sealedLength {
            let sealed = pending[start..<start + Chunk.sealedLength]
            guard let plain = Chunk.open(sealed, with: payloadKey, nonce: Chunk.nonce(number, isLast: false)) else {
                throw .damaged
            }
            output += plain
            number += 1
            start += Chunk.sealedLength
        }
        pending.removeFirst(start)
    }

    private mutating func readHead() throws(SealingError) {
        let first = Array((SealedHead.version + "\n").utf8.prefix(pending.count))
        guard pending.starts(with: first) || pending.starts(with: SealedHead.family.utf8) else {
            throw .notSealed
        }
        guard let length = SealedHead.length(in: pending) else {
            if pending.count > SealedHead.longest { throw .malformedHead(line: 1) }
            return
        }
        guard length <= SealedHead.longest else { throw .malformedHead(line: 1) }
        let bytes = pending[..<length]
        let head = try SealedHead(bytes)
        let key = try unwrap(head.stanzas)
        // The bytes that were read, not written anew: a head in another form is another head.
        let hyphens = bytes.count - 1 - Base64.encode(head.code).utf8.count - 1
        guard key.authenticates(head.code, over: Array(bytes.prefix(hyphens))) else { throw .damaged }
        fileKey = key
        pending.removeFirst(length)
    }

    private func unwrap(_ stanzas: [Stanza]) throws(SealingError) -> FileKey {
        let locked = stanzas.filter { $0.arguments[0] == "scrypt" }
        // Somebody who knows a passphrase can vouch for the whole file only when nobody else can open it.
        guard locked.isEmpty || stanzas.count == 1 else { throw .malformedHead(line: 2) }
        switch keys {
        case .passphrase(let passphrase):
            guard let stanza = locked.first else { throw .otherKindOfKey(needsPassphrase: false) }
            if let key = try FileKey.unwrapped(stanza, by: passphrase) { return key }
        case .identities(let identities):
            guard locked.isEmpty else { throw .otherKindOfKey(needsPassphrase: true) }
            for stanza in stanzas where stanza.arguments[0] == "X25519" {
                for identity in identities {
                    if let key = try FileKey.unwrapped(stanza, by: identity) { return key }
                }
            }
        }
        throw .wrongKey
    }
}
