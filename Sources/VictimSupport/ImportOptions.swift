package import Interchange
import Registry

/// What staff ask of an import beside the file itself.
package struct ImportOptions {
    /// The file's encoding; nil detects it.
    package var encoding: TextEncoding?
    /// How the file's columns and codes are to be read; nil for the usual ones.
    package var profile: ImportProfile?
    /// Check everything and change nothing.
    package var isDryRun = false
    /// So many wrong rows are set aside instead of stopping the import; needs ``rejects`` unless nothing is changed.
    package var rejectLimit = 0
    /// Where rows that were set aside go, opened already; committed just before the change is.
    package var rejects: AtomicFileWriter?
    /// The share of persons (or, of a full file, needs), in percent, that may vanish without being asked about.
    package var shrinkLimitPercent = ImportOptions.usualShrinkLimitPercent
    /// Whether a needs file holds all needs or only some; nil when nobody said.
    package var coverage: NeedsCoverage?
    /// Whether a register holds only who changed: everybody else stays as they are.
    package var isPartialRegister = false
    /// Where the list of what changes goes; nil when nobody asked for one.
    package var changes: ChangeListTarget?

    /// More than this share does not leave a municipality in a night.
    package static let usualShrinkLimitPercent = 10

    /// Nothing but the file.
    package init() {}
}

/// What a needs file that lacks a need says about it.
package enum NeedsCoverage: String, CaseIterable, Sendable {
    /// The file holds every need there is: what it lacks ends.
    case full
    /// The file holds some kinds of some persons: those are replaced, every other need stays.
    case partial
}

/// Where a list of changes goes; it names people, so it goes through the gate.
package struct ChangeListTarget {
    private let release: ListRelease
    private let language: OutputLanguage
    private let file: AtomicFileWriter

    /// Lists changes in this form; the file is opened already, so that a list that cannot be written is none.
    package init(release: ListRelease, language: OutputLanguage, file: AtomicFileWriter) {
        self.release = release
        self.language = language
        self.file = file
    }

    /// Writes the list inside the change that it is about, or its rehearsal: where the list cannot be written, nothing is
    /// changed.
    ///
    /// - Parameters:
    ///   - before: the state before the change.
    ///   - after: the state that the change makes, or nil when it makes none.
    func write(
        _ lines: [ChangeList.Line], from before: Int64, to after: Int64?, _ paths: WorkspacePaths,
        in transaction: RegistryTransaction
    ) throws {
        try ChangeList(lines, from: before, to: after).write(
            release, language: language, from: transaction.snapshot, audit: transaction.auditLog(paths), to: file)
        try file.commit()
    }
}
