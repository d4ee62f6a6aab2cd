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
        case .SQLITE_IOERR: throw RegistryError.cannotWrite(path: path, errno: EIO)
        default: throw RegistryError.database(code: error.extendedResultCode.rawValue)
        }
    }
}
