package import SupportScoring

/// How many households of an incident are at which stage, by band.
package struct Progress: Hashable, Sendable {
    private var counts: [SupportBand: [WorkStage: Int]] = [:]

    /// Nobody.
    package init() {}

    /// Counts one household.
    package mutating func add(_ stage: WorkStage, _ band: SupportBand) {
        counts[band, default: [:]][stage, default: 0] += 1
    }

    /// Households of a band at a stage; of all bands or stages where nil is given.
    package func count(_ stage: WorkStage? = nil, _ band: SupportBand? = nil) -> Int {
        sum(band) { stage == nil || $0 == stage }
    }

    /// Households of whom somebody knows how they are.
    package func reached(_ band: SupportBand? = nil) -> Int { sum(band, \.isReached) }

    /// Households for whom nothing is left to do.
    package func done(_ band: SupportBand? = nil) -> Int { sum(band, \.isDone) }

    private func sum(_ band: SupportBand?, _ counts: (WorkStage) -> Bool) -> Int {
        self.counts.filter { band == nil || $0.key == band }.values
            .reduce(0) { $0 + $1.filter { counts($0.key) }.values.reduce(0, +) }
    }
}
