extension ScoringPass {
    /// Whether the person can help the others: of helping age, at home, under no override, with little need, and of a 続柄 that
    /// is counted on.
    @inline(__always)
    func mayHelp(_ person: TablePerson, _ outcome: PersonOutcome) -> Bool {
        let numbers = view.numbers
        return !person.isOfUnknownAge && numbers.helperAges.contains(Int(person.ageSlot))
            && outcome.score <= numbers.helperMaximum && outcome.overrideBand == .c
            && numbers.helperExceptions & 1 << UInt32(person.rank) == 0
    }

    /// Whether the person is of those who go out in the daytime unless a need keeps them at home; an unknown age may be.
    @inline(__always)
    func goesOut(_ person: TablePerson) -> Bool {
        person.isOfUnknownAge || view.numbers.daytimeAges.contains(Int(person.ageSlot))
    }

    /// Whether the person is out in the daytime: of a known age of those who go out, and without a need that keeps them.
    @inline(__always)
    func isOut(_ person: TablePerson, _ outcome: PersonOutcome) -> Bool {
        !person.isOfUnknownAge && goesOut(person) && outcome.score <= view.numbers.daytimeMaximum
            && outcome.overrideBand == .c
    }

    /// What the members at home come to.
    @inline(__always)
    func time(_ presence: HouseholdPresence, isLarge: Bool, isDaytime: Bool) -> TimeOutcome {
        let numbers = view.numbers
        let combined = isLarge ? presence.large.value(numbers.large) : presence.usual.value(numbers.household)
        let factor = factor(presence, isDaytime: isDaytime)
        let score = factor.map { ScaledNumber.product(combined, factors[$0].thousandths) } ?? combined
        return TimeOutcome(
            presence: presence, combined: combined, isLarge: isLarge, factor: factor, score: score,
            band: min(numbers.band(of: score), presence.overrideBand))
    }

    /// The greatest factor that applies, the earlier one of equals; nil when none does or nobody is at home.
    ///
    /// In the daytime nobody of the ages that go out is company or help: who is there stays because of a need. So a need added
    /// never takes a factor away.
    @inline(__always)
    private func factor(_ presence: HouseholdPresence, isDaytime: Bool) -> Int? {
        guard presence.present > 0 else { return nil }
        let isAlone = (isDaytime ? presence.company : presence.present) <= 1
        var best: Int?
        for index in factors.indices {
            let factor = factors[index]
            let isElderly =
                presence.company + presence.ofUnknownAge > 0 && presence.ages.lieWithin(factor.ages)
            let applies =
                switch factor.situation {
                case .livingAlone: isAlone
                case .noAbleHelper: presence.helpers == 0
                case .elderlyOnly: isElderly
                case .elderlyAlone: isAlone && isElderly
                }
            if applies, best.map({ factors[$0].thousandths < factor.thousandths }) ?? true { best = index }
        }
        return best
    }
}

/// A factor without its texts.
struct CompiledFactor: Sendable {
    let situation: HouseholdSituation
    let ages: ClosedRange<Int>
    let thousandths: Int

    init(_ factor: HouseholdFactor) {
        situation = factor.situation
        ages = factor.ages ?? 0...AgeCondition.highestAge
        thousandths = factor.thousandths
    }
}
