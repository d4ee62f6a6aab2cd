package import Accounts
import Foundation
import GRDB

/// What was done to an account.
package enum AccountAction: String, CaseIterable, Sendable {
    /// It was made.
    case add
    /// Its holder may no longer log in.
    case disable
    /// Its holder may log in again.
    case enable
    /// It got a new password, second factor and recovery codes.
    case reset
}

extension RegistryTransaction {
    /// Makes an account; one of the same name must not be there.
    ///
    /// - Parameter time: now, as an ISO 8601 UTC time.
    package func addAccount(
        _ name: UserName, roles: Set<AccountRole>, credential: Credential, operatorName: UserName, time: String
    ) throws {
        try db.execute(
            sql: "INSERT INTO account (name, name_key, is_enabled, created_at) VALUES (?, ?, 1, ?)",
            arguments: [name.text, name.key, time])
        let id = db.lastInsertedRowID
        for role in roles.sorted() {
            try db.execute(
                sql: "INSERT INTO account_role (account_id, role) VALUES (?, ?)", arguments: [id, role.rawValue])
        }
        try store(credential, of: id, time: time)
        try note(.add, of: id, operatorName: operatorName, time: time)
    }

    /// Lets the holder of an account log in, or not.
    package func setEnabled(_ isEnabled: Bool, _ account: Account, operatorName: UserName, time: String) throws {
        try db.execute(
            sql: "UPDATE account SET is_enabled = ? WHERE id = ?", arguments: [isEnabled, account.id])
        try note(isEnabled ? .enable : .disable, of: account.id, operatorName: operatorName, time: time)
    }

    /// Gives an account a new credential; the old one is destroyed, and what is remembered of its logins is nobody's.
    package func replaceCredential(
        of account: Account, by credential: Credential, operatorName: UserName, time: String
    ) throws {
        try db.execute(sql: "DELETE FROM recovery_code WHERE account_id = ?", arguments: [account.id])
        try store(credential, of: account.id, time: time)
        try note(.reset, of: account.id, operatorName: operatorName, time: time)
    }

    /// Uses up a recovery code.
    ///
    /// - Parameter time: now, as an ISO 8601 UTC time.
    /// - Returns: false when it is used up already.
    package func useRecoveryCode(_ hash: [UInt8], of account: Account, time: String) throws -> Bool {
        try db.execute(
            sql: "UPDATE recovery_code SET used_at = ? WHERE account_id = ? AND code_hash = ? AND used_at IS NULL",
            arguments: [time, account.id, Data(hash)])
        return db.changesCount == 1
    }

    private func store(_ credential: Credential, of account: Int64, time: String) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO account_credential (
                    account_id, password, one_time_secret, set_at, serial)
                VALUES (?, ?, ?, ?, (SELECT count(*) + 1 FROM account_history))
                """,
            arguments: [
                account, credential.password.text, Data(credential.secret.bytes), time,
            ])
        for hash in credential.recoveryHashes {
            try db.execute(
                sql: "INSERT INTO recovery_code (account_id, code_hash) VALUES (?, ?)",
                arguments: [account, Data(hash)])
        }
    }

    private func note(_ action: AccountAction, of account: Int64, operatorName: UserName, time: String) throws {
        try db.execute(
            sql: "INSERT INTO account_history (account_id, action, operator_name, created_at) VALUES (?, ?, ?, ?)",
            arguments: [account, action.rawValue, operatorName.text, time])
    }
}
