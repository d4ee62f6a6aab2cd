/// Why the workspace cannot be read or written; cases carry paths and codes, never a resident's data.
package enum RegistryError: Error, Equatable, Sendable {
    /// There is no file at the path.
    case noWorkspace(path: String)
    /// A file stands where a new workspace should go.
    case alreadyExists(path: String)
    /// The file is there and cannot be read.
    case unreadable(path: String, errno: Int32)
    /// The folder of the workspace cannot be written, where even a reader keeps SQLite's index.
    case folderNotWritable(path: String)
    /// The file is not a workspace of this program.
    case notAWorkspace(path: String)
    /// The workspace was written by a newer program.
    case newerFormat(path: String)
    /// The workspace was written by an older program; the next change brings it up to date.
    case needsMigration(path: String)
    /// Another process is writing to the workspace.
    case busy(path: String)
    /// The folder or file cannot be created or written.
    case cannotWrite(path: String, errno: Int32)
    /// What is remembered of logins cannot be read: damaged, or no such file.
    case unusableLoginBook(path: String)
    /// A durability setting did not hold when it was read back.
    case notDurable(setting: String)
    /// A packed column has another length than the table it stands for.
    case packedColumnMismatch(column: String)
    /// The generation is not among those that are kept; both ends are.
    case generationNotKept(first: Int64, last: Int64)
    /// The file is no backup of a workspace: another program's, a workspace itself, or no SQLite file at all.
    case notABackup(path: String)
    /// SQLite's checks, or the checksum of a backup, say that the file is not as it was written.
    case damaged(path: String)
    /// The file has tables, triggers or views that this program did not make, or lacks some.
    case foreignSchema(path: String)
    /// A backup does not belong into the workspace that it should replace.
    case otherWorkspace(path: String, backup: WorkspaceIdentity, target: WorkspaceIdentity)
    /// No household has this number.
    case noSuchHousehold
    /// SQLite reported an error; the code is SQLite's extended result code.
    case database(code: Int32)
}
