/// What a person brings into the household.
struct PersonOutcome {
    /// Thousandths of points.
    let score: Int
    let isAtHome: Bool
    /// The band that an override sets; C when none applies or the person is not at home.
    let overrideBand: SupportBand
    /// The person's own band.
    let band: SupportBand
}

/// What a household comes to, at night and, where the policy has a rule for it, on a weekday's daytime.
struct HouseholdOutcome {
    let home: HomeComposition
    let usual: TimeOutcome
    let daytime: TimeOutcome?
}

/// What a household comes to at one time of day.
struct TimeOutcome {
    let presence: HouseholdPresence
    /// The members' scores combined, before the factor.
    let combined: Int
    let isLarge: Bool
    /// The place of the factor that applies, or nil.
    let factor: Int?
    let score: Int
    let band: SupportBand
}
