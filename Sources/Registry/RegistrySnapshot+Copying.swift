package import Disclosure
import GRDB

extension RegistrySnapshot {
    /// Households and residents in the register, on the tables of every version.
    package func registerSize() throws -> (households: Int, residents: Int) {
        (
            try Int.fetchOne(db, sql: "SELECT count(*) FROM household") ?? 0,
            try Int.fetchOne(db, sql: "SELECT count(*) FROM resident") ?? 0
        )
    }

    /// Copies the whole database, as this read sees it, into a file that is empty.
    ///
    /// SQLite's online backup reads in the transaction of this snapshot: whatever a writer commits meanwhile is not in it.
    /// - Parameters:
    ///   - target: the file that errors name.
    ///   - grant: proof that the release is in the audit log.
    package func copyDatabase(to path: String, for target: String, grant: ReleaseGrant) throws {
        try DatabaseImage(path: path, origin: target).open { queue in
            try queue.inDatabase { try db.backup(to: $0) }
        }
        // The copy says of itself that it is in WAL mode, as the workspace is.
        try DatabaseHeader.setWAL(false, path)
    }
}
