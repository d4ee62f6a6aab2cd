package import Disclosure
import Foundation
import GRDB

extension RegistryWriter {
    /// Takes a workspace to read its bytes as they lie in the file; nobody else can change it meanwhile. It works on the tables of
    /// every version and changes nothing.
    ///
    /// - Throws: as ``init(_:)``.
    package static func copying(_ paths: WorkspacePaths) throws -> RegistryWriter {
        try WorkspaceFormat.checkIsFile(paths.database)
        return try RegistryWriter(paths, purpose: .copy)
    }

    /// Runs related reads of the state that nobody can change.
    package func read<Result>(_ body: (RegistrySnapshot) throws -> Result) throws -> Result {
        try mappingDatabaseErrors(path: paths.database) { try queue.read { try body(RegistrySnapshot(db: $0)) } }
    }

    /// Brings everything that was committed into the file, and checks it as a restore checks a backup.
    ///
    /// - Throws: ``RegistryError/damaged(path:)`` and the others of ``DatabaseImage/check()``;
    ///   ``RegistryError/busy(path:)`` while somebody reads an older state.
    package func settledContent() throws -> DatabaseImage.Content {
        try mappingDatabaseErrors(path: paths.database) {
            let log = try queue.inDatabase { try Row.fetchOne($0, sql: "PRAGMA wal_checkpoint(FULL)") }
            guard let log, (log[0] as Int) == 0, (log[1] as Int) == (log[2] as Int) else {
                throw RegistryError.busy(path: paths.database)
            }
        }
        return try DatabaseImage.mappingDamage(origin: paths.database) {
            try queue.inDatabase { db in
                try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
                return try DatabaseImage(path: paths.database, origin: paths.database).content(db)
            }
        }
    }

    /// Hands out the bytes of a backup's database, the first piece with its header, once ``settledContent()`` has returned.
    ///
    /// They come straight from the file, through the descriptor that holds the lock: no copy lies anywhere.
    /// - Parameter grant: proof that the release is in the audit log.
    /// - Returns: how many bytes.
    package func eachPiece(grant: ReleaseGrant, _ take: ([UInt8]) throws -> Void) throws -> Int {
        let size = try mappingDatabaseErrors(path: paths.database) {
            try queue.read { db in
                try (Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0) * (Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
            }
        }
        var offset = 0
        while offset < size {
            var piece = try bytes(at: offset, count: min(1 << 20, size - offset))
            if offset == 0 { DatabaseHeader.markAsBackup(&piece) }
            try take(piece)
            offset += piece.count
        }
        return size
    }
}
