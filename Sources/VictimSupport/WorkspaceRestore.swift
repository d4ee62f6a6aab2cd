import AddressDictionary
import Disclosure
import Foundation
import Interchange
package import Registry
package import Sealing

/// Makes a workspace of a backup, or brings one back to it: `engo restore`.
package struct WorkspaceRestore: Sendable {
    /// What the backup says of itself.
    package let info: WorkspaceInfo
    /// The generation that the backup holds.
    package let generation: Int64
    /// The generation that it has become: a restore is a change like any other. Nil for a dry run.
    package let restoredAs: Int64?
    /// The latest generation of the workspace that was replaced; nil when there was none.
    package let replaced: Int64?
    /// Households in the register.
    package let households: Int
    /// Residents in the register.
    package let residents: Int
    /// Whether the backup is of an older program and its tables were brought up to date.
    package let wasOlder: Bool
    /// The edition of the dictionary in the backup; nil when there is none, and one that is there stays.
    package let dictionaryEdition: String?
    /// Lines of the backup's audit log that the one beside the workspace did not have; nil for a dry run.
    package let adoptedAuditEntries: Int?
    /// Answers and protections that only the replaced workspace had, and that go on; nil for a dry run, when nothing was
    /// replaced, and when a damage hid them.
    package let keptSharingRecords: Int?
    /// Reports on households of incidents that only the replaced workspace had, and that go on; nil as above.
    package let keptReports: Int?
    /// Who may see what from now on, or would: as in the workspace that was replaced where it could tell, else as in the backup.
    package let permissions: Permissions
    /// Whether it is that of the workspace that was replaced.
    package let keepsPermissions: Bool
    /// What of it is otherwise in the backup; empty where the backup's came.
    package let permissionDifferences: [Permissions.Kind]

    /// Checks a backup as the work of a stranger, and only then puts it in place.
    ///
    /// Where there is no workspace, the new one appears whole or not at all. One that is there is replaced page by page in
    /// one transaction, under its own writer lock: the old state stays until the new one is whole, for readers too. Its
    /// audit log stays, and gets what only the backup's has; so do its answers and protections go on, which nothing but a later
    /// word ends, the history of its policies, and its incidents with every report. Who may see what stays as it is there: see ``Registry/PermissionRows``. The dictionary follows the register: last, where there was a
    /// workspace.
    /// - Parameters:
    ///   - backup: the file to read.
    ///   - keys: what opens it; nil when it is not sealed.
    ///   - mayReplace: whether a workspace that is there may go.
    /// - Throws: ``VictimSupportError/wouldReplace(path:)``, ``VictimSupportError/cannotReplace(path:)``,
    ///   ``Registry/RegistryError``, ``Interchange/InterchangeError``, ``Sealing/SealingError``,
    ///   ``Disclosure/DisclosureError``: nothing is changed but, at most, the audit log; ``VictimSupportError/dictionaryNotRestored(path:)``: everything else is restored.
    package static func restore(
        _ backup: String, sealedFor keys: OpeningKeys? = nil, to paths: WorkspacePaths, mayReplace: Bool,
        isDryRun: Bool,
        release: ListRelease
    ) throws -> WorkspaceRestore {
        let isThere = try target(paths, mayReplace: mayReplace)
        let writer = isThere ? try writer(paths) : nil
        let present = try writer.map { try identity($0, paths) }
        let file =
            try keys.map { try BackupFile(sealed: backup, with: $0, beside: paths.database) }
            ?? BackupFile(path: backup)
        let staged = try AtomicFileWriter(path: paths.database)
        let dictionary = file.format.dictionary > 0 ? try AtomicFileWriter(path: paths.dictionary) : nil
        // Of many years it is gigabytes: mapped, not read, and the file is gone with its writer.
        let stagedLog = try AtomicFileWriter(path: paths.database)
        try file.unpack(database: staged, dictionary: dictionary, audit: stagedLog)
        let log = try Data(contentsOf: URL(fileURLWithPath: stagedLog.temporaryPath), options: .alwaysMapped)
        let image = DatabaseImage(path: staged.temporaryPath, origin: backup)
        let content = try image.check()
        let mandate = try writer?.mandate(of: release.disclosure.operatorName) ?? .unlimited
        // Nothing leaves by a restore, and a workspace that is not there yet has no usual audience.
        let clearance = try DisclosureGate.clear(
            release.disclosure, for: .workspace, by: mandate,
            in: DisclosureState(
                mode: content.info.mode, rules: .shipped(),
                usual: DisclosureDefault(audience: .headquarters, basis: .internalUse)))
        let edition = try dictionary.map { try verifiedEdition($0.temporaryPath, in: backup) }
        if let present, WorkspaceIdentity(present.info) != WorkspaceIdentity(content.info) {
            throw RegistryError.otherWorkspace(
                path: backup, backup: WorkspaceIdentity(content.info), target: WorkspaceIdentity(present.info))
        }
        let brought = try image.permissions(at: release.moment.utc)
        // One that is unreadable, or has none of it, has nothing to keep.
        let rows = writer?.permissionRows()
        let kept = rows == nil ? nil : writer?.permissions(at: release.moment.utc)
        let differences = kept.map { $0.differences(from: brought) } ?? []
        func result(
            made: Int64?, adopted: Int?, sharing: Int? = nil, reports: Int? = nil, permissions: Permissions
        ) -> WorkspaceRestore {
            WorkspaceRestore(
                info: content.info, generation: content.generation, restoredAs: made, replaced: present?.generation,
                households: content.households, residents: content.residents, wasOlder: content.isOlder,
                dictionaryEdition: edition, adoptedAuditEntries: adopted, keptSharingRecords: sharing,
                keptReports: reports,
                permissions: permissions, keepsPermissions: rows != nil && kept != nil,
                permissionDifferences: differences)
        }
        if isDryRun { return result(made: nil, adopted: nil, permissions: kept ?? brought) }

        let past = AuditLog(paths, key: nil)
        let adopted = try past.adopt(log)
        let made = try image.prepare(
            after: max(present?.generation ?? 0, try past.lastGeneration()), time: release.moment.utc)
        // Whichever workspace stays known by the log, its entries go on being linked by one key.
        let audit = AuditLog(paths, key: try image.auditKey(of: writer))
        let sharing = try writer?.sharingRows().map { try image.append($0, generation: made) }
        let reports = try writer?.incidentRows().map { try image.append($0) }
        if let used = writer?.policyRows() { try image.append(used) }
        if let rows, kept != nil { try image.keep(rows) }
        let permissions = try image.permissions(at: release.moment.utc)
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: content.generation, households: content.households, persons: content.residents,
                records: .everybody,
                query: Self.query(present?.generation, kept: kept != nil, differences, permissions),
                format: release.format),
            to: audit)
        if let writer {
            try writer.replace(with: staged.temporaryPath, grant: grant)
            try writer.close()
            try commit(dictionary, edition, paths)
        } else {
            // Nobody misses a dictionary or uses one without a workspace, so it may come first.
            try dictionary?.commit()
            try image.finish()
            try staged.commit(isReplacing: false)
        }
        return result(
            made: made, adopted: adopted, sharing: sharing, reports: reports, permissions: permissions)
    }

    /// What the audit log says of a restore: what it replaces, and who may see what from now on.
    private static func query(
        _ replaced: Int64?, kept: Bool, _ differences: [Permissions.Kind], _ permissions: Permissions
    ) -> String {
        let what = replaced.map { "replaces generation \($0)" } ?? "new workspace"
        if kept {
            return what + "; keeps"
                + (differences.isEmpty ? " permissions" : differences.map { " \($0.rawValue)" }.joined())
        }
        return what + "; brings rules \(permissions.rules), activations \(permissions.activations.count), "
            + "accounts \(permissions.accounts.count)"
    }

    /// - Returns: whether a workspace is there.
    private static func target(_ paths: WorkspacePaths, mayReplace: Bool) throws -> Bool {
        var status = stat()
        if lstat(paths.database, &status) == 0 {
            guard mayReplace else { throw VictimSupportError.wouldReplace(path: paths.database) }
            return true
        }
        // SQLite would take the log of a file that was moved away for the new one's.
        for suffix in ["-wal", "-shm", "-journal"] where lstat(paths.database + suffix, &status) == 0 {
            throw RegistryError.alreadyExists(path: paths.database + suffix)
        }
        return false
    }

    private static func writer(_ paths: WorkspacePaths) throws -> RegistryWriter {
        do {
            return try RegistryWriter.replacing(paths)
        } catch RegistryError.notAWorkspace {
            throw VictimSupportError.cannotReplace(path: paths.database)
        }
    }

    private static func identity(
        _ writer: RegistryWriter, _ paths: WorkspacePaths
    ) throws -> (info: WorkspaceInfo, generation: Int64) {
        do {
            return try writer.identity()
        } catch RegistryError.notAWorkspace {
            throw VictimSupportError.cannotReplace(path: paths.database)
        }
    }

    private static func verifiedEdition(_ path: String, in backup: String) throws -> String {
        do throws(AddressDictionaryError) {
            let dictionary = try AddressDictionary(path: path)
            try dictionary.verify()
            return dictionary.edition
        } catch {
            throw RegistryError.damaged(path: backup)
        }
    }

    /// The register is there already: what fails now concerns the dictionary alone.
    private static func commit(
        _ dictionary: AtomicFileWriter?, _ edition: String?, _ paths: WorkspacePaths
    ) throws {
        guard let dictionary, (try? Locator.verifiedEditionIfPresent(paths)) != edition else { return }
        do throws(InterchangeError) {
            try dictionary.commit()
        } catch {
            throw VictimSupportError.dictionaryNotRestored(path: paths.dictionary)
        }
    }
}
