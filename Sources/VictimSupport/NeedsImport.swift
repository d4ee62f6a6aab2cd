import Interchange
package import Registry
import Residents

/// Imports care and welfare needs: `engo import needs`.
///
/// Needs end only when a file that states to be full lacks them, or when the same kind of the same person is replaced.
package struct NeedsImport {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let options: ImportOptions
    private let progress: ProgressHandler

    /// Ends a transaction that would make a generation of nothing.
    private struct NothingNew: Error {
        let changes: NeedChanges
        let counts: RegistryCounts
    }

    /// Prepares imports into one workspace.
    package init(
        _ paths: WorkspacePaths, moment: Moment, options: ImportOptions,
        progress: @escaping ProgressHandler = { _ in }
    ) {
        self.paths = paths
        self.moment = moment
        self.options = options
        self.progress = progress
    }

    /// Imports a needs file and scores anew, when there is somebody to score.
    ///
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError``, ``ImportProfileError``,
    ///   ``Registry/RegistryError``.
    package func needs(file path: String) throws -> ImportReport {
        try ImportSteps.checkWorkspace(paths, isDryRun: options.isDryRun)
        if let profile = options.profile, profile.kind != .needs {
            throw ImportProfileError.otherKind(found: profile.kind)
        }
        let writer = options.isDryRun ? nil : try RegistryWriter(paths)
        progress(.reading)
        var reader = try RowReader(
            path: path, encoding: options.encoding, columns: NeedRows.columns, profile: options.profile)
        var rows = NeedRows(layout: reader.layout)
        let read = try reader.readAll(rejecting: options.rejectLimit) { (row) throws(RowError) in try rows.need(row) }
        var draft = ImportDraft(reader: reader, options: options, warnings: RegisterWarnings.find(in: read))
        guard let writer else {
            let (merged, unknown) = try RegistryReader(paths).rehearse { transaction in
                let merged = try merge(read, reader, in: transaction)
                try options.changes?.write(
                    differences(from: merged.stored, to: merged.needs, in: transaction), from: transaction.generation,
                    to: nil, paths,
                    in: transaction)
                return (merged, try transaction.snapshot.needsWithoutResident(read))
            }
            draft.warnings.set(.needWithoutResident, count: unknown)
            return draft.report(needs: merged.changes)
        }
        do {
            let (outcome, generation) = try writer.transaction(
                cause: .needs, by: moment.acting("import needs"), of: reader.auditText()
            ) { transaction in
                try replace(read, reader, in: transaction)
            }
            try writer.close()
            draft.warnings.set(.needWithoutResident, count: outcome.counts.needsWithoutResident)
            return draft.report(
                needs: outcome.changes, generation: generation, households: outcome.counts.households,
                asOf: outcome.counts.households > 0 ? moment.today : nil)
        } catch let nothing as NothingNew {
            try writer.close()
            draft.warnings.set(.needWithoutResident, count: nothing.counts.needsWithoutResident)
            return draft.report(needs: nothing.changes, households: nothing.counts.households)
        }
    }

    private func replace(
        _ read: [Need], _ reader: RowReader, in transaction: RegistryTransaction
    ) throws -> (changes: NeedChanges, counts: RegistryCounts) {
        let merged = try merge(read, reader, in: transaction)
        // Before the new needs take the place of the old.
        let differences = try differences(from: merged.stored, to: merged.needs, in: transaction)
        let isCurrent = try transaction.snapshot.scoreRun()?.asOf == moment.today
        if merged.changes.isNone, isCurrent, merged.changes.unchanged > 0 {
            let counts = try transaction.snapshot.counts()
            try options.changes?.write(
                differences, from: transaction.generation - 1, to: nil, paths, in: transaction)
            try ImportSteps.commitRejects(reader, options)
            throw NothingNew(changes: merged.changes, counts: counts)
        }
        progress(.storing(rows: merged.needs.count))
        try transaction.replaceNeeds(merged.needs, source: reader.source, receivedOn: moment.today)
        try transaction.note(merged.changes, source: reader.source)
        let counts = try transaction.snapshot.counts()
        if counts.households > 0 { try ImportSteps.score(transaction, at: moment, progress: progress) }
        try options.changes?.write(
            differences, from: transaction.generation - 1, to: transaction.generation, paths, in: transaction)
        try ImportSteps.commitRejects(reader, options)
        return (merged.changes, counts)
    }

    /// The needs that begin and end, when a list of them was asked for.
    private func differences(
        from stored: [Need], to needs: [Need], in transaction: RegistryTransaction
    ) throws -> [ChangeList.Line] {
        guard options.changes != nil else { return [] }
        let now = try transaction.snapshot.generation()
        return try ChangeList.lines(
            of: NeedComparison.differences(from: stored, to: needs), at: now, or: now, in: transaction)
    }

    /// What the needs were, what they become, and how they differ.
    ///
    /// - Throws: ``VictimSupportError/wouldClearNeeds(file:count:)`` when needs would end and nobody said that the file is
    ///   full, ``VictimSupportError/shrinks(file:before:after:limitPercent:)``.
    private func merge(
        _ read: [Need], _ reader: RowReader, in transaction: RegistryTransaction
    ) throws -> (stored: [Need], needs: [Need], changes: NeedChanges) {
        let stored = try transaction.needs()
        var needs = read
        if options.coverage == .partial {
            let replaced = Set(read.map(NeedSubject.init))
            needs = stored.filter { !replaced.contains(NeedSubject($0)) } + read
        }
        let changes = NeedComparison.changes(from: stored, to: needs)
        if options.coverage == nil, changes.cleared > 0 {
            throw VictimSupportError.wouldClearNeeds(file: reader.file, count: changes.cleared)
        }
        if options.coverage == .full {
            try ImportSteps.refuseShrinking(
                file: reader.file, before: stored.count, after: needs.count, options: options)
        }
        return (stored, needs, changes)
    }
}

/// Whom and what a need is about.
struct NeedSubject: Hashable {
    let residentNumber: ResidentNumber
    let kind: NeedKind

    init(_ need: Need) {
        residentNumber = need.residentNumber
        kind = need.kind
    }
}
