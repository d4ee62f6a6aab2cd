import Foundation
import GRDB

/// Runs database work and turns GRDB's errors into ours, which carry a code and nothing of the data.
func mappingDatabaseErrors<Result>(path: String, _ work: () throws -> Result) throws -> Result {
    do {
        return try work()
    } catch let error as DatabaseError {
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: throw RegistryError.notAWorkspace(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: throw RegistryError.busy(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM: throw RegistryError.folderNotWritable(path: path)
        case .SQLITE_FULL: throw RegistryError.cannotWrite(path: path, errno: ENOSPC)
        case .SQLITE_IOERR: throw RegistryError.cannotWrite(path: path, errno: isFull(path) ? ENOSPC : EIO)
        default: throw RegistryError.database(code: error.extendedResultCode.rawValue)
        }
    }
}

/// Whether the disk has no room for even SQLite's index of a log; it says "input or output failed" then.
private func isFull(_ path: String) -> Bool {
    var system = statvfs()
    return statvfs(path, &system) == 0 && Int(system.f_bavail) * Int(system.f_frsize) < 1 << 16
}
