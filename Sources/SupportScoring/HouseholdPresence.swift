/// What the members add up to at one time of day; the order of adding does not matter.
struct HouseholdPresence {
    private(set) var usual = CombinedValue()
    private(set) var large = CombinedValue()
    /// Members who are at home.
    private(set) var present = 0
    /// Members at home of unknown age.
    private(set) var ofUnknownAge = 0
    /// Members of known age who keep the others company, and their ages.
    private(set) var company = 0
    private(set) var ages = AgeSpan()
    private(set) var helpers = 0
    private(set) var overrideBand = SupportBand.c

    /// Adds a member at home; `isCompany` says whether the member's being there helps anybody.
    @inline(__always)
    mutating func add(
        _ person: TablePerson, _ outcome: PersonOutcome, isCompany: Bool, mayHelp: Bool, _ numbers: CompiledNumbers
    ) {
        present += 1
        usual.add(outcome.score, numbers.household)
        large.add(outcome.score, numbers.large)
        overrideBand = min(overrideBand, outcome.overrideBand)
        if person.isOfUnknownAge {
            ofUnknownAge += 1
        } else if isCompany {
            company += 1
            ages.add(Int(person.ageSlot))
        }
        if isCompany, mayHelp { helpers += 1 }
    }
}

/// Values combined into one, whichever of them is the main one: all shares, and the most that one more in full gains.
struct CombinedValue {
    private var shares = 0
    private var gain = 0

    @inline(__always)
    mutating func add(_ value: Int, _ combination: CompiledCombination, entersShare: Bool = true) {
        let share = entersShare ? ScaledNumber.product(value, combination.share) : 0
        shares += share
        gain = max(gain, value - share)
    }

    @inline(__always)
    func value(_ combination: CompiledCombination) -> Int { min(shares + gain, combination.cap) }
}
