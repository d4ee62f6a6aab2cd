import Accounts
import Disclosure
import Foundation
import Interchange
import Registry
import Testing

@testable import VictimSupport

@Suite struct AccountKeepingTests {
    @Test func theFirstAccountIsAnAdministratorsAndMakesTheOthers() throws {
        let fixture = try AccountFixture()
        #expect(throws: AccountError.firstIsAdministrator) { try fixture.add("花子", [.headquarters], as: "root") }
        let issued = try fixture.add("管理 太郎", as: "root")
        #expect(issued.event.kind == .change(.add) && issued.event.account == "管理 太郎")
        #expect(issued.event.operatorName == "root" && issued.event.source == "command line")
        #expect(issued.recoveryCodes.count == 10 && Set(issued.recoveryCodes).count == 10)
        #expect(issued.link.hasPrefix("otpauth://totp/engo%20%E6%BD%AE%E7%80%AC%E5%B8%82:"))
        #expect(throws: AccountError.unknownOperator) { try fixture.add("花子", [.headquarters], as: "root") }
        let second = try fixture.add("花子", [.headquarters, .welfare], as: "管理　太郎")
        // The operator stands in the log as the account is written.
        #expect(second.event.operatorName == "管理 太郎")
        #expect(throws: AccountError.needsRole(anyOf: [.administrator])) { try fixture.add("次郎", [.partner], as: "花子") }
    }

    @Test func whatCannotBeAnAccountIsRefusedAndAsksForNoPassword() throws {
        let fixture = try AccountFixture()
        try fixture.add("管理 太郎", as: "root")
        var generator = SystemRandomNumberGenerator()
        for (name, roles, error) in [
            ("管理　太郎", [.welfare], AccountError.accountExists), ("花子", [], .noRole),
        ] as [(String, Set<AccountRole>, AccountError)] {
            #expect(throws: error) {
                try fixture.keeping().add(
                    UserName(name), roles: roles,
                    password: {
                        Issue.record("asked")
                        return ""
                    }, using: &generator)
            }
        }
        for (password, fault) in [
            ("短い", PasswordFault.tooShort), ("潮瀬市の花子2026!!", .common), ("hanako-hanako-1", .common),
        ] {
            #expect(throws: AccountError.passwordRefused(fault)) {
                try fixture.add("hanako", [.welfare], password: password)
            }
        }
        #expect(throws: AccountError.noSuchAccount) { try fixture.reset("花子") }
        #expect(throws: AccountError.noSuchAccount) { try fixture.keeping().setEnabled(false, UserName("花子")) }
        #expect(try RegistryReader(fixture.paths).read { try $0.accounts() }.count == 1)
    }

    @Test func theLastAdministratorStays() throws {
        let fixture = try AccountFixture()
        try fixture.add("管理 太郎", as: "root")
        try fixture.add("花子", [.headquarters])
        #expect(throws: AccountError.lastAdministrator) {
            try fixture.keeping().setEnabled(false, UserName("管理 太郎"))
        }
        try fixture.add("次郎", [.administrator, .welfare])
        #expect(try fixture.keeping().setEnabled(false, UserName("管理 太郎")).kind == .change(.disable))
        // Who is disabled acts no more, and the one that is left cannot go.
        #expect(throws: AccountError.unknownOperator) { try fixture.keeping().setEnabled(true, UserName("管理 太郎")) }
        #expect(throws: AccountError.lastAdministrator) {
            try fixture.keeping(as: "次郎").setEnabled(false, UserName("次郎"))
        }
        #expect(try fixture.keeping(as: "次郎").setEnabled(true, UserName("管理 太郎")).kind == .change(.enable))
    }

    @Test func anOperatorIsAnyNameUntilThereAreAccounts() throws {
        let fixture = try AccountFixture()
        let root = try UserName("root")
        #expect(try OperatorNaming.name(root, in: fixture.paths).text == "root")
        let absent = WorkspacePaths(database: fixture.paths.database + "-absent")
        #expect(try OperatorNaming.name(root, in: absent).text == "root")
        try fixture.add("管理 太郎", as: "root")
        try fixture.add("Hanako", [.responder])
        #expect(throws: AccountError.unknownOperator) { try OperatorNaming.name(root, in: fixture.paths) }
        #expect(try OperatorNaming.name(UserName("ｈａｎａｋｏ"), in: fixture.paths).text == "Hanako")
        _ = try fixture.keeping().setEnabled(false, UserName("Hanako"))
        #expect(throws: AccountError.unknownOperator) {
            try OperatorNaming.name(UserName("Hanako"), in: fixture.paths)
        }
    }

    /// What the command line and a server both ask: the gate of the workspace by the name of whoever asks.
    @Test func aRoleBindsTheAudience() throws {
        let fixture = try AccountFixture()
        func clear(_ audience: String, _ data: DataSet = .lists, as operatorName: String?) throws -> Clearance {
            try RegistryReader(fixture.paths).read { snapshot in
                try snapshot.clear(
                    DisclosureRequest(
                        audience: Audience(rawValue: audience), reason: "訓練", operatorName: operatorName,
                        time: "2026-06-01T00:00:00Z"), for: data)
            }
        }
        // Without accounts everybody who may read the file is as good as any other.
        #expect(try clear("headquarters", as: nil).audience == .headquarters)
        try fixture.add("管理 太郎", as: "root")
        try fixture.add("花子", [.welfare])
        try fixture.add("次郎", [.partner, .shelter])
        #expect(try clear("welfare-office", as: "花子").audience.rawValue == "welfare-office")
        #expect(try clear("shelter-desk", as: "次郎").audience.rawValue == "shelter-desk")
        #expect(try clear("public", .counts, as: "管理 太郎").data == .counts)
        for (audience, name) in [
            ("headquarters", "花子"), ("welfare-office", "次郎"), ("headquarters", "管理 太郎"),
            ("peacetime-partner", "管理 太郎"),
        ] {
            do {
                _ = try clear(audience, as: name)
                Issue.record("\(name) acts for \(audience)")
            } catch DisclosureError.outsideRoles(let refused, let allowed) {
                #expect(refused.rawValue == audience && !allowed.contains(refused) && !allowed.isEmpty)
            }
        }
        #expect(throws: AccountError.unknownOperator) { try clear("headquarters", as: nil) }
        #expect(throws: AccountError.unknownOperator) { try clear("public", .counts, as: "root") }
        _ = try fixture.keeping().setEnabled(false, UserName("花子"))
        #expect(throws: AccountError.unknownOperator) { try clear("welfare-office", as: "花子") }
    }

    @Test func aResetEndsTheOldPasswordCodesAndFailures() throws {
        let fixture = try AccountFixture()
        let old = try fixture.add("管理 太郎", as: "root")
        for second in 0..<3 {
            #expect(try fixture.login("管理 太郎", "wrong", from: .commandLine, at: Int64(second)) == .wrongPassword)
        }
        let oldCode = try fixture.code("管理 太郎", at: 3)
        let new = try fixture.reset("管理 太郎", at: 3)
        #expect(new.event.kind == .change(.reset) && new.link != old.link)
        let password = "雨の日は傘を二本持つ祖父"
        #expect(try fixture.login("管理 太郎", from: .commandLine, at: 3) == .wrongPassword)
        #expect(try fixture.login("管理 太郎", password, code: oldCode, from: .commandLine, at: 3) == .wrongCode)
        #expect(
            try fixture.login("管理 太郎", password, code: old.recoveryCodes[0].text, from: .commandLine, at: 4)
                == .wrongCode)
        #expect(
            try fixture.login("管理 太郎", password, code: new.recoveryCodes[0].text, from: .commandLine, at: 9)
                == .acceptedByRecoveryCode)
    }

    @Test func aBackupTakesTheAccountsAlong() throws {
        let fixture = try AccountFixture()
        try fixture.add("管理 太郎", [.administrator, .headquarters], as: "root")
        let backup = fixture.folder.appendingPathComponent("b").path
        func release(_ verb: String) throws -> ListRelease {
            ListRelease(verb: verb, operatorName: "管理 太郎", moment: try AccountFixture.moment(0), format: verb)
        }
        _ = try WorkspaceBackup.make(fixture.paths, release: release("backup"), to: AtomicFileWriter(path: backup))
        let restored = WorkspacePaths(database: fixture.folder.appendingPathComponent("r.engo").path)
        _ = try WorkspaceRestore.restore(
            backup, to: restored, mayReplace: false, isDryRun: false, release: release("restore"))
        let (before, after) = (
            try RegistryReader(fixture.paths).read { try $0.accounts() },
            try RegistryReader(restored).read { try $0.accounts() }
        )
        #expect(before == after && after.count == 1)
    }
}
