import Disclosure
import Foundation
import Registry
import Synchronization
import Testing

@testable import Accounts
@testable import VictimSupport

@Suite struct LoginTests {
    private static func fixture() throws -> AccountFixture {
        let fixture = try AccountFixture()
        try fixture.add("管理 太郎", as: "root")
        try fixture.add("Hanako", [.headquarters])
        return fixture
    }

    @Test func passwordAndCodeTogetherLetIn() throws {
        let fixture = try Self.fixture()
        #expect(try fixture.login("ＨＡＮＡＫＯ", code: fixture.code("hanako", at: 0), at: 0) == .accepted)
        #expect(try fixture.login("hanako", code: "000000", at: 60) == .wrongCode)
        #expect(try fixture.login("hanako", "雨の日は傘を二本持つ祖父", at: 60) == .wrongPassword)
        #expect(try fixture.login("hanako", code: "", at: 61) == .wrongCode)
        #expect(try fixture.login("花子", code: "123456", at: 120) == .unknownAccount)
        #expect(try fixture.login("\u{0}", code: "123456", at: 180) == .unknownAccount)
        _ = try fixture.keeping().setEnabled(false, UserName("hanako"))
        #expect(try fixture.login("hanako", at: 240) == .disabled)
    }

    @Test func aCodeIsTakenOnce() throws {
        let fixture = try Self.fixture()
        let code = try fixture.code("hanako", at: 0)
        #expect(try fixture.login("hanako", code: code, at: 0) == .accepted)
        #expect(try fixture.login("hanako", code: code, at: 1) == .replayedCode)
        #expect(try fixture.login("hanako", code: code, from: .commandLine, at: 29) == .replayedCode)
        #expect(try fixture.login("hanako", at: 30) == .accepted)
    }

    @Test func aRecoveryCodeIsTakenOnce() throws {
        let fixture = try AccountFixture()
        let issued = try fixture.add("管理 太郎", as: "root")
        let code = issued.recoveryCodes[3].text.lowercased()
        #expect(try fixture.login("管理 太郎", "wrong", code: code, at: 0) == .wrongPassword)
        #expect(try fixture.login("管理 太郎", code: code, at: 0) == .acceptedByRecoveryCode)
        #expect(try fixture.login("管理 太郎", code: code, at: 1) == .wrongCode)
        #expect(try RegistryReader(fixture.paths).read { try $0.accounts() }.map(\.recoveryCodesLeft) == [9])
    }

    /// Not seconds but hashings are counted: they take all of the time, and all cost the same.
    @Test func everyRefusalHashesOnePasswordKnownNameOrNot() throws {
        let fixture = try Self.fixture()
        try fixture.add("次郎", [.welfare])
        _ = try fixture.keeping().setEnabled(false, UserName("次郎"))
        var at: Int64 = 0
        for (name, password, result) in [
            ("hanako", "wrong", AccountEvent.LoginResult.wrongPassword), ("花子", "wrong", .unknownAccount),
            ("次郎", AccountFixture.password, .disabled), ("", "", .unknownAccount),
            ("hanako", String(repeating: "あ", count: 6_000), .wrongPassword),
        ] {
            let before = fixture.slots.count
            #expect(try fixture.login(name, password, code: "000000", from: .network("\(at)"), at: at) == result)
            #expect(fixture.slots.count == before + 1)
            at += 1_000
        }
    }

    @Test func afterThreeFailuresTheWaitGrowsAndNothingIsLookedAt() throws {
        let fixture = try Self.fixture()
        for name in ["hanako", "花子"] {
            let source = LoginSource.network(name)
            let expected: AccountEvent.LoginResult = name == "hanako" ? .wrongPassword : .unknownAccount
            var results: [AccountEvent.LoginResult?] = []
            for second in [0, 0, 0, 0, 1, 2, 3, 6, 7] as [Int64] {
                results.append(try fixture.login(name, "wrong", code: "000000", from: source, at: second))
            }
            #expect(
                results == [
                    expected, expected, expected, .tooSoon, expected, .tooSoon, expected, .tooSoon, expected,
                ])
            let before = fixture.slots.count
            // The right password too: otherwise the wait would not slow anybody who guesses.
            #expect(try fixture.login(name, from: source, at: 8) == .tooSoon)
            #expect(fixture.slots.count == before)
        }
        // A day later all is forgotten.
        #expect(try fixture.login("hanako", from: .network("hanako"), at: 90_000) == .accepted)
    }

    @Test func aStrangerWhoFailsDoesNotLockTheHolderOut() throws {
        let fixture = try Self.fixture()
        let desk = LoginSource.network("192.0.2.1")
        #expect(try fixture.login("hanako", from: desk, at: 0) == .accepted)
        for attempt in 0..<200 {
            _ = try fixture.login(
                "hanako", "wrong", code: "000000", from: .network("203.0.113.\(attempt)"), at: Int64(attempt))
        }
        // From the desk, and on the workspace's own machine, as if nothing had been.
        #expect(try fixture.login("hanako", from: desk, at: 200) == .accepted)
        #expect(try fixture.login("hanako", from: .commandLine, at: 230) == .accepted)
        // Another stranger waits, however many sources there are.
        #expect(try fixture.login("hanako", from: .network("203.0.113.250"), at: 250) == .tooSoon)
        // A month later the desk is a stranger too.
        #expect(try fixture.login("hanako", from: desk, at: 32 * 86_400) == .accepted)
    }

    @Test func anAccountOfOnesOwnWipesNoFailuresOut() throws {
        let fixture = try Self.fixture()
        try fixture.add("次郎", [.welfare])
        let source = LoginSource.network("203.0.113.9")
        for _ in 0..<2 { _ = try fixture.login("hanako", "wrong", from: source, at: 0) }
        #expect(try fixture.login("次郎", from: source, at: 0) == .accepted)
        #expect(try fixture.login("hanako", "wrong", from: source, at: 0) == .wrongPassword)
        #expect(try fixture.login("hanako", "wrong", from: source, at: 0) == .tooSoon)
        // Many names from one source are slowed together.
        #expect(try fixture.login("管理 太郎", "wrong", from: source, at: 0) == .tooSoon)
    }

    @Test func aLoginIsOvertakenWhenTheAccountIsDisabledMeanwhile() throws {
        let fixture = try Self.fixture()
        let (paths, slots) = (fixture.paths, HashingSlots(atOnce: 1))
        let moment = try AccountFixture.moment(0)
        let attempt = LoginAttempt(
            name: "hanako", password: AccountFixture.password, secondFactor: try fixture.code("hanako", at: 0),
            source: .network("192.0.2.1"))
        let keys = LoginBackoff.keys(name: try UserName("hanako"), knownTo: nil, source: attempt.source)
        let kind = Mutex<AccountEvent.Kind?>(nil)
        let isDone = DispatchSemaphore(value: 0)
        // The login waits for the only slot, and meanwhile the account is disabled.
        try slots.run { () throws(AccountError) in
            DispatchQueue.global().async {
                let outcome = try? LoginCheck(paths, cost: AccountFixture.cost, slots: slots).check(attempt, at: moment)
                kind.withLock { $0 = outcome?.event.kind }
                isDone.signal()
            }
            let isCounted = { try LoginBook(paths).change { try $0.counter(keys[0]) } != nil }
            while (try? isCounted()) != true { usleep(1_000) }
            _ = try? fixture.keeping().setEnabled(false, UserName("hanako"))
        }
        isDone.wait()
        #expect(kind.withLock { $0 } == .login(.overtaken))
    }

    @Test func whileAnImportWritesACodeOfTheAppLetsIn() throws {
        let fixture = try AccountFixture()
        let issued = try fixture.add("管理 太郎", as: "root")
        let writer = try RegistryWriter(fixture.paths)
        // In the middle of a change that is not kept yet, with the lock of the workspace and that of SQLite.
        try writer.maintenance(by: Acting(verb: "import residents", operatorName: "tester", time: "t")) {
            (_: RegistryTransaction) throws -> Void in
            #expect(try fixture.login("管理 太郎", "wrong", code: "000000", at: 0) == .wrongPassword)
            #expect(try fixture.login("管理 太郎", at: 1) == .accepted)
            #expect(try fixture.login("管理 太郎", code: fixture.code("管理 太郎", at: 1), at: 2) == .replayedCode)
            // A recovery code is used up in the workspace itself.
            #expect(throws: RegistryError.busy(path: fixture.paths.database)) {
                try fixture.login("管理 太郎", code: issued.recoveryCodes[0].text, at: 3)
            }
        }
        try writer.close()
        #expect(try fixture.login("管理 太郎", code: issued.recoveryCodes[0].text, at: 4) == .acceptedByRecoveryCode)
    }

    @Test func withoutItsBookCountingBeginsAnew() throws {
        let fixture = try Self.fixture()
        for _ in 0..<3 { _ = try fixture.login("hanako", "wrong", at: 0) }
        #expect(try fixture.login("hanako", at: 0) == .tooSoon)
        let file = fixture.paths.logins
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? NSNumber)?.int16Value == 0o600)
        try FileManager.default.removeItem(atPath: file)
        #expect(try fixture.login("hanako", at: 0) == .accepted)
        let beside = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path).filter {
            $0.contains("-logins")
        }
        #expect(beside == ["w.engo-logins"])
        for content in ["no database", ""] {
            try Data(content.utf8).write(to: URL(fileURLWithPath: file))
            if content.isEmpty {
                #expect(try fixture.login("hanako", at: 60) == .accepted)
            } else {
                #expect(throws: RegistryError.unusableLoginBook(path: file)) { try fixture.login("hanako", at: 60) }
            }
        }
    }

    @Test func aResetForgetsWhatWasKnownOfTheOldPassword() throws {
        let fixture = try Self.fixture()
        let desk = LoginSource.network("192.0.2.1")
        #expect(try fixture.login("hanako", from: desk, at: 0) == .accepted)
        _ = try fixture.reset("hanako")
        for attempt in 0..<20 {
            _ = try fixture.login("hanako", "wrong", code: "000000", from: .network("\(attempt)"), at: 60)
        }
        // The desk is a stranger to the new password.
        #expect(try fixture.login("hanako", "雨の日は傘を二本持つ祖父", from: desk, at: 60) == .tooSoon)
    }

    @Test func manyAtOnceShareOneBook() throws {
        let fixture = try Self.fixture()
        let (paths, slots) = (fixture.paths, fixture.slots)
        let moment = try AccountFixture.moment(0)
        let code = try fixture.code("hanako", at: 0)
        let accepted = Mutex(0)
        let failed = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 8) { number in
            let attempt = LoginAttempt(
                name: "hanako", password: AccountFixture.password, secondFactor: code,
                source: number == 0 ? .commandLine : .network("\(number)"))
            do {
                let outcome = try LoginCheck(paths, cost: AccountFixture.cost, slots: slots).check(attempt, at: moment)
                if outcome.account != nil { accepted.withLock { $0 += 1 } }
            } catch {
                failed.withLock { $0 += 1 }
            }
        }
        // A book that is busy or spoilt would keep seven out, too.
        #expect(failed.withLock { $0 } == 0)
        #expect(accepted.withLock { $0 } == 1)
    }

    @Test func theTimeOfAMomentIsThatOfItsText() throws {
        #expect(try AccountFixture.moment(0).utc == "2026-06-01T00:00:00Z")
        #expect(try AccountFixture.moment(86_399).seconds == AccountFixture.start + 86_399)
    }
}
