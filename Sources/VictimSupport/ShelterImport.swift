import AddressDictionary
package import Interchange
import Places
package import Registry
import Residents

/// Imports designated emergency evacuation sites: `engo import shelters`. A file replaces all shelters that are there.
package struct ShelterImport {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let options: ImportOptions

    /// Prepares imports into one workspace.
    package init(_ paths: WorkspacePaths, moment: Moment, options: ImportOptions) {
        self.paths = paths
        self.moment = moment
        self.options = options
    }

    /// Imports a file of either form; one that says what is there already changes nothing.
    ///
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError``, ``ImportProfileError/otherKind(found:)`` for any
    ///   profile, ``Registry/RegistryError``.
    package func shelters(file path: String) throws -> ShelterReport {
        try ImportSteps.checkWorkspace(paths, isDryRun: options.isDryRun)
        if let profile = options.profile { throw ImportProfileError.otherKind(found: profile.kind) }
        let header = try RowReader(path: path, encoding: options.encoding, columns: [])
        guard let form = ShelterForm(header: header.header) else {
            throw VictimSupportError.unknownShelterForm(file: header.file)
        }
        // An older workspace is brought up to date before anything is compared with it.
        let writer = options.isDryRun ? nil : try RegistryWriter(paths)
        let store = try RegistryReader(paths)
        let (home, before) = try store.read { (try $0.info().code, try $0.shelters()) }
        var reader = try RowReader(path: path, encoding: options.encoding, columns: ShelterRows.columns(form))
        var rows = ShelterRows(layout: reader.layout, home: home)
        let read = try reader.readAll(rejecting: options.rejectLimit) { (row) throws(RowError) in
            try rows.shelter(row)
        }
        try ImportSteps.refuseShrinking(file: reader.file, before: before.count, after: read.count, options: options)
        let changes = ShelterChanges(from: before, to: read)
        var generation: Int64?
        if let writer {
            if changes.isNone {
                try ImportSteps.commitRejects(reader, options)
            } else {
                generation = try writer.transaction(
                    cause: .shelters, by: moment.acting("import shelters"), of: reader.auditText()
                ) { transaction in
                    try transaction.replaceShelters(read, source: reader.source, receivedOn: moment.today)
                    try transaction.note(changes.asRegisterChanges, source: reader.source)
                    try ImportSteps.commitRejects(reader, options)
                }.generation
            }
            try writer.close()
        }
        return ShelterReport(
            file: reader.file, encoding: reader.encoding, form: form, rows: reader.rows, faults: reader.faults,
            privateUse: reader.privateUse, warnings: rows.warnings, changes: changes, generation: generation,
            isDryRun: options.isDryRun)
    }
}

/// What an import of shelters did or, as a dry run, would do.
package struct ShelterReport: Sendable {
    /// The file's own name.
    package let file: String
    /// The encoding that was read.
    package let encoding: String
    /// The form that the header showed.
    package let form: ShelterForm
    /// Rows read.
    package let rows: Int
    /// Wrong rows that were set aside, as the caller allowed.
    package let faults: RowFaults
    /// Characters that only the municipality's own fonts can draw (外字); all of them are stored.
    package let privateUse: PrivateUseCharacters
    /// What does not stop an import but should be looked at.
    package let warnings: ImportWarnings
    /// How the shelters differ from those before.
    package let changes: ShelterChanges
    /// The generation made, or nil for a dry run and when nothing changed.
    package let generation: Int64?
    /// Whether nothing was to be changed.
    package let isDryRun: Bool
}
