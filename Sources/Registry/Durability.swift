import GRDB

/// What SQLite says of how it writes.
struct Durability {
    /// `PRAGMA synchronous` of FULL: a commit returns when it is on disk.
    static let full = 2
    /// The same of EXTRA: the end of a rollback journal is on disk too.
    static let extra = 3

    let journalMode: String
    let synchronous: Int

    /// Reads the settings back from a connection.
    init(_ db: Database) throws {
        journalMode = try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? ""
        synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? 0
    }
}
