package import Residents

/// The facts of one resident that scoring everybody looks at, without texts; valid until the next resident is handed out.
package struct ScoredPerson {
    /// The resident's id in this generation; households and their members follow each other in the order of ids.
    package let resident: UInt32
    /// The household's id in this generation.
    package let household: UInt32
    /// Birthday, or nil when the birth date is no day of the calendar.
    package let birthDay: CalendarDate?
    /// What the 続柄 is.
    package let rank: RelationshipRank
    /// The house that the person lives in; unknown unless it was asked for.
    package let house: HouseFacts
    /// Every need on file, valid or not, in file order.
    package let needs: ArraySlice<NeedFact>
}
