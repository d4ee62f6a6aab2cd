import AddressDictionary
import Disclosure
import Foundation
package import Interchange
package import Registry
package import Sealing

/// A whole workspace in one file: its database at one generation, its dictionary and its audit log; `engo backup`.
package struct WorkspaceBackup: Sendable {
    /// The workspace's own description.
    package let info: WorkspaceInfo
    /// The generation that the backup holds.
    package let generation: Int64
    /// Households in the register.
    package let households: Int
    /// Residents in the register.
    package let residents: Int
    /// The edition of the dictionary in the backup; nil when there is none, or it is damaged and was left out.
    package let dictionaryEdition: String?
    /// Whether there is a dictionary that could not be taken along, because it is damaged.
    package let lacksDictionary: Bool
    /// Lines of the audit log in the backup, this release among them.
    package let auditEntries: Int
    /// The size of the backup.
    package let bytes: Int

    /// Writes a backup, which appears under its name when it is whole and a restore would accept it, or not at all.
    ///
    /// Readers and a writer go on meanwhile; what is committed after the beginning is not in the backup. The audit entry
    /// is on disk before the first byte is copied, and the copied log holds it.
    /// - Throws: ``Disclosure/DisclosureError``; ``Registry/RegistryError``, ``Registry/RegistryError/damaged(path:)``
    ///   when the workspace itself is; ``Interchange/InterchangeError``.
    package static func make(_ paths: WorkspacePaths, release: ListRelease, to file: AtomicFileWriter) throws
        -> WorkspaceBackup
    {
        try RegistryReader(paths, acceptsOlderFormat: true).read { snapshot in
            let grant = try Self.release(release, of: snapshot, to: AuditLog(paths))
            try snapshot.copyDatabase(to: file.temporaryPath, for: file.path, grant: grant)
        }
        let image = DatabaseImage(path: file.temporaryPath, origin: paths.database)
        let content = try image.check()
        try image.seal()

        var sum = RunningChecksum()
        let database = try eachPiece(of: file.temporaryPath, limit: BackupFormat.sizeLimit) { sum.add($0) }
        let rest = try writeRest(paths, database: database, sum) { try file.write($0) }
        try file.commit(isReplacing: false)
        return WorkspaceBackup(content, rest, bytes: rest.bytes)
    }

    /// Writes a sealed backup: nothing of it lies on a disk in the clear, and it appears whole or not at all.
    ///
    /// SQLite's copy would need a plain file. So the workspace's own bytes are sealed while this program holds it as a writer does:
    /// readers go on, other writers are told that it is busy. Audit entry and checks are those of a plain backup, before the first byte.
    /// - Throws: as ``make(_:release:to:)``; ``Registry/RegistryError/busy(path:)``, ``Sealing/SealingError``.
    package static func makeSealed(
        _ paths: WorkspacePaths, release: ListRelease, for keys: SealingKeys, to file: AtomicFileWriter,
        using generator: inout some RandomNumberGenerator
    ) throws -> WorkspaceBackup {
        let workspace = try RegistryWriter.copying(paths)
        let grant = try workspace.read { try Self.release(release, of: $0, to: AuditLog(paths)) }
        let content = try workspace.settledContent()
        var sealed = try SealedFileWriter(file, for: keys, using: &generator)
        var sum = RunningChecksum()
        let database = try workspace.eachPiece(grant: grant) { piece in
            sum.add(piece)
            try sealed.write(piece)
        }
        let rest = try writeRest(paths, database: database, sum) { try sealed.write($0) }
        try sealed.commit()
        try workspace.close()
        return WorkspaceBackup(content, rest, bytes: sealed.byteCount)
    }

    private init(_ content: DatabaseImage.Content, _ rest: Rest, bytes: Int) {
        info = content.info
        generation = content.generation
        households = content.households
        residents = content.residents
        dictionaryEdition = rest.edition
        lacksDictionary = rest.lacksDictionary
        auditEntries = rest.auditEntries
        self.bytes = bytes
    }

    /// A backup masks nothing: only who sees everybody and everything may have the whole workspace.
    private static func release(
        _ release: ListRelease, of snapshot: RegistrySnapshot, to audit: AuditLog
    ) throws -> ReleaseGrant {
        let clearance = try snapshot.clear(release.disclosure, for: .workspace)
        try clearance.require(.all)
        let size = try snapshot.registerSize()
        return try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: try snapshot.generation(), households: size.households, persons: size.residents,
                records: .everybody,
                query: "whole workspace", format: release.format),
            to: audit)
    }

    /// What follows the database.
    private struct Rest {
        let edition: String?
        let lacksDictionary: Bool
        let auditEntries: Int
        /// Bytes of the whole backup.
        let bytes: Int
    }

    /// Writes the dictionary, the audit log and the last line.
    private static func writeRest(
        _ paths: WorkspacePaths, database: Int, _ sum: RunningChecksum, _ write: ([UInt8]) throws -> Void
    ) throws -> Rest {
        var sum = sum
        let (edition, isDamaged) = intactEdition(paths)
        let dictionary =
            edition == nil
            ? 0
            : try eachPiece(of: paths.dictionary, limit: BackupFormat.sizeLimit) { piece in
                sum.add(piece)
                try write(piece)
            }
        let log = try AuditLog(paths).contents()
        guard log.count <= BackupFormat.auditLimit else {
            throw InterchangeError.tooLarge(path: paths.audit, bytes: log.count, limit: BackupFormat.auditLimit)
        }
        for start in stride(from: 0, to: log.count, by: 1 << 20) {
            let piece = Array(log[start..<min(start + 1 << 20, log.count)])
            sum.add(piece)
            try write(piece)
        }
        let format = BackupFormat(database: database, dictionary: dictionary, audit: log.count)
        sum.add(format.lineWithoutChecksum)
        try write(format.lineWithoutChecksum + Array("\(sum.hexadecimal)\n".utf8))
        return Rest(
            edition: edition, lacksDictionary: isDamaged, auditEntries: AuditLog.lines(of: log).count,
            bytes: database + dictionary + log.count + BackupFormat.lineLength)
    }

    /// A dictionary can be built again: a damaged one must not keep the register from being saved.
    private static func intactEdition(_ paths: WorkspacePaths) -> (edition: String?, isDamaged: Bool) {
        do {
            return (try Locator.verifiedEditionIfPresent(paths), false)
        } catch {
            return (nil, true)
        }
    }

    /// Reads a file from beginning to end and tells how many bytes it has.
    private static func eachPiece(of path: String, limit: Int, _ take: ([UInt8]) throws -> Void) throws -> Int {
        let file = try OpenedFile(path: path, limit: limit)
        var offset = 0
        while offset < file.size {
            let piece = try file.read(at: offset, count: min(1 << 20, file.size - offset))
            guard !piece.isEmpty else { throw InterchangeError.changedWhileRead(path: path) }
            try take(piece)
            offset += piece.count
        }
        try file.checkIsUnchanged()
        return offset
    }
}
