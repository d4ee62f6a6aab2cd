import GRDB
import GRDBSQLite

/// How much of a workspace's file a reader maps into memory, and letting go of it.
///
/// Reading through the map saves copying pages, but every page that was looked at counts as this process's memory for as
/// long as it is mapped, whatever else the machine needs.
enum FileMap {
    /// The most that SQLite maps: just below 2 GiB. What lies behind is read in the usual way.
    static let bytes: Int64 = 0x7FFF_0000

    /// Lets go of the pages that were looked at; SQLite maps the file anew when it reads on.
    ///
    /// Nothing happens while a statement stands on a row.
    static func letGo(_ db: Database) {
        for limit in [0, bytes] {
            var limit = limit
            sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_MMAP_SIZE, &limit)
        }
    }
}
