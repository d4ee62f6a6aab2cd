import AddressDictionary
import Interchange
package import Registry
import Residents
import SupportScoring

/// Imports a resident register: `engo import residents`.
///
/// An import replaces what was there as a whole, locates and scores in the same transaction, and becomes one new
/// generation; a bad file changes nothing, and so does the register that is there already. Memory grows by some 50 bytes a
/// person and 100 bytes a household, whatever their rows hold.
package struct RegisterImport {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let options: ImportOptions
    private let progress: ProgressHandler

    /// Ends a transaction that would make a generation of nothing.
    private struct NothingNew: Error {
        let changes: RegisterChanges
        let households: Int
        let warnings: ImportWarnings
    }

    /// A file that was read to its end.
    private struct ReadRegister {
        let register: RegisterDraft
        /// The numbers of the rows of a file of differences.
        let seen: NumberTable<Void>?
    }

    /// What a transaction made.
    private struct Outcome {
        let changes: RegisterChanges
        let counts: RegistryCounts
        let warnings: ImportWarnings
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

    /// Imports a resident register.
    ///
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError``, ``ImportProfileError``,
    ///   ``Registry/RegistryError``.
    package func residents(file path: String) throws -> ImportReport {
        try ImportSteps.checkWorkspace(paths, isDryRun: options.isDryRun)
        if let profile = options.profile, profile.kind != .residents {
            throw ImportProfileError.otherKind(found: profile.kind)
        }
        // Whoever begins a change makes it: a shorter one that comes later must not win over a long file.
        let writer = options.isDryRun ? nil : try RegistryWriter(paths)
        progress(.reading)
        var reader = try RowReader(
            path: path, encoding: options.encoding, columns: ResidentRows.columns, profile: options.profile)
        let read = try read(&reader)
        guard let writer else {
            return try RegistryReader(paths).rehearse { transaction in
                let comparison = try compare(read, reader, in: transaction)
                try list(comparison, from: transaction.generation, to: nil, in: transaction)
                let (households, warnings) = try lookThrough(read.register)
                return ImportDraft(reader: reader, options: options, warnings: warnings).report(
                    residents: comparison.changes, households: households)
            }
        }
        do {
            let (outcome, generation) = try writer.bulkTransaction(
                cause: .residents, by: moment.acting("import residents"), of: reader.auditText()
            ) { transaction in
                try replace(read, reader, in: transaction)
            }
            try writer.close()
            return ImportDraft(reader: reader, options: options, warnings: outcome.warnings).report(
                residents: outcome.changes, generation: generation,
                byCoordinateLevel: outcome.counts.byCoordinateLevel, households: outcome.counts.households,
                asOf: moment.today)
        } catch let nothing as NothingNew {
            try writer.close()
            return ImportDraft(reader: reader, options: options, warnings: nothing.warnings).report(
                residents: nothing.changes, households: nothing.households)
        }
    }

    /// Reads the file to its end before the workspace is touched.
    private func read(_ reader: inout RowReader) throws -> ReadRegister {
        let register = RegisterDraft(paths)
        var rows = ResidentRows(layout: reader.layout, byteCount: reader.byteCount)
        try reader.forEachRow(rejecting: options.rejectLimit, allowingNone: options.isPartialRegister) { row in
            try rows.read(row)
            try register.append(rows.record)
        }
        return ReadRegister(register: register, seen: options.isPartialRegister ? rows.seen : nil)
    }

    private func replace(
        _ read: ReadRegister, _ reader: RowReader, in transaction: RegistryTransaction
    ) throws -> Outcome {
        let register = read.register
        let comparison = try compare(read, reader, in: transaction)
        if comparison.changes.isNone, comparison.changes.after > 0, try isCurrent(in: transaction.snapshot) {
            let (households, warnings) = try lookThrough(register)
            try list(comparison, from: transaction.generation - 1, to: nil, in: transaction)
            try ImportSteps.commitRejects(reader, options)
            throw NothingNew(changes: comparison.changes, households: households, warnings: warnings)
        }
        var warnings = RegisterWarnings(today: moment.today)
        let locator = try Locator(paths, in: transaction)
        try locator.store(register, comparison, source: reader.source, in: transaction, progress: progress) {
            warnings.look(at: $0)
        }
        try transaction.note(comparison.changes, source: reader.source)
        try transaction.noteRegisterReceipt(on: moment.today)
        try ImportSteps.score(transaction, at: moment, progress: progress)
        try list(
            comparison, from: transaction.generation - 1, to: transaction.generation, in: transaction)
        try ImportSteps.commitRejects(reader, options)
        var found = warnings.found
        let counts = try transaction.snapshot.counts()
        if !locator.hasDictionary { found.set(.noDictionary, count: 1) }
        found.set(.needWithoutResident, count: counts.needsWithoutResident)
        return Outcome(changes: comparison.changes, counts: counts, warnings: found)
    }

    /// How the file, with whom it leaves alone when it is one of differences, differs from the register.
    ///
    /// - Throws: ``VictimSupportError/shrinks(file:before:after:limitPercent:)``.
    private func compare(
        _ read: ReadRegister, _ reader: RowReader, in transaction: RegistryTransaction
    ) throws -> RegisterComparison {
        let gone = reader.passedOver
        if let seen = read.seen {
            let left = NumberTable(gone.departed.union(gone.deceased))
            try transaction.addResidents(to: read.register) { !seen.contains($0) && !left.contains($0) }
        }
        try read.register.seal()
        let comparison = try transaction.comparison(
            to: read.register, departed: gone.departed, deceased: gone.deceased, isListing: options.changes != nil)
        try ImportSteps.refuseShrinking(
            file: reader.file, before: comparison.changes.before, after: comparison.changes.after, options: options)
        try refuseVanishing(comparison, file: reader.file)
        return comparison
    }

    /// A column that was renamed must not take what it held from everybody; who asks for any shrinking accepts it.
    private func refuseVanishing(_ comparison: RegisterComparison, file: String) throws {
        let (texts, position) = comparison.vanished
        let optional: [ResidentRecord.Text: String] = [
            .kana: "フリガナ", .building: "方書", .postalCode: "郵便番号", .phone: "電話番号", .placeOfStay: "居所", .structure: "構造",
        ]
        let fields = texts.compactMap { optional[$0] } + (position ? ["経度", "緯度"] : [])
        guard fields.isEmpty || options.shrinkLimitPercent == 100 else {
            throw VictimSupportError.fieldsVanish(file: file, fields: fields)
        }
    }

    /// Writes the list of changes, when one was asked for.
    private func list(
        _ comparison: RegisterComparison, from before: Int64, to after: Int64?, in transaction: RegistryTransaction
    ) throws {
        guard let changes = options.changes else { return }
        let lines = comparison.differences.map(ChangeList.Line.init)
        try changes.write(lines, from: before, to: after, paths, in: transaction)
    }

    /// How many households there are, and what should be looked at in them.
    private func lookThrough(_ register: RegisterDraft) throws -> (households: Int, warnings: ImportWarnings) {
        var warnings = RegisterWarnings(today: moment.today)
        var households = 0
        try register.forEachHousehold { members in
            households += 1
            warnings.look(at: members)
        }
        return (households, warnings.found)
    }

    /// Whether positions and scores are what an import would make of the same register today.
    private func isCurrent(in snapshot: RegistrySnapshot) throws -> Bool {
        let edition = try Locator.verifiedEditionIfPresent(paths) ?? ""
        return try snapshot.scoreRun()?.asOf == moment.today && snapshot.locatedEdition() == edition
    }
}
