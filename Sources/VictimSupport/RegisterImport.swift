import AddressDictionary
package import Interchange
package import Registry
import Residents
import SupportScoring

/// Imports a resident register or a needs file: `engo import`.
///
/// An import replaces what was there as a whole, locates and scores in the same transaction, and becomes one new
/// generation; a bad file changes nothing.
package struct RegisterImport {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let encoding: TextEncoding?
    private let isDryRun: Bool
    private let progress: ProgressHandler

    /// Prepares imports into one workspace.
    ///
    /// - Parameters:
    ///   - encoding: the file's encoding; nil detects it.
    ///   - isDryRun: check everything and change nothing.
    package init(
        _ paths: WorkspacePaths, moment: Moment, encoding: TextEncoding?, isDryRun: Bool,
        progress: @escaping ProgressHandler = { _ in }
    ) {
        self.paths = paths
        self.moment = moment
        self.encoding = encoding
        self.isDryRun = isDryRun
        self.progress = progress
    }

    /// Imports a resident register.
    ///
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError``, ``Registry/RegistryError``.
    package func residents(file path: String) throws -> ImportReport {
        try checkWorkspace()
        progress(.reading)
        var reader = try RowReader(path: path, encoding: encoding, columns: ResidentRows.columns)
        var rows = ResidentRows(layout: reader.layout)
        let residents = try reader.readAll { (row) throws(RowError) in try rows.resident(row) }
        let source = SourceFile(
            name: reader.file, encoding: reader.encoding, byteCount: reader.byteCount, rowCount: reader.rows)
        var warnings = RegisterWarnings.count(in: residents)
        if isDryRun {
            let households = Set(residents.lazy.map(\.householdNumber)).count
            return ImportReport(
                file: source.name, encoding: source.encoding, rows: source.rowCount, generation: nil,
                warnings: warnings, byCoordinateLevel: [:], households: households, asOf: nil)
        }
        let writer = try RegistryWriter(paths)
        let (outcome, generation) = try writer.transaction(cause: .residents, time: moment.utc) { transaction in
            let snapshot = transaction.snapshot
            progress(.storing(rows: residents.count))
            try transaction.replaceResidents(residents, source: source)
            let locator = try Locator(paths, in: transaction)
            try locator.locateAll(in: transaction, progress: progress)
            try score(transaction)
            return (counts: try snapshot.counts(), hasDictionary: locator.hasDictionary)
        }
        try writer.close()
        if !outcome.hasDictionary { warnings[.noDictionary] = 1 }
        if outcome.counts.needsWithoutResident > 0 {
            warnings[.needWithoutResident] = outcome.counts.needsWithoutResident
        }
        return ImportReport(
            file: source.name, encoding: source.encoding, rows: source.rowCount, generation: generation,
            warnings: warnings, byCoordinateLevel: outcome.counts.byCoordinateLevel,
            households: outcome.counts.households, asOf: moment.today)
    }

    /// Imports a needs file and scores anew, when there is somebody to score.
    ///
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError``, ``Registry/RegistryError``.
    package func needs(file path: String) throws -> ImportReport {
        try checkWorkspace()
        progress(.reading)
        var reader = try RowReader(path: path, encoding: encoding, columns: NeedRows.columns)
        let rows = NeedRows(layout: reader.layout)
        let needs = try reader.readAll { (row) throws(RowError) in try rows.need(row) }
        let source = SourceFile(
            name: reader.file, encoding: reader.encoding, byteCount: reader.byteCount, rowCount: reader.rows)
        var warnings = RegisterWarnings.count(in: needs)
        if isDryRun {
            let unknown = try RegistryReader(paths).read { try $0.needsWithoutResident(needs) }
            if unknown > 0 { warnings[.needWithoutResident] = unknown }
            return ImportReport(
                file: source.name, encoding: source.encoding, rows: source.rowCount, generation: nil,
                warnings: warnings,
                byCoordinateLevel: [:], households: 0, asOf: nil)
        }
        let writer = try RegistryWriter(paths)
        let (counts, generation) = try writer.transaction(cause: .needs, time: moment.utc) { transaction in
            progress(.storing(rows: needs.count))
            try transaction.replaceNeeds(needs, source: source)
            let counts = try transaction.snapshot.counts()
            if counts.households > 0 { try score(transaction) }
            return counts
        }
        try writer.close()
        if counts.needsWithoutResident > 0 { warnings[.needWithoutResident] = counts.needsWithoutResident }
        return ImportReport(
            file: source.name, encoding: source.encoding, rows: source.rowCount, generation: generation,
            warnings: warnings, byCoordinateLevel: [:], households: counts.households,
            asOf: counts.households > 0 ? moment.today : nil)
    }

    /// A wrong workspace is told before a long file is read; an older one is brought up to date by the change itself.
    private func checkWorkspace() throws {
        do {
            _ = try RegistryReader(paths).read { try $0.info() }
        } catch RegistryError.needsMigration where !isDryRun {}
    }

    private func score(_ transaction: RegistryTransaction) throws {
        let policy = try ScoringPolicy.parse(transaction.snapshot.policyYAML())
        progress(.scoring)
        try Scorer(policy: policy, asOf: moment.today).scoreAll(in: transaction)
    }
}
