import Foundation

/// The header of an SQLite file, as far as it tells a workspace, a backup and everything else apart.
///
/// A backup differs from a workspace in three bytes: its application id, so that no verb takes it for a workspace, and the
/// two version bytes of the rollback journal, so that it can be read from where nothing can be written.
///
/// - Source: SQLite, *Database File Format*, 1.3 "The Database Header".
package enum DatabaseHeader {
    /// Bytes of the header.
    package static let length = 100

    /// What a file is, by its header.
    package enum Kind: Sendable {
        /// A workspace of this program.
        case workspace
        /// A backup of one.
        case backup
        /// Anything else.
        case other
    }

    private static let magic = Array("SQLite format 3\0".utf8)
    /// "ENGB"; workspaces have ``Schema/applicationID``, "ENGO".
    private static let backupID = Array("ENGB".utf8)
    private static let workspaceID = Array("ENGO".utf8)
    private static let versions = 18..<20
    private static let applicationID = 68..<72

    /// Tells what a file is by its first bytes.
    package static func kind(of bytes: some Collection<UInt8>) -> Kind {
        let header = Array(bytes.prefix(length))
        guard header.count == length, header.starts(with: magic) else { return .other }
        if Array(header[applicationID]) == backupID { return .backup }
        return Array(header[applicationID]) == workspaceID ? .workspace : .other
    }

    /// Turns the header of a backup into that of a workspace that is not in WAL mode.
    package static func markAsWorkspace(_ bytes: inout [UInt8]) {
        guard bytes.count >= length else { return }
        bytes.replaceSubrange(applicationID, with: workspaceID)
    }

    /// Turns the header of a workspace into that of a backup.
    static func markAsBackup(_ bytes: inout [UInt8]) {
        guard bytes.count >= length else { return }
        bytes.replaceSubrange(versions, with: [1, 1])
        bytes.replaceSubrange(applicationID, with: backupID)
    }

    /// Marks a closed database file as a backup.
    static func markAsBackup(_ path: String) throws(RegistryError) {
        try patch(path, versions, [1, 1])
        try patch(path, applicationID, backupID)
    }

    /// Takes a closed database file out of WAL mode, or puts it there.
    static func setWAL(_ isWAL: Bool, _ path: String) throws(RegistryError) {
        try patch(path, versions, isWAL ? [2, 2] : [1, 1])
    }

    private static func patch(_ path: String, _ range: Range<Int>, _ bytes: [UInt8]) throws(RegistryError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
        defer { close(descriptor) }
        guard pwrite(descriptor, bytes, bytes.count, off_t(range.lowerBound)) == bytes.count else {
            throw .cannotWrite(path: path, errno: errno)
        }
    }
}
