import Accounts
import Disclosure
import Foundation
import GRDB
import Testing

@testable import Registry

/// What the tables of accounts let in, whatever the program asks.
@Suite struct AccountStorageTests {
    private static let time = "2026-06-01T00:00:00Z"

    private static func credential() throws -> Credential {
        var generator = SystemRandomNumberGenerator()
        return try IssuedCredential(
            Password(typed: "河川敷の避難所はどこですか"), cost: PasswordCost(logarithm: 4), in: HashingSlots(),
            using: &generator
        ).credential
    }

    /// A workspace with an administrator and a responder.
    private static func workspace() throws -> TemporaryWorkspace {
        let workspace = try TemporaryWorkspace()
        let writer = try RegistryWriter(workspace.paths)
        try writer.maintenance(by: TemporaryWorkspace.acting) { transaction in
            for (name, role) in [("管理 太郎", AccountRole.administrator), ("Hanako", .responder)] {
                try transaction.addAccount(
                    UserName(name), roles: [role], credential: credential(), operatorName: UserName("root"),
                    time: time)
            }
        }
        try writer.close()
        return workspace
    }

    @Test func accountsComeBackInTheOrderOfTheirNamesAndMakeNoGeneration() throws {
        let workspace = try Self.workspace()
        let (accounts, generation) = try RegistryReader(workspace.paths).read {
            (try $0.accounts(), try $0.generation())
        }
        #expect(accounts.map(\.name.text) == ["Hanako", "管理 太郎"])
        #expect(accounts.map(\.roles) == [[.responder], [.administrator]])
        #expect(accounts.allSatisfy { $0.isEnabled && $0.recoveryCodesLeft == 10 && $0.createdAt == Self.time })
        #expect(generation == 1)
        let found = try RegistryReader(workspace.paths).read { try $0.account(named: UserName("ＨＡＮＡＫＯ")) }
        #expect(found == accounts[0])
    }

    @Test(arguments: [
        "DELETE FROM account", "UPDATE account SET name = 'x'", "DELETE FROM account_history",
        "UPDATE account_history SET operator_name = 'x'", "UPDATE account SET is_enabled = 0 WHERE name_key = '管理 太郎'",
        "INSERT INTO account_role VALUES (1, 'king')", "UPDATE account_credential SET password = 'plain'",
        "INSERT INTO account (name, name_key, is_enabled, created_at) VALUES ('HANAKO', 'hanako', 1, 't')",
    ])
    func theTablesRefuseWhatBreaksARule(statement: String) throws {
        let workspace = try Self.workspace()
        let queue = try DatabaseQueue(path: workspace.paths.database)
        #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: statement) } }
    }

    @Test func aSecondAdministratorMayGo() throws {
        let workspace = try Self.workspace()
        let queue = try DatabaseQueue(path: workspace.paths.database)
        try queue.write { try $0.execute(sql: "INSERT INTO account_role VALUES (2, 'administrator')") }
        try queue.write { try $0.execute(sql: "UPDATE account SET is_enabled = 0 WHERE id = 1") }
        #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: "UPDATE account SET is_enabled = 0 WHERE id = 2") }
        }
    }

    @Test func aWorkspaceOfBeforeHasNoAccounts() throws {
        let workspace = try TemporaryWorkspace()
        let queue = try DatabaseQueue(path: workspace.paths.database)
        try queue.write { db in
            for table in [
                "recovery_code", "account_role", "account_credential", "account_history", "account",
            ] {
                try db.execute(sql: "DROP TABLE \(table)")
            }
        }
        let (areThere, named) = try RegistryReader(workspace.paths, acceptsOlderFormat: true).read {
            (try $0.hasAccounts(), try $0.account(named: UserName("hanako")))
        }
        #expect(!areThere && named == nil)
    }
}
