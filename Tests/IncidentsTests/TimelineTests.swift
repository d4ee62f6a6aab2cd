import Incidents
import Residents
import SupportScoring
import TestSupport
import Testing

/// How the work went on, and how long it took.
@Suite struct TimelineTests {
    private static func household(_ number: Int) throws -> IncidentHousehold {
        IncidentHousehold(
            number: number, household: try HouseholdNumber("H\(number)"), score: .zero, band: .a,
            joinedAt: WorkTime(seconds: 0), cause: .opened)
    }

    private static func record(_ sequence: Int64, _ state: WorkState, at seconds: Int64) throws -> StateRecord {
        StateRecord(
            sequence: sequence,
            report: StateReport(
                id: try #require(ReportID("r\(sequence)")), household: try HouseholdNumber("H1"), state: state,
                team: TeamName("A班"), observedAt: WorkTime(seconds: seconds), seen: 0, source: .csv),
            recordedAt: WorkTime(seconds: seconds), recordedBy: "x")
    }

    @Test func percentilesAreExactNumbersOfTheList() {
        #expect(ReachTimes([]).percentile(50) == nil)
        #expect(ReachTimes([7]).percentile(50) == 7 && ReachTimes([7]).percentile(90) == 7)
        let ten = ReachTimes([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
        #expect(ten.percentile(50) == 5 && ten.percentile(90) == 9 && ten.percentile(100) == 10)
        #expect(ReachTimes([1, 2, 3]).percentile(50) == 2)
    }

    @Test func everyPointTellsWhatWasObservedUntilThen() throws {
        let line = try #require(
            Timeline(
                [
                    (
                        try Self.household(1),
                        [
                            try Self.record(1, .assigned, at: 100), try Self.record(2, .notReached, at: 3_700),
                            try Self.record(3, .evacuated, at: 7_300),
                        ]
                    ), (try Self.household(2), []),
                ], from: WorkTime(seconds: 0), to: WorkTime(seconds: 9_000), every: 60))
        #expect(line.points.map(\.at.seconds) == [3_600, 7_200, 9_000])
        #expect(line.points.map { $0.progress.count(.assigned) } == [1, 0, 0])
        #expect(line.points.map { $0.progress.count(.notReached) } == [0, 1, 0])
        #expect(line.points.map { $0.progress.count(.evacuated) } == [0, 0, 1])
        #expect(line.points.allSatisfy { $0.progress.count() == 2 && $0.progress.count(.untouched) == 1 })
    }

    @Test func anEndlessTimelineIsNone() {
        #expect(Timeline([], from: WorkTime(seconds: 0), to: WorkTime(seconds: 1 << 40), every: 1) == nil)
        #expect(Timeline([], from: WorkTime(seconds: 5), to: WorkTime(seconds: 5), every: 60)?.points.count == 1)
    }

    /// The last point of any timeline is where the work stands at its end.
    @Test(arguments: 1...10)
    func theLastPointIsWhereTheWorkStands(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let records = try (1...8).map { sequence in
            try Self.record(
                sequence, WorkState.allCases.randomElement(using: &random) ?? .away,
                at: Int64.random(in: 0...20_000, using: &random))
        }
        let end = WorkTime(seconds: 20_000)
        let line = try #require(
            Timeline([(try Self.household(1), records)], from: WorkTime(seconds: 0), to: end, every: 17))
        #expect(line.points.last?.at == end)
        #expect(line.points.last?.progress.count(HouseholdWork(records).stage) == 1, "seed \(seed)")
    }
}
