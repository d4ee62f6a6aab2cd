/// What a whole process took.
struct ProcessCost {
    /// Processor seconds, user and system together, all threads.
    let seconds: Double
    /// The most memory that was resident at once, in megabytes of 10⁶ bytes.
    let peakMegabytes: Double

    /// One process after the other.
    static func + (one: Self, other: Self) -> Self {
        Self(seconds: one.seconds + other.seconds, peakMegabytes: max(one.peakMegabytes, other.peakMegabytes))
    }

    /// The median of the seconds and of the peaks, each on its own; zero without runs.
    static func median(_ runs: [Self]) -> Self {
        Self(seconds: middle(runs.map(\.seconds)), peakMegabytes: middle(runs.map(\.peakMegabytes)))
    }

    /// The median; zero without values.
    static func middle(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard let upper = sorted.dropFirst(sorted.count / 2).first else { return 0 }
        return sorted.count.isMultiple(of: 2) ? (sorted[sorted.count / 2 - 1] + upper) / 2 : upper
    }
}
