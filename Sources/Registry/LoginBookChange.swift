package import Accounts
import GRDB

/// What one transaction reads and writes in a ``LoginBook``; credentials are named by their marks.
package struct LoginBookChange {
    let db: Database

    /// The failures counted under a key; nil when there are none.
    package func counter(_ key: String) throws -> LoginCounter? {
        try Row.fetchOne(db, sql: "SELECT failures, last_at FROM login_counter WHERE key = ?", arguments: [key])
            .map { LoginCounter(failures: $0[0], lastAt: $0[1]) }
    }

    /// Counts a login that begins as a failure, until it is taken back.
    ///
    /// - Parameter seconds: now, in seconds since 1970.
    package func count(under keys: [String], at seconds: Int64) throws {
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
    package func takeBack(under keys: [String]) throws {
        for key in keys {
            try db.execute(sql: "DELETE FROM login_counter WHERE key = ? AND failures = 1", arguments: [key])
            try db.execute(sql: "UPDATE login_counter SET failures = failures - 1 WHERE key = ?", arguments: [key])
        }
    }

    /// Forgets all failures under a key.
    package func forget(_ key: String) throws {
        try db.execute(sql: "DELETE FROM login_counter WHERE key = ?", arguments: [key])
    }

    /// Whether a credential let somebody in from a source at a time or later, in seconds since 1970.
    package func isKnown(_ source: LoginSource, to credential: String, since seconds: Int64) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT count(*) > 0 FROM known_source WHERE credential = ? AND source = ? AND last_login_at >= ?",
            arguments: [credential, source.key, seconds]) ?? false
    }

    /// Notes that a credential let somebody in from a source, and forgets sources of which nothing was seen for long.
    ///
    /// - Parameter seconds: now, in seconds since 1970.
    package func remember(_ source: LoginSource, of credential: String, at seconds: Int64) throws {
        try db.execute(
            sql: "DELETE FROM known_source WHERE last_login_at < ?",
            arguments: [seconds - LoginBackoff.knownDays * 86_400])
        try db.execute(
            sql: "INSERT OR REPLACE INTO known_source (credential, source, last_login_at) VALUES (?, ?, ?)",
            arguments: [credential, source.key, seconds])
    }

    /// The latest step of the second factor whose code was accepted; nil when none was.
    package func usedStep(of credential: String) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT step FROM used_step WHERE credential = ?", arguments: [credential])
    }

    /// Uses up a step of the second factor.
    ///
    /// - Returns: false when this step or a later one is used up already.
    package func use(_ step: Int64, of credential: String) throws -> Bool {
        try db.execute(
            sql: """
                INSERT INTO used_step (credential, step) VALUES (?, ?)
                ON CONFLICT (credential) DO UPDATE SET step = excluded.step WHERE step < excluded.step
                """, arguments: [credential, step])
        return db.changesCount == 1
    }
}
