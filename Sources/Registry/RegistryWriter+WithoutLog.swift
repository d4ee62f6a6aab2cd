import GRDB

extension RegistryWriter {
    /// Puts SQLite's rollback journal in the place of its log, for the change that brings the first register, of any size.
    ///
    /// Every page of a log is written twice, and read in between. The journal keeps only pages that were there before, and a
    /// workspace without a register has next to none, so what is new is written once, where it stays. A kill or a power cut
    /// leaves the journal, and whoever opens the workspace next goes back by it. The transaction must be exclusive: until its
    /// end nobody else can read, which readers are told. There is nobody to list yet.
    /// - Returns: false, and nothing was done, when there is a register, or somebody else has the workspace open.
    static func leaveLog(_ db: Database) throws -> Bool {
        guard try Int.fetchOne(db, sql: "SELECT 1 FROM resident LIMIT 1") == nil else { return false }
        do {
            guard try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE") == "delete" else { return false }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        }
        // The journal's end is the commit: EXTRA brings that to disk too.
        try db.execute(sql: "PRAGMA synchronous = EXTRA")
        guard try Durability(db).synchronous == Durability.extra else {
            throw RegistryError.notDurable(setting: "synchronous")
        }
        return true
    }
}
