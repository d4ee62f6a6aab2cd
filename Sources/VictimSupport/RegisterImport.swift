import AddressDictionary
import Interchange
package import Registry
import Residents
import SupportScoring

/// Imports a resident register: `engo import residents`.
///
/// An import replaces what was there as a whole, locates and scores in the same transaction, and becomes one new
/// generation; a bad file changes nothing, and so does the register that is there already.
package struct RegisterImport {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let options: ImportOptions
    private let progress: ProgressHandler

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

    /// Imports a resident register.
    ///
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError``, ``ImportProfileError``,
    ///   ``Registry/RegistryError``.
    package func residents(file path: String) throws -> ImportReport {
        try ImportSteps.checkWorkspace(paths, isDryRun: options.isDryRun)
        if let profile = options.profile, profile.kind != .residents {
            throw ImportProfileError.otherKind(found: profile.kind)
        }
        progress(.reading)
        var reader = try RowReader(
            path: path, encoding: options.encoding, columns: ResidentRows.columns, profile: options.profile)
        var rows = ResidentRows(layout: reader.layout)
        let residents = try reader.readAll(rejecting: options.rejectLimit) { (row) throws(RowError) in
            try rows.resident(row)
        }
        var draft = ImportDraft(
            reader: reader, options: options, warnings: RegisterWarnings.find(in: residents, today: moment.today))
        if options.isDryRun {
            let changes = try RegistryReader(paths).rehearse { transaction in
                try compare(residents, reader, in: transaction)
            }
            let households = Set(residents.lazy.map(\.householdNumber)).count
            return draft.report(residents: changes, households: households)
        }
        let writer = try RegistryWriter(paths)
        let changes = try RegistryReader(paths).rehearse { transaction in
            (
                changes: try compare(residents, reader, in: transaction),
                isCurrent: try isCurrent(in: transaction.snapshot)
            )
        }
        if changes.changes.isNone, changes.isCurrent, changes.changes.after > 0 {
            try ImportSteps.commitRejects(reader, options)
            let counts = try RegistryReader(paths).read { try $0.counts() }
            try writer.close()
            return draft.report(residents: changes.changes, households: counts.households)
        }
        let (outcome, generation) = try writer.transaction(cause: .residents, time: moment.utc) { transaction in
            progress(.storing(rows: residents.count))
            try transaction.replaceResidents(residents, source: reader.source)
            try transaction.note(changes.changes, source: reader.source)
            let locator = try Locator(paths, in: transaction)
            try locator.locateAll(in: transaction, progress: progress)
            try ImportSteps.score(transaction, asOf: moment.today, progress: progress)
            try ImportSteps.commitRejects(reader, options)
            return (counts: try transaction.snapshot.counts(), hasDictionary: locator.hasDictionary)
        }
        try writer.close()
        if !outcome.hasDictionary { draft.warnings.set(.noDictionary, count: 1) }
        draft.warnings.set(.needWithoutResident, count: outcome.counts.needsWithoutResident)
        return draft.report(
            residents: changes.changes, generation: generation, byCoordinateLevel: outcome.counts.byCoordinateLevel,
            households: outcome.counts.households, asOf: moment.today)
    }

    /// How the file differs from the register.
    ///
    /// - Throws: ``VictimSupportError/shrinks(file:before:after:limitPercent:)``.
    private func compare(
        _ residents: [Resident], _ reader: RowReader, in transaction: RegistryTransaction
    ) throws -> RegisterChanges {
        let changes = try transaction.changes(
            to: residents, departed: reader.passedOver.departed, deceased: reader.passedOver.deceased)
        try ImportSteps.refuseShrinking(
            file: reader.file, before: changes.before, after: changes.after, options: options)
        return changes
    }

    /// Whether positions and scores are what an import would make of the same register today.
    private func isCurrent(in snapshot: RegistrySnapshot) throws -> Bool {
        let edition = try Locator.verifiedEditionIfPresent(paths) ?? ""
        return try snapshot.scoreRun()?.asOf == moment.today && snapshot.locatedEdition() == edition
    }
}
