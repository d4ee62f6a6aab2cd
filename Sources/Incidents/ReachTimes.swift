/// How long it took to learn how households are, in whole minutes: exact numbers of a list, no averages.
package struct ReachTimes: Hashable, Sendable {
    /// Minutes from the opening to the first report that tells how a household is, ascending; 0 for an earlier one.
    package let minutes: [Int]

    /// Takes minutes in any order.
    package init(_ minutes: [Int]) { self.minutes = minutes.sorted() }

    /// The least number of minutes within which at least so many per cent of the reached were reached (nearest rank); nil of nobody.
    ///
    /// - Parameter percent: 1…100.
    package func percentile(_ percent: Int) -> Int? {
        guard !minutes.isEmpty else { return nil }
        let rank = (minutes.count * percent + 99) / 100
        return minutes[min(max(rank, 1), minutes.count) - 1]
    }
}

/// How the work went on: at the end of each interval, how many households were at which stage.
package struct Timeline: Sendable {
    /// The end of one interval.
    package struct Point: Sendable {
        /// When it ends.
        package let at: WorkTime
        /// Where the work stood, by what was observed until then.
        package let progress: Progress
    }

    /// The points, oldest first; the last one is the end itself.
    package let points: [Point]

    /// The most points of a timeline; longer ones are refused.
    package static let mostPoints = 2_000

    /// Follows the work in intervals that begin at full multiples of their length by Japan's clocks.
    ///
    /// - Parameters:
    ///   - households: each with all of its records.
    ///   - minutes: the length of an interval, 1…1,440.
    /// - Returns: nil when there would be more than ``mostPoints``.
    /// - Complexity: O(households · points + records · log records), and what ``HouseholdWork`` takes.
    package init?(
        _ households: [(household: IncidentHousehold, records: [StateRecord])], from start: WorkTime, to end: WorkTime,
        every minutes: Int
    ) {
        let length = Int64(minutes) * 60
        guard length > 0, (end.seconds - start.seconds) / length < Int64(Self.mostPoints) else { return nil }
        // Japan is nine hours ahead of UTC, which is a multiple of an hour: only longer intervals begin elsewhere.
        let japan: Int64 = 9 * 3_600
        var ends: [WorkTime] = []
        var next = ((start.seconds + japan) / length + 1) * length - japan
        while next < end.seconds {
            ends.append(WorkTime(seconds: next))
            next += length
        }
        ends.append(end)
        var progress = ends.map { _ in Progress() }
        for (household, records) in households {
            let times = Set(records.map(\.report.observedAt)).sorted()
            var known = 0
            var stage = WorkStage.untouched
            for (place, end) in ends.enumerated() {
                let until = known
                while known < times.count, times[known] <= end { known += 1 }
                if known > until {
                    stage = HouseholdWork(records.filter { $0.report.observedAt <= end }).stage
                }
                progress[place].add(stage, household.band)
            }
        }
        points = zip(ends, progress).map(Point.init)
    }
}
