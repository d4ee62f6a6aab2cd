import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Accounts

@Suite struct PasswordHashTests {
    private static let cheap = PasswordCost(logarithm: 4)

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    struct Vector: Sendable {
        let password: String
        let salt: String
        let logarithm: Int
        let blockSize: Int
        let parallelism: Int
        let key: String
    }

    /// RFC 7914, section 12: the first 32 of the 64 bytes, which do not depend on how many are asked for.
    @Test(arguments: [
        Vector(
            password: "", salt: "", logarithm: 4, blockSize: 1, parallelism: 1,
            key: "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"),
        Vector(
            password: "password", salt: "NaCl", logarithm: 10, blockSize: 8, parallelism: 16,
            key: "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"),
        Vector(
            password: "pleaseletmein", salt: "SodiumChloride", logarithm: 14, blockSize: 8, parallelism: 1,
            key: "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"),
    ])
    func theVectorsOfTheStandardAreMet(vector: Vector) throws {
        let key = try PasswordHash.derive(
            Array(vector.password.utf8), salt: Array(vector.salt.utf8), cost: PasswordCost(logarithm: vector.logarithm),
            blockSize: vector.blockSize, parallelism: vector.parallelism)
        #expect(Self.hexadecimal(key) == vector.key)
    }

    @Test func aPasswordFitsItsHashAloneAndTheTextBringsItBack() throws {
        var generator = SeededGenerator(seed: 1)
        let slots = HashingSlots()
        let hash = try PasswordHash.make(
            Password(typed: "河川敷の避難所はどこですか"), cost: Self.cheap, in: slots, using: &generator)
        let again = try PasswordHash(stored: hash.text)
        #expect(again == hash)
        #expect(hash.text.hasPrefix("$scrypt$v=1$ln=4,r=8,p=1$"))
        #expect(try again.fits(Password(typed: "河川敷の避難所はどこですか"), in: slots))
        #expect(try !again.fits(Password(typed: "河川敷の避難所はどこですか？"), in: slots))
        #expect(try !PasswordHash.ofNobody(cost: Self.cheap).fits(Password(typed: ""), in: slots))
        #expect(slots.count == 4)
        let other = try PasswordHash.make(Password(typed: "x"), cost: Self.cheap, in: slots, using: &generator)
        #expect(other.salt != hash.salt && hash.salt.count == 16)
    }

    @Test func theUsualCostIsTheStatedOne() {
        #expect(PasswordCost.standard.logarithm == 17)
    }

    @Test(arguments: [
        "", "secret", "$scrypt$v=1$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$",
        "$scrypt$v=2$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$v=1$ln=24,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$v=1$ln=4,r=99,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ])
    func aStoredTextOfAnotherFormIsRefused(text: String) {
        #expect(throws: AccountError.malformedCredential) { try PasswordHash(stored: text) }
    }

    @Test func widthAndCompositionOfWhatIsTypedDoNotMatter() {
        #expect(Password(typed: "ＡＢＣ１２３").bytes == Password(typed: "ABC123").bytes)
        #expect(Password(typed: "か\u{3099}").bytes == Password(typed: "が").bytes)
        #expect(Password(typed: "abc").bytes != Password(typed: "ABC").bytes)
        #expect(Password(typed: String(repeating: "あ", count: 6_000)).bytes.isEmpty)
    }

    @Test func noMoreThanTwoAreHashedAtOnce() {
        let slots = HashingSlots()
        let seen = Mutex((now: 0, most: 0))
        DispatchQueue.concurrentPerform(iterations: 12) { _ in
            _ = try? slots.run { () throws(AccountError) in
                seen.withLock { state in
                    state.now += 1
                    state.most = max(state.most, state.now)
                }
                usleep(5_000)
                seen.withLock { $0.now -= 1 }
            }
        }
        #expect(slots.count == 12)
        #expect(seen.withLock { $0.most } <= 2)
    }

    @Test func whoComesWhenTheQueueIsFullIsTurnedAway() throws {
        let slots = HashingSlots(atOnce: 1, longestQueue: 1)
        func one() throws(AccountError) -> Int { try slots.run { () throws(AccountError) in 1 } }
        let turnedAway: AccountError? = try slots.run { () throws(AccountError) in
            do throws(AccountError) { _ = try one() } catch { return error }
            return nil
        }
        #expect(turnedAway == .tooManyLogins(waiting: 1))
        #expect(slots.count == 1)
        #expect(try one() == 1)
    }
}
