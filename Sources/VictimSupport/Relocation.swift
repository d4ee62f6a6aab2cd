import AddressDictionary
import Disclosure
package import Registry

/// Locates every household anew: `engo locate`.
package enum Relocation {
    /// Where the list of moved households goes; it names households, so it goes through the gate.
    package struct MovedList {
        let release: ListRelease
        let export: MovedHouseholdsExport
        let sink: any OutputSink

        /// Lists the moves in this form; `sink` is opened already, so that a release that cannot be written is none.
        package init(release: ListRelease, export: MovedHouseholdsExport, sink: any OutputSink) {
            self.release = release
            self.export = export
            self.sink = sink
        }
    }

    /// Asks the workspace's current dictionary for every address and tells what moved.
    ///
    /// Positions from the register's own survey, and points that staff taught, stay where they are.
    /// - Parameters:
    ///   - isDryRun: tell what would move and change nothing.
    ///   - moved: lists the households that moved, gained a position or lost it; the release is in the audit log first.
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/noDictionary(path:)``,
    ///   ``Registry/RegistryError``, ``Disclosure/DisclosureError``; the old positions stay.
    package static func run(
        _ paths: WorkspacePaths, moment: Moment, isDryRun: Bool = false, moved: MovedList? = nil,
        progress: ProgressHandler = { _ in }
    ) throws -> RelocationReport {
        if isDryRun {
            return try RegistryReader(paths).rehearse { transaction in
                let (report, _, _) = try compare(paths, in: transaction, isDryRun: true, progress: progress)
                try list(report, moved, paths, in: transaction)
                return report
            }
        }
        let writer = try RegistryWriter(paths)
        let report = try writer.transaction(cause: .locate, by: moment.acting("locate")) { transaction in
            let (report, locations, edition) = try compare(
                paths, in: transaction, isDryRun: false, progress: progress)
            progress(.storing(rows: locations.count))
            try transaction.replaceLocations(edition: edition) { try locations.forEach($0) }
            try list(report, moved, paths, in: transaction)
            return report
        }.result
        try writer.close()
        return report
    }

    /// What locating with the dictionary beside the workspace would change, or nil when there is nobody to locate.
    ///
    /// Takes no writer lock and changes nothing; counts and towns only are fit to be shown without a grant.
    /// - Throws: ``Registry/RegistryError``, ``AddressDictionary/AddressDictionaryError``.
    package static func preview(_ paths: WorkspacePaths) throws -> RelocationReport? {
        try RegistryReader(paths).rehearse { transaction in
            guard try transaction.snapshot.householdCount() > 0 else { return nil }
            return try compare(paths, in: transaction, isDryRun: true, progress: { _ in }).report
        }
    }

    private static func compare(
        _ paths: WorkspacePaths, in transaction: RegistryTransaction, isDryRun: Bool, progress: ProgressHandler
    ) throws -> (report: RelocationReport, locations: [StoredLocation], edition: String) {
        let count = try transaction.snapshot.householdCount()
        guard count > 0 else { throw VictimSupportError.noRegister }
        let locator = try Locator(paths, in: transaction)
        guard locator.hasDictionary else { throw VictimSupportError.noDictionary(path: paths.dictionary) }
        progress(.locating(households: count))
        var locations: [StoredLocation] = []
        try transaction.forEachAddress { locations.append(locator.locate($0)) }
        let report = RelocationComparison(old: try transaction.locatedHouseholds(), new: locations).report(
            generation: isDryRun ? nil : transaction.generation,
            oldEdition: try transaction.snapshot.locatedEdition(), newEdition: locator.edition)
        return (report, locations, locator.edition)
    }

    /// Inside the same transaction, so that ids and numbers belong together.
    private static func list(
        _ report: RelocationReport, _ moved: MovedList?, _ paths: WorkspacePaths, in transaction: RegistryTransaction
    ) throws {
        guard let moved else { return }
        try moved.export.write(
            report.moves, release: moved.release, from: transaction.snapshot, audit: transaction.auditLog(paths),
            to: moved.sink)
    }
}
