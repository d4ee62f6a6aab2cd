package import Interchange
package import Registry
import Residents

/// Imports who agrees to be shared in peacetime, and who is protected: `engo import consent` and `protection`.
///
/// Both are histories that no import of the register touches; what a file does not say stays as it was.
package struct SharingImport {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let encoding: TextEncoding?
    private let isDryRun: Bool

    /// Prepares imports into one workspace.
    ///
    /// - Parameters:
    ///   - encoding: the file's encoding; nil detects it.
    ///   - isDryRun: check everything and change nothing.
    package init(_ paths: WorkspacePaths, moment: Moment, encoding: TextEncoding?, isDryRun: Bool) {
        self.paths = paths
        self.moment = moment
        self.encoding = encoding
        self.isDryRun = isDryRun
    }

    /// Imports answers.
    ///
    /// - Parameter isFull: who has an answer and is not in the file counts as unanswered from now on.
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError``, ``Registry/RegistryError``.
    package func consent(file path: String, isFull: Bool) throws -> SharingReport {
        try ImportSteps.checkWorkspace(paths, isDryRun: isDryRun)
        var reader = try RowReader(path: path, encoding: encoding, columns: ConsentRows.columns)
        var rows = ConsentRows(layout: reader.layout)
        let told = try reader.readAll { (row) throws(RowError) in try rows.record(row) }.compactMap(\.self)
        return try run(reader, cause: .consent) { transaction in
            let known = try transaction.consents()
            var byNumber: [ResidentNumber: ConsentRecord] = [:]
            for record in known { byNumber[record.residentNumber] = record }
            var new = told.filter { record in !(byNumber[record.residentNumber]?.tellsTheSame(as: record) ?? false) }
            let named = Set(told.map(\.residentNumber))
            var withdrawn = 0
            if isFull {
                for record in known where !named.contains(record.residentNumber) && record.answer != .unanswered {
                    new.append(
                        ConsentRecord(
                            residentNumber: record.residentNumber, answer: .unanswered, answeredOn: nil, sourceLine: 0))
                    withdrawn += 1
                }
            }
            let changes = Changes(
                new: new.count - withdrawn, ended: withdrawn, unregistered: try transaction.unregistered(named))
            return (changes, { try $0.append(new, sourceName: reader.file) })
        }
    }

    /// Imports protections; only a row that says so lifts one.
    ///
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError``, ``Registry/RegistryError``.
    package func protection(file path: String) throws -> SharingReport {
        try ImportSteps.checkWorkspace(paths, isDryRun: isDryRun)
        var reader = try RowReader(path: path, encoding: encoding, columns: ProtectionRows.columns)
        var rows = ProtectionRows(layout: reader.layout)
        let told = try reader.readAll { (row) throws(RowError) in try rows.record(row) }.compactMap(\.self)
        return try run(reader, cause: .protection) { transaction in
            let known = try transaction.protections()
            let new = told.filter { record in
                let current = known.first { $0.residentNumber == record.residentNumber && $0.kind == record.kind }
                return record.isLifted ? current != nil : !(current?.tellsTheSame(as: record) ?? false)
            }
            let lifted = new.count(where: \.isLifted)
            let changes = Changes(
                new: new.count - lifted, ended: lifted,
                unregistered: try transaction.unregistered(Set(told.map(\.residentNumber))))
            return (changes, { try $0.append(new, sourceName: reader.file) })
        }
    }

    private struct Changes {
        let new: Int
        let ended: Int
        let unregistered: Int
    }

    private func run(
        _ reader: RowReader, cause: GenerationCause,
        _ plan: (RegistryTransaction) throws -> (changes: Changes, store: (RegistryTransaction) throws -> Void)
    ) throws -> SharingReport {
        func report(_ changes: Changes, _ generation: Int64?) -> SharingReport {
            SharingReport(
                file: reader.file, encoding: reader.encoding, rows: reader.rows, new: changes.new, ended: changes.ended,
                withoutResident: changes.unregistered, generation: generation, isDryRun: isDryRun)
        }
        if isDryRun { return report(try RegistryReader(paths).rehearse(plan).changes, nil) }
        let writer = try RegistryWriter(paths)
        let rehearsed = try RegistryReader(paths).rehearse(plan)
        guard rehearsed.changes.new + rehearsed.changes.ended > 0 else {
            try writer.close()
            return report(rehearsed.changes, nil)
        }
        let generation = try writer.transaction(
            cause: cause, by: moment.acting("import \(cause.rawValue)"), of: reader.auditText()
        ) { try rehearsed.store($0) }.generation
        try writer.close()
        return report(rehearsed.changes, generation)
    }
}

/// What an import of consents or protections did or, as a dry run, would do.
package struct SharingReport: Sendable {
    /// The file's own name.
    package let file: String
    /// The encoding that was read.
    package let encoding: String
    /// Rows read.
    package let rows: Int
    /// Answers or protections that are new or other than before.
    package let new: Int
    /// Answers that ended because a full file lacks them, or protections that were lifted.
    package let ended: Int
    /// Numbers of the file that nobody in the register has; they are kept.
    package let withoutResident: Int
    /// The generation made, or nil for a dry run and when nothing was new.
    package let generation: Int64?
    /// Whether nothing was to be changed.
    package let isDryRun: Bool
}
