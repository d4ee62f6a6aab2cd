package import AddressDictionary
package import Residents

/// Counts over the whole register; no personal value.
package struct RegistryCounts: Hashable, Sendable {
    /// Households in the register.
    package let households: Int
    /// Residents in the register.
    package let residents: Int
    /// Needs on file.
    package let needs: Int
    /// Needs of a number that nobody in the register has.
    package let needsWithoutResident: Int
    /// Needs of registered people as of the last scoring, by what can be said of them.
    package let needsByState: [NeedState: Int]
    /// Households by the kind of record that gave their point, levels that occur only; `none` counts the unlocated.
    package let byCoordinateLevel: [MatchLevel: Int]
    /// Households by band raw value, bands that occur only.
    package let byBand: [UInt8: Int]

    /// Households without a position.
    package var unlocated: Int { byCoordinateLevel[.none] ?? 0 }
}
