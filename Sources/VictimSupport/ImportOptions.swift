package import Interchange

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
