package import Accounts
import Foundation
import GRDB

extension RegistrySnapshot {
    /// Whether the workspace has accounts; one of an older version has none.
    package func hasAccounts() throws -> Bool {
        guard try db.tableExists("account") else { return false }
        return try Bool.fetchOne(db, sql: "SELECT count(*) > 0 FROM account") ?? false
    }

    /// Every account, in byte order of the names as they are compared.
    package func accounts() throws -> [Account] { try accounts(where: "1", []) }

    /// The account of a name, or nil.
    package func account(named name: UserName) throws -> Account? {
        guard try db.tableExists("account") else { return nil }
        return try accounts(where: "name_key = ?", [name.key]).first
    }

    /// Whether an account is enabled and its holder still has the credential that they logged in with.
    package func isInForce(account: Int64, credential: Int64) throws -> Bool {
        guard try db.tableExists("account") else { return false }
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT a.is_enabled AND c.serial = ? FROM account AS a
                JOIN account_credential AS c ON c.account_id = a.id WHERE a.id = ?
                """, arguments: [credential, account]) ?? false
    }

    /// How the holder of an account proves who they are.
    ///
    /// - Throws: ``Accounts/AccountError/malformedCredential``.
    package func credential(of account: Account) throws -> StoredCredential {
        guard
            let row = try Row.fetchOne(
                db,
                sql: "SELECT password, one_time_secret, serial FROM account_credential WHERE account_id = ?",
                arguments: [account.id])
        else { throw AccountError.malformedCredential }
        let hashes = try Data.fetchAll(
            db,
            sql: "SELECT code_hash FROM recovery_code WHERE account_id = ? AND used_at IS NULL ORDER BY code_hash",
            arguments: [account.id])
        let secret: Data = row[1]
        return StoredCredential(
            credential: Credential(
                password: try PasswordHash(stored: row[0]), secret: try OneTimePasswordSecret(stored: Array(secret)),
                recoveryHashes: hashes.map { Array($0) }),
            serial: row[2])
    }

    private func accounts(where condition: String, _ arguments: StatementArguments) throws -> [Account] {
        let roles = Dictionary(
            grouping: try Row.fetchAll(db, sql: "SELECT account_id, role FROM account_role"), by: { $0[0] as Int64 })
        return try Row.fetchAll(
            db,
            sql: """
                SELECT a.id, a.name, a.is_enabled, a.created_at, c.set_at, (
                    SELECT count(*) FROM recovery_code WHERE account_id = a.id AND used_at IS NULL)
                FROM account AS a JOIN account_credential AS c ON c.account_id = a.id
                WHERE \(condition) ORDER BY a.name_key
                """, arguments: arguments
        ).map { row in
            Account(
                id: row[0], name: try UserName(row[1]),
                roles: Set((roles[row[0]] ?? []).compactMap { AccountRole(rawValue: $0[1]) }), isEnabled: row[2],
                createdAt: row[3], credentialSetAt: row[4], recoveryCodesLeft: row[5])
        }
    }
}

/// A credential, and which of the account's credentials it is.
package struct StoredCredential: Sendable {
    /// The credential.
    package let credential: Credential
    /// Grows with every reset of any account.
    package let serial: Int64
}
