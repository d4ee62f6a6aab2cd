/// Scores of many households as columns, in the order in which they were scored.
package struct ScoreColumns: Sendable {
    /// Thousandths of points per person.
    package private(set) var persons: [Int32] = []
    /// Thousandths of points per household.
    package private(set) var households: [Int32] = []
    /// Raw value of ``SupportBand`` per household.
    package private(set) var bands: [UInt8] = []
    /// The household's score on a weekday's daytime; empty when the policy has no rule for it.
    package private(set) var daytimeHouseholds: [Int32] = []
    /// The band on a weekday's daytime; empty when the policy has no rule for it.
    package private(set) var daytimeBands: [UInt8] = []
    /// Whether some score was too large for four bytes.
    package private(set) var hasOverflow = false

    /// No scores yet.
    package init() {}

    /// Makes room beforehand.
    package mutating func reserve(persons: Int, households: Int) {
        self.persons.reserveCapacity(persons)
        self.households.reserveCapacity(households)
        bands.reserveCapacity(households)
    }

    @inline(__always)
    mutating func append(person score: Int) { persons.append(fitting(score)) }

    @inline(__always)
    mutating func append(_ household: HouseholdOutcome) {
        households.append(fitting(household.usual.score))
        bands.append(household.usual.band.rawValue)
        guard let daytime = household.daytime else { return }
        daytimeHouseholds.append(fitting(daytime.score))
        daytimeBands.append(daytime.band.rawValue)
    }

    @inline(__always)
    private mutating func fitting(_ score: Int) -> Int32 {
        if let fitting = Int32(exactly: score) { return fitting }
        hasOverflow = true
        return .max
    }
}
