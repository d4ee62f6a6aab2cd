/// What the members at home add up to; the order of adding does not matter.
struct HouseholdPresence {
    private(set) var sum = 0
    private(set) var atHome = 0
    private(set) var helpers = 0
    private(set) var overrideBand = SupportBand.c

    mutating func add(_ outcome: PersonOutcome, mayHelp: Bool) {
        guard outcome.isAtHome else { return }
        sum += outcome.score
        atHome += 1
        if mayHelp { helpers += 1 }
        overrideBand = min(overrideBand, outcome.overrideBand)
    }
}
