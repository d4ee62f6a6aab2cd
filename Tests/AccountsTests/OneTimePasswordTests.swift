import TestSupport
import Testing

@testable import Accounts

@Suite struct OneTimePasswordTests {
    private static func secret() throws -> OneTimePasswordSecret {
        try OneTimePasswordSecret(stored: Array("12345678901234567890".utf8))
    }

    /// RFC 6238, appendix B, SHA-1: a code of six digits is the end of one of eight.
    @Test(arguments: [
        (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
    ])
    func theVectorsOfTheStandardAreMet(seconds: Int64, code: String) throws {
        #expect(try Self.secret().code(at: seconds) == String(code.suffix(6)))
    }

    @Test func oneStepBeforeAndAfterIsTaken() throws {
        let secret = try Self.secret()
        let now: Int64 = 1_111_111_111
        let step = now / 30
        for (offset, expected) in [
            (-60, OneTimePasswordSecret.Verdict.wrong), (-30, .fresh(step: step - 1)), (0, .fresh(step: step)),
            (30, .fresh(step: step + 1)), (60, .wrong),
        ] as [(Int64, OneTimePasswordSecret.Verdict)] {
            #expect(secret.verdict(on: secret.code(at: now + offset), at: now, usedStep: nil) == expected)
        }
        for wrong in ["", "12345", "1234567", "００００００"] {
            #expect(secret.verdict(on: wrong, at: now, usedStep: nil) == .wrong)
        }
    }

    @Test func aUsedStepAndThoseBeforeItAreNotTakenAgain() throws {
        let secret = try Self.secret()
        let now: Int64 = 1_111_111_111
        let step = now / 30
        #expect(secret.verdict(on: secret.code(at: now), at: now, usedStep: step) == .replayed)
        #expect(secret.verdict(on: secret.code(at: now - 30), at: now, usedStep: step) == .replayed)
        #expect(secret.verdict(on: secret.code(at: now + 30), at: now, usedStep: step) == .fresh(step: step + 1))
    }

    /// RFC 4648, section 10, without padding.
    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func base32IsThatOfTheStandard(plain: String, encoded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == encoded)
        #expect(Base32.decode(encoded) == Array(plain.utf8))
    }

    @Test(arguments: ["M", "MZ1", "my", "MZ", "MZXW6YTBOJ", "MY======"])
    func otherBase32IsRefused(text: String) { #expect(Base32.decode(text) == nil) }

    @Test func theLinkIsOneThatAppsRead() throws {
        let link = try Self.secret().link(issuer: "engo 潮瀬市", name: UserName("山田 a:b"))
        #expect(
            link == "otpauth://totp/engo%20%E6%BD%AE%E7%80%AC%E5%B8%82:%E5%B1%B1%E7%94%B0%20a%3Ab"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=engo%20%E6%BD%AE%E7%80%AC%E5%B8%82"
                + "&algorithm=SHA1&digits=6&period=30")
    }

    @Test func aRecoveryCodeIsReadHoweverItIsTyped() throws {
        var generator = SeededGenerator(seed: 3)
        let code = RecoveryCode(using: &generator)
        #expect(code.text.count == 29 && code.text.split(separator: "-").allSatisfy { $0.count == 4 })
        for typed in [code.text, code.text.lowercased(), code.text.replacing("-", with: " "), code.text + "\n"] {
            guard case .recovery(let found) = SecondFactor(typed: typed) else {
                Issue.record("not read")
                continue
            }
            #expect(found == code)
        }
        guard case .code("123456") = SecondFactor(typed: " １２３ ４５６ ") else {
            Issue.record("full-width digits are digits")
            return
        }
        guard case .malformed = SecondFactor(typed: String(code.text.dropLast())) else {
            Issue.record("a cut code is none")
            return
        }
    }
}
