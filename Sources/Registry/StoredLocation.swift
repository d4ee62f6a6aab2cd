package import AddressDictionary

/// Where a household stands, and how well that is known.
package struct StoredLocation: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// The dictionary's answer; for a surveyed household its position and levels are the survey's.
    package let match: AddressMatch

    /// Ties an answer to a household.
    package init(household: UInt32, match: AddressMatch) {
        self.household = household
        self.match = match
    }
}
