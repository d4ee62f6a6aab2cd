import Disclosure
import Foundation
import GRDB

/// Looks a workspace over without changing it: what the file system and SQLite say of it; no person.
package struct WorkspaceExamination {
    private let paths: WorkspacePaths

    /// Prepares to look at the files of a workspace.
    package init(_ paths: WorkspacePaths) { self.paths = paths }

    /// Makes every check that can be made, in the order of ``WorkspaceCheck``.
    ///
    /// - Parameter time: now, as an ISO 8601 UTC time.
    /// - Throws: ``RegistryError`` when there is no workspace that could be looked at.
    package func findings(time: String) throws -> [WorkspaceFinding] {
        try WorkspaceFormat.checkIsFile(paths.database)
        var findings = try mappingDatabaseErrors(path: paths.database) {
            do {
                return try database(time: time)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                // So broken that SQLite cannot look on; what is not of the database can still be told.
                return [WorkspaceFinding(.integrity, .fault)]
            }
        }
        findings += [audit(), permissions(), freeSpace(), leftovers()]
        return findings
    }

    private func database(time: String) throws -> [WorkspaceFinding] {
        var configuration = Configuration()
        configuration.readonly = access(paths.database, W_OK) != 0
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = ON; PRAGMA synchronous = FULL") }
        let queue = try DatabaseQueue(path: paths.database, configuration: configuration)
        return try queue.inDatabase { db in
            try WorkspaceFormat.check(db, path: paths.database)
            let settings = try Durability(db)
            let version = try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? ""
            var findings = [
                WorkspaceFinding(
                    .format, try Schema.migrator.hasCompletedMigrations(db) ? .sound : .warning,
                    fact: try Self.newestMigration(db)),
                WorkspaceFinding(
                    .integrity, try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok" ? .sound : .fault),
                WorkspaceFinding(
                    .foreignKeys, try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil ? .sound : .fault),
                WorkspaceFinding(
                    .durability,
                    // A first import that was killed leaves a rollback journal's mode; the next change sets the log's again.
                    ["wal", "delete"].contains(settings.journalMode) && settings.synchronous == Durability.full
                        ? .sound : .fault,
                    fact: "\(settings.journalMode), synchronous \(settings.synchronous)"),
                WorkspaceFinding(.sqlite, Self.hasWALResetDefect(version) ? .warning : .sound, fact: version),
            ]
            if findings[0].verdict == .sound, findings[1].verdict == .sound {
                findings.append(try packedColumns(db))
                let last = try String.fetchOne(db, sql: "SELECT max(created_at) FROM generation") ?? ""
                findings.append(WorkspaceFinding(.clock, last <= time ? .sound : .warning, fact: last))
            }
            return findings
        }
    }

    /// Whether each packed column has one element for each household or resident, or the register is not scored.
    private func packedColumns(_ db: Database) throws -> WorkspaceFinding {
        guard try Bool.fetchOne(db, sql: "SELECT count(*) > 0 FROM score_run") ?? false else {
            return WorkspaceFinding(.packedColumns, .sound)
        }
        let households = try Int.fetchOne(db, sql: "SELECT count(*) FROM household") ?? 0
        let residents = try Int.fetchOne(db, sql: "SELECT count(*) FROM resident") ?? 0
        let lengths: [(found: Int, expected: Int)] = [
            (try PackedColumns.score.read(from: db).count, households),
            (try PackedColumns.band.read(from: db).count, households),
            (try PackedColumns.memberCount.read(from: db).count, households),
            (try PackedNumbers.count(db), households),
            (try PackedColumns.residentScore.read(from: db).count, residents),
            (try PackedColumns.residentHasNeeds.read(from: db).count, residents),
            (try PackedColumns.residentKey.read(from: db).count, residents),
        ]
        // The daytime's pair is there for every household or, without a rule for it, for none.
        let daytime = (
            try PackedColumns.daytimeScore.read(from: db).count, try PackedColumns.daytimeBand.read(from: db).count
        )
        let isWhole =
            lengths.allSatisfy { $0.found == $0.expected }
            && (daytime == (0, 0) || daytime == (households, households))
        return WorkspaceFinding(.packedColumns, isWhole ? .sound : .fault)
    }

    /// SQLite may lose committed writes when two connections write or checkpoint a log at once: 3.7.0 to 3.51.2, but for
    /// the repaired 3.44.6 and 3.50.7. One writer at a time keeps this program out of its reach; see ``WriterLock``.
    ///
    /// - Source: sqlite.org, release notes of 3.51.3.
    static func hasWALResetDefect(_ version: String) -> Bool {
        let parts = version.split(separator: ".").compactMap { Int($0) }
        guard parts.count >= 3 else { return true }
        let (major, minor, patch) = (parts[0], parts[1], parts[2])
        guard major == 3 else { return major < 3 }
        if minor == 44 { return patch < 6 }
        if minor == 50 { return patch < 7 }
        return (7, 0) <= (minor, patch) && (minor, patch) < (51, 3)
    }

    /// By the order of the migrations: by that of their texts the tenth comes before the second.
    private static func newestMigration(_ db: Database) throws -> String {
        let applied = try Schema.migrator.appliedIdentifiers(db)
        return Schema.migrator.migrations.last(where: applied.contains) ?? ""
    }

    private func audit() -> WorkspaceFinding {
        let log = AuditLog(paths)
        guard let found = try? log.verify(), let contents = try? log.contents() else {
            return WorkspaceFinding(.auditLog, .fault, fact: "unreadable")
        }
        let broken = AuditLog.lines(of: contents).count {
            (try? JSONSerialization.jsonObject(with: AuditEntry.parts(of: $0).rest)) == nil
        }
        let verdict: WorkspaceFinding.Verdict =
            !found.faults.isEmpty ? .fault : found.unlinked + broken > 0 ? .warning : .sound
        return WorkspaceFinding(
            .auditLog, verdict,
            fact: "\(found.lines) lines, \(broken) broken, \(found.unlinked) unlinked, \(found.faults.count) faults")
    }

    private func permissions() -> WorkspaceFinding {
        let open = paths.all.count { path in
            var status = stat()
            return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
        }
        return WorkspaceFinding(.permissions, open == 0 ? .sound : .fault, fact: String(open))
    }

    /// An import may need the size of the workspace three times: the rows, the log of them, and what they replace.
    private func freeSpace() -> WorkspaceFinding {
        var system = statvfs()
        var status = stat()
        guard statvfs(folder, &system) == 0, stat(paths.database, &status) == 0 else {
            return WorkspaceFinding(.freeSpace, .warning)
        }
        let free = Int(system.f_bavail) * Int(system.f_frsize)
        return WorkspaceFinding(
            .freeSpace, free >= 3 * Int(status.st_size) ? .sound : .warning, fact: "\(free / (1 << 20)) MiB")
    }

    /// Unfinished outputs of programs that are no longer running.
    private func leftovers() -> WorkspaceFinding {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let dead = names.count { name in
            guard name.hasPrefix(".engo-"), name.hasSuffix(".part") || name.hasSuffix("-folder"),
                let process = name.dropFirst(6).split(separator: "-").first.flatMap({ pid_t($0) })
            else { return false }
            return kill(process, 0) != 0 && errno == ESRCH
        }
        return WorkspaceFinding(.leftovers, dead == 0 ? .sound : .warning, fact: String(dead))
    }

    private var folder: String {
        let folder = (paths.database as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }
}

/// One thing that was looked at.
package struct WorkspaceFinding: Hashable, Sendable {
    /// What was looked at.
    package let check: WorkspaceCheck
    /// What was found.
    package let verdict: Verdict
    /// A version, setting or count; empty when the verdict says all.
    package let fact: String

    /// How a check ended.
    package enum Verdict: String, Sendable {
        /// As it should be.
        case sound
        /// It works, and should be looked at.
        case warning
        /// Something is broken.
        case fault
    }

    /// States a finding.
    package init(_ check: WorkspaceCheck, _ verdict: Verdict, fact: String = "") {
        self.check = check
        self.verdict = verdict
        self.fact = fact
    }
}

/// What is looked at, in the order of the report.
package enum WorkspaceCheck: String, CaseIterable, Sendable {
    /// The tables are those of this program.
    case format
    /// SQLite finds the file whole.
    case integrity
    /// Every row belongs to rows that are there.
    case foreignKeys = "foreign-keys"
    /// What is committed survives a power cut.
    case durability
    /// The SQLite library.
    case sqlite
    /// Scores and counts stand for every household and resident.
    case packedColumns = "packed-columns"
    /// The machine's clock is not before the last change.
    case clock
    /// Every line of the audit log can be read.
    case auditLog = "audit-log"
    /// Nobody but the owner can read the files.
    case permissions
    /// There is room for an import.
    case freeSpace = "free-space"
    /// Nothing unfinished lies beside the workspace.
    case leftovers
    /// The address dictionary is whole.
    case dictionary
}
