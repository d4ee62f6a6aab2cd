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
