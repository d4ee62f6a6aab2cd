package import AddressDictionary
package import Interchange
package import Registry
package import Residents

/// What an import did or, as a dry run, would do.
package struct ImportReport: Sendable {
    /// The file's own name.
    package let file: String
    /// The encoding that was read.
    package let encoding: String
    /// The profile that was used, or nil for the usual columns.
    package let profile: String?
    /// Rows read.
    package let rows: Int
    /// Rows of which a later version stands in the file.
    package let superseded: Int
    /// Rows of people of whom the file says that they moved out.
    package let departedRows: Int
    /// Rows of people of whom the file says that they died.
    package let deceasedRows: Int
    /// Wrong rows that were set aside, as the caller allowed.
    package let faults: RowFaults
    /// Characters that only the municipality's own fonts can draw (外字); all of them are stored.
    package let privateUse: PrivateUseCharacters
    /// What does not stop an import but should be looked at.
    package let warnings: ImportWarnings
    /// How the register differs from the one before; nil for needs.
    package let residentChanges: RegisterChanges?
    /// How the needs differ from those before; nil for residents.
    package let needChanges: NeedChanges?
    /// The generation made, or nil for a dry run and when nothing changed.
    package let generation: Int64?
    /// Households per coordinate level after the import; empty for needs and for dry runs.
    package let byCoordinateLevel: [MatchLevel: Int]
    /// Households in the register after the import.
    package let households: Int
    /// The day as of which the import scored, or nil when it scored nobody.
    package let asOf: CalendarDate?

    /// Whether what is in the workspace already is what the file says.
    package var changesNothing: Bool {
        residentChanges.map(\.isNone) ?? needChanges.map(\.isNone) ?? false
    }
}

/// What may be wrong in a file that is otherwise accepted.
package enum ImportWarning: String, CaseIterable, Sendable {
    /// A household has nobody with 続柄 世帯主.
    case noHead = "no-head"
    /// A household has more than one 世帯主.
    case severalHeads = "several-heads"
    /// The head of a household is a child.
    case youngHead = "young-head"
    /// Members of a household are registered at different addresses; the first member's is used.
    case differentAddresses = "different-addresses"
    /// A birth date is recorded as unknown, estimated or no day of the calendar.
    case unknownBirthDate = "unknown-birth-date"
    /// Somebody is born after today.
    case futureBirthDate = "future-birth-date"
    /// Somebody is older than anybody has been.
    case implausibleAge = "implausible-age"
    /// A relationship is none of the standard's.
    case unrecognisedRelationship = "unrecognised-relationship"
    /// The last digit of a resident number is not its check digit.
    case wrongCheckDigit = "wrong-check-digit"
    /// A need names a number that nobody in the register has; it is kept.
    case needWithoutResident = "need-without-resident"
    /// A grade is none that is known; the need is kept and does not count.
    case unrecognisedGrade = "unrecognised-grade"
    /// A need says that somebody lives in an institution or is in hospital: the person does not count at home.
    case countedAsAway = "counted-as-away"
    /// The workspace has no address dictionary, so only surveyed households have a position.
    case noDictionary = "no-dictionary"
    /// A shelter has no longitude and latitude; it is kept, and its position stays unknown.
    case shelterWithoutPosition = "shelter-without-position"
    /// A shelter is marked for no disaster at all.
    case shelterWithoutDisaster = "shelter-without-disaster"
    /// A capacity does not plainly say how many persons; its text is kept.
    case unreadCapacity = "unread-capacity"
    /// A municipality code has too few or too many digits, a wrong check digit, or two readings.
    case unreadMunicipalityCode = "unread-municipality-code"
    /// A shelter has the code of another municipality; it is kept.
    case shelterElsewhere = "shelter-elsewhere"
}
