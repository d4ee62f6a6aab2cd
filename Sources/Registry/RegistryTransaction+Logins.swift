package import Accounts
import Foundation
import GRDB

extension RegistryTransaction {
    /// Counts a login that begins as a failure, until it is taken back.
    ///
    /// - Parameter seconds: now, in seconds since 1970.
    package func countLogin(under keys: [String], at seconds: Int64) throws {
        try db.execute(
            sql: "DELETE FROM login_counter WHERE last_at < ?", arguments: [seconds - LoginBackoff.memory])
        for key in keys {
            try db.execute(
                sql: """
                    INSERT INTO login_counter (key, failures, last_at) VALUES (?, 1, ?)
                    ON CONFLICT (key) DO UPDATE SET failures = failures + 1, last_at = excluded.last_at
                    """, arguments: [key, seconds])
        }
    }

    /// Takes one counted login back: it succeeded. The failures of others stay, so that who has one account cannot
    /// wipe out what they tried on another.
    package func takeLoginBack(under keys: [String]) throws {
        for key in keys {
            try db.execute(sql: "DELETE FROM login_counter WHERE key = ? AND failures = 1", arguments: [key])
            try db.execute(sql: "UPDATE login_counter SET failures = failures - 1 WHERE key = ?", arguments: [key])
        }
    }

    /// Forgets all failures under a key.
    package func forgetLogins(under key: String) throws {
        try db.execute(sql: "DELETE FROM login_counter WHERE key = ?", arguments: [key])
    }

    /// Uses up a step of the second factor.
    ///
    /// - Returns: false when this step or a later one is used up already.
    package func useStep(_ step: Int64, of account: Account) throws -> Bool {
        try db.execute(
            sql: "UPDATE account_credential SET used_step = ? WHERE account_id = ? AND coalesce(used_step, -1) < ?",
            arguments: [step, account.id, step])
        return db.changesCount == 1
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

    /// Notes that an account logged in from a source, and forgets sources of which nothing was seen for long.
    ///
    /// - Parameter seconds: now, in seconds since 1970.
    package func remember(_ source: LoginSource, of account: Account, at seconds: Int64) throws {
        try db.execute(
            sql: "DELETE FROM known_source WHERE last_login_at < ?",
            arguments: [seconds - LoginBackoff.knownDays * 86_400])
        try db.execute(
            sql: "INSERT OR REPLACE INTO known_source (account_id, source, last_login_at) VALUES (?, ?, ?)",
            arguments: [account.id, source.key, seconds])
    }
}
