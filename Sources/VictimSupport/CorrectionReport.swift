package import AddressDictionary

/// What teaching or taking back corrections did, or as a dry run would do; counts only.
package struct CorrectionReport: Sendable {
    /// The generation made; nil for a dry run, and when everything was known already.
    package let generation: Int64?
    /// Whether nothing was to be changed.
    package let isDryRun: Bool
    /// Corrections that are new or say something new.
    package let taught: Int
    /// Of these, how many stand in place of an earlier one.
    package let replaced: Int
    /// Corrections taken back.
    package let removed: Int
    /// Corrections that were known already, word for word.
    package let unchanged: Int
    /// Rows of the file in which nothing was filled in.
    package let blankRows: Int
    /// How much of the corrected spellings the dictionary holds, levels that occur only.
    package let byMatchLevel: [MatchLevel: Int]
    /// Households of the register whose address the corrections are about.
    package let matchingHouseholds: Int
    /// Of these, how many stand where the register's own survey says, whatever is taught.
    package let surveyedHouseholds: Int
    /// Of the matching households, how many changed their position, a level or their certainty.
    package let changedHouseholds: Int
    /// What locating anew changed in all; nil when there is no register.
    package let relocation: RelocationReport?
}
