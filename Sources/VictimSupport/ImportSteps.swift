import AddressDictionary
import Interchange
import Registry
import Residents
import Sealing
import SupportScoring

/// What every import does beside its own work.
enum ImportSteps {
    /// A wrong workspace is told before a long file is read; an older one is brought up to date by the change itself.
    static func checkWorkspace(_ paths: WorkspacePaths, isDryRun: Bool) throws {
        do {
            _ = try RegistryReader(paths).read { try $0.info() }
        } catch RegistryError.needsMigration where !isDryRun {}
    }

    static func score(_ transaction: RegistryTransaction, at moment: Moment, progress: ProgressHandler) throws {
        let policy = try ScoringPolicy.parse(transaction.snapshot.policyYAML())
        progress(.scoring)
        try Scorer(policy: policy, asOf: moment.today).scoreAll(in: transaction, operatorName: moment.operatorName)
    }

    /// A file that was cut short must not empty a register.
    static func refuseShrinking(file: String, before: Int, after: Int, options: ImportOptions) throws {
        guard after * 100 >= before * (100 - options.shrinkLimitPercent) else {
            throw VictimSupportError.shrinks(
                file: file, before: before, after: after, limitPercent: options.shrinkLimitPercent)
        }
    }

    /// The last step before a change is committed: rows that were set aside are on disk, or nothing happens.
    static func commitRejects(_ reader: RowReader, _ options: ImportOptions) throws {
        // Without a wrong row too: the file of an earlier night must not pass for this one's.
        guard let rejects = options.rejects else { return }
        try RejectedRow.write(reader.rejected, header: reader.header, to: rejects)
        try rejects.commit()
    }
}

/// What is known of an import before anything is stored.
struct ImportDraft {
    private let reader: RowReader
    private let profile: String?
    var warnings: ImportWarnings

    init(reader: RowReader, options: ImportOptions, warnings: ImportWarnings) {
        self.reader = reader
        profile = options.profile.map { "\($0.title) \($0.version)" }
        self.warnings = warnings
    }

    func report(
        residents: RegisterChanges? = nil, needs: NeedChanges? = nil, generation: Int64? = nil,
        byCoordinateLevel: [MatchLevel: Int] = [:], households: Int = 0, asOf: CalendarDate? = nil
    ) -> ImportReport {
        ImportReport(
            file: reader.file, encoding: reader.encoding, profile: profile, rows: reader.rows,
            superseded: reader.passedOver.superseded, departedRows: reader.passedOver.departed.count,
            deceasedRows: reader.passedOver.deceased.count, faults: reader.faults, privateUse: reader.privateUse,
            warnings: warnings, residentChanges: residents, needChanges: needs, generation: generation,
            byCoordinateLevel: byCoordinateLevel, households: households, asOf: asOf)
    }
}

extension RowReader {
    /// What the audit log says of an imported file: its name, its size and the SHA-256 of its bytes.
    ///
    /// - Throws: ``Interchange/InterchangeError`` when the file is no longer the one that was read.
    func auditText() throws -> String { try ImportSteps.auditText(of: path, bytes: byteCount) }
}

extension ImportSteps {
    /// What the audit log says of a file: its name without folders, its size and the SHA-256 of its bytes.
    ///
    /// The file is read once more: it is not in memory, and whoever reads it for its rows finds out by itself when it has changed.
    /// - Parameter bytes: how many were read; others are another file. Nil when it is read later.
    static func auditText(of path: String, bytes: Int? = nil) throws -> String {
        let file = try OpenedFile(path: path, limit: TextStream.defaultLimit)
        guard bytes == nil || file.size == bytes else { throw InterchangeError.changedWhileRead(path: path) }
        var digest = ContentDigest()
        var offset = 0
        while offset < file.size {
            let piece = try file.read(at: offset, count: min(1 << 20, file.size - offset))
            guard !piece.isEmpty else { throw InterchangeError.changedWhileRead(path: path) }
            digest.add(piece)
            offset += piece.count
        }
        try file.checkIsUnchanged()
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return "\(name) \(file.size) bytes sha256 \(digest.hexadecimal)"
    }
}
