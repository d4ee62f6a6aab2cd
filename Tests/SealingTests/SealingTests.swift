import Foundation
import TestSupport
import Testing

@testable import Sealing

/// Files in the age format: what goes in comes out, and nothing else does.
@Suite struct SealingTests {
    private static let sizes = [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]

    private static func content(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) } }

    private static func seal(_ content: [UInt8], for keys: SealingKeys, piece: Int = 10_000) throws -> [UInt8] {
        var generator = SeededGenerator(seed: 3)
        var sealer = try Sealer(for: keys, workFactor: 4, using: &generator)
        var result: [UInt8] = []
        for start in stride(from: 0, to: content.count, by: piece) {
            try sealer.take(content[start..<min(start + piece, content.count)], into: &result)
        }
        try sealer.finish(into: &result)
        return result
    }

    private static func open(_ sealed: [UInt8], with keys: OpeningKeys, piece: Int = 10_000) throws -> [UInt8] {
        var opener = Opener(keys)
        var result: [UInt8] = []
        for start in stride(from: 0, to: sealed.count, by: piece) {
            try opener.take(sealed[start..<min(start + piece, sealed.count)], into: &result)
        }
        try opener.finish(into: &result)
        return result
    }

    private static func identity(_ seed: UInt64) throws -> Identity {
        var generator = SeededGenerator(seed: seed)
        return try Identity(using: &generator)
    }

    @Test(arguments: sizes) func everyReceiverOpensWhatWasSealed(size: Int) throws {
        let identities = try [Self.identity(1), Self.identity(2)]
        let content = Self.content(size)
        let sealed = try Self.seal(content, for: .recipients(identities.map(\.recipient)))
        for identity in identities {
            #expect(try Self.open(sealed, with: .identities([identity])) == content)
        }
        #expect(throws: SealingError.wrongKey) { try Self.open(sealed, with: .identities([Self.identity(3)])) }
    }

    @Test(arguments: sizes) func aPassphraseOpensWhatItSealed(size: Int) throws {
        let content = Self.content(size)
        let sealed = try Self.seal(content, for: .passphrase(Passphrase("紀の川 氾濫 2026")))
        #expect(try Self.open(sealed, with: .passphrase(Passphrase("紀の川 氾濫 2026"))) == content)
        #expect(throws: SealingError.wrongKey) { try Self.open(sealed, with: .passphrase(Passphrase("紀の川"))) }
    }

    @Test func piecesOfAnyLengthGiveTheSame() throws {
        let identity = try Self.identity(1)
        let content = Self.content(70_000)
        let sealed = try Self.seal(content, for: .recipients([identity.recipient]), piece: 1)
        #expect(try Self.seal(content, for: .recipients([identity.recipient]), piece: 100_000) == sealed)
        #expect(try Self.open(sealed, with: .identities([identity]), piece: 1) == content)
    }

    @Test func everyCutIsFound() throws {
        let identity = try Self.identity(1)
        let sealed = try Self.seal(Self.content(65_600), for: .recipients([identity.recipient]))
        let whole = sealed.count
        let cuts =
            Array(0..<400) + [whole - 65_600, whole - 96, whole - 80, whole - 64, whole - 17, whole - 16, whole - 1]
        for cut in cuts {
            #expect(throws: SealingError.self, "cut after \(cut) of \(whole)") {
                try Self.open(Array(sealed.prefix(cut)), with: .identities([identity]))
            }
        }
        #expect(throws: SealingError.damaged) { try Self.open(sealed + [0], with: .identities([identity])) }
    }

    @Test func everyChangedByteIsFound() throws {
        let identity = try Self.identity(1)
        let sealed = try Self.seal(Self.content(300), for: .recipients([identity.recipient]))
        for place in sealed.indices {
            var altered = sealed
            altered[place] ^= 1
            #expect(throws: SealingError.self, "byte \(place)") {
                try Self.open(altered, with: .identities([identity]))
            }
        }
    }

    @Test func exchangedChunksAreFound() throws {
        let identity = try Self.identity(1)
        let sealed = try Self.seal(Self.content(3 * 65_536), for: .recipients([identity.recipient]))
        let start = sealed.count - 3 * 65_552
        let chunks = (0..<3).map { Array(sealed[(start + $0 * 65_552)..<(start + ($0 + 1) * 65_552)]) }
        let exchanged = Array(sealed[..<start]) + chunks[1] + chunks[0] + chunks[2]
        #expect(throws: SealingError.damaged) { try Self.open(exchanged, with: .identities([identity])) }
    }

    @Test func keysAreReadAsTheyAreWritten() throws {
        for seed in 0..<50 as Range<UInt64> {
            let identity = try Self.identity(seed)
            let read = try Identity.list("# a comment\n\n  \(identity.text)  \r\n")
            #expect(read.map(\.text) == [identity.text])
            #expect(try Recipient(identity.recipient.text) == identity.recipient)
            let text = Array(identity.recipient.text)
            for place in [4, 10, text.count - 1] {
                var wrong = text
                wrong[place] = wrong[place] == "q" ? "p" : "q"
                #expect(throws: SealingError.invalidRecipient(line: nil)) { try Recipient(String(wrong)) }
            }
        }
        #expect(throws: SealingError.invalidIdentity(line: 2)) { try Identity.list("#\nAGE-SECRET-KEY-1QQQQ\n") }
        #expect(throws: SealingError.invalidRecipient(line: 1)) { try Recipient.list("someone@example.jp") }
    }

    @Test func hostileHeadsAreRefused() throws {
        let identity = try Self.identity(1)
        let keys = OpeningKeys.identities([identity])
        let version = "age-encryption.org/v1\n"
        let heads: [(String, SealingError)] = [
            ("", .notSealed), ("PK\u{3}\u{4}", .notSealed),
            ("age-encryption.org/v2\n-> X\n\n--- \n", .unsupportedVersion),
            (version, .damaged), (version + "--- AAAA\n", .malformedHead(line: 2)),
            (version + "X25519\n\n--- \n", .malformedHead(line: 2)),
            (version + "-> X25519 =\n\n--- \(String(repeating: "A", count: 43))\n", .malformedHead(line: 2)),
            (version + String(repeating: "-> x\n\n", count: 20_000), .malformedHead(line: 1)),
        ]
        for (head, error) in heads {
            #expect(throws: error) { try Self.open(Array(head.utf8), with: keys) }
        }
        let code = String(repeating: "A", count: 43)
        let greedy = version + "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\n\(code)\n--- \(code)\n"
        #expect(throws: SealingError.workFactorTooHigh(found: 30, limit: 20)) {
            try Self.open(Array(greedy.utf8), with: .passphrase(Passphrase("x")))
        }
    }

    @Test func theKindOfKeyMustFit() throws {
        let identity = try Self.identity(1)
        let locked = try Self.seal([1], for: .passphrase(Passphrase("a")))
        #expect(throws: SealingError.otherKindOfKey(needsPassphrase: true)) {
            try Self.open(locked, with: .identities([identity]))
        }
        let addressed = try Self.seal([1], for: .recipients([identity.recipient]))
        #expect(throws: SealingError.otherKindOfKey(needsPassphrase: false)) {
            try Self.open(addressed, with: .passphrase(Passphrase("a")))
        }
        #expect(throws: SealingError.nobodyToSealFor) { try Self.seal([1], for: .recipients([])) }
        #expect(throws: SealingError.passphraseTooShort(minimum: 12)) { try Passphrase.forSealing("短い") }
    }

    @Test func randomBytesBehindAVersionNeverTrap() throws {
        let identity = try Self.identity(1)
        var generator = SeededGenerator(seed: 9)
        let alphabet = Array("->-- X25519scrypt \nAQ=/+18\r".utf8)
        for _ in 0..<20_000 {
            let noise = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
            }
            let file = Array("age-encryption.org/v1\n".utf8) + noise
            #expect(throws: SealingError.self) { try Self.open(file, with: .identities([identity])) }
            #expect(throws: SealingError.self) {
                try Self.open(Array("-----BEGIN AGE ENCRYPTED FILE-----\n".utf8) + noise, with: .identities([identity]))
            }
        }
    }
}
