package import AddressDictionary
package import Residents

/// What an import did or, as a dry run, would do.
package struct ImportReport: Sendable {
    /// The file's own name.
    package let file: String
    /// The encoding that was read.
    package let encoding: String
    /// Rows read.
    package let rows: Int
    /// The generation made, or nil for a dry run.
    package let generation: Int64?
    /// What does not stop an import but should be looked at, each with how often it occurs.
    package let warnings: [ImportWarning: Int]
    /// Households per coordinate level after the import; empty for needs and for dry runs.
    package let byCoordinateLevel: [MatchLevel: Int]
    /// Households in the register after the import.
    package let households: Int
    /// The day as of which the import scored, or nil when it scored nobody.
    package let asOf: CalendarDate?
}

/// What may be wrong in a file that is otherwise accepted.
package enum ImportWarning: String, CaseIterable, Sendable {
    /// A household has nobody with 続柄 世帯主.
    case noHead = "no-head"
    /// A household has more than one 世帯主.
    case severalHeads = "several-heads"
    /// Members of a household are registered at different addresses; the first member's is used.
    case differentAddresses = "different-addresses"
    /// A birth date is recorded as unknown, estimated or no day of the calendar.
    case unknownBirthDate = "unknown-birth-date"
    /// A relationship is none of the standard's.
    case unrecognisedRelationship = "unrecognised-relationship"
    /// A need names a number that nobody in the register has; it is kept.
    case needWithoutResident = "need-without-resident"
    /// A grade is none that is known; the need is kept and does not count.
    case unrecognisedGrade = "unrecognised-grade"
    /// A need says that somebody lives in an institution or is in hospital: the person does not count at home.
    case countedAsAway = "counted-as-away"
    /// The workspace has no address dictionary, so only surveyed households have a position.
    case noDictionary = "no-dictionary"
}
