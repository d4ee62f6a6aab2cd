import Incidents
import Residents
import SupportScoring
import TestSupport
import Testing

/// What several reports on one household come to.
@Suite struct HouseholdWorkTests {
    private static func report(
        _ state: WorkState, at seconds: Int64, seen: Int64 = 0, id: String, team: String? = nil
    ) throws -> StateReport {
        StateReport(
            id: try #require(ReportID(id)), household: try HouseholdNumber("H1"), state: state,
            team: team.flatMap(TeamName.init), observedAt: WorkTime(seconds: seconds), seen: seen, source: .csv)
    }

    private static func records(_ reports: [StateReport]) -> [StateRecord] {
        reports.enumerated().map { index, report in
            StateRecord(
                sequence: Int64(index) + 1, report: report, recordedAt: WorkTime(seconds: 1_000), recordedBy: "x")
        }
    }

    @Test func nothingIsUntouched() {
        #expect(HouseholdWork([]).stage == .untouched)
        #expect(HouseholdWork.untouched.lastSequence == 0)
    }

    @Test func theLatestObservationStandsInWhateverOrderReportsCome() throws {
        let early = try Self.report(.notReached, at: 100, id: "a")
        let late = try Self.report(.evacuated, at: 200, id: "b")
        #expect(HouseholdWork(Self.records([early, late])).stage == .evacuated)
        #expect(HouseholdWork(Self.records([late, early])).stage == .evacuated)
    }

    @Test func anAssignmentTakesNoFindingBack() throws {
        let safe = try Self.report(.checkedSafe, at: 100, id: "a")
        let sent = try Self.report(.assigned, at: 200, id: "b", team: "A班")
        let work = HouseholdWork(Self.records([safe, sent]))
        #expect(work.stage == .checkedSafe)
        #expect(work.team?.text == "A班")
        #expect(HouseholdWork(Self.records([sent])).stage == .assigned)
    }

    @Test func aCorrectionOfTheSameMinuteStandsAndOfStrangersTheMoreCautious() throws {
        let help = try Self.report(.needsHelp, at: 100, id: "a")
        let corrected = try Self.report(.checkedSafe, at: 100, seen: 1, id: "b")
        #expect(HouseholdWork(Self.records([help, corrected])).stage == .checkedSafe)
        let stranger = try Self.report(.checkedSafe, at: 100, seen: 0, id: "b")
        #expect(HouseholdWork(Self.records([help, stranger])).stage == .needsHelp)
        #expect(HouseholdWork(Self.records([stranger, help])).stage == .needsHelp)
    }

    @Test func aReportThatWasWrongTakesTheHouseholdBack() throws {
        let safe = try Self.report(.checkedSafe, at: 100, id: "a")
        let wrong = try Self.report(.reopened, at: 100, seen: 1, id: "b")
        #expect(HouseholdWork(Self.records([safe, wrong])).stage == .untouched)
    }

    /// Whatever reports of people who did not know of each other arrive in, the same one stands.
    @Test(arguments: 1...40)
    func theOrderOfArrivalMakesNoDifference(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let reports = try (0..<Int.random(in: 1...12, using: &random)).map { index in
            try Self.report(
                WorkState.allCases.randomElement(using: &random) ?? .away, at: Int64.random(in: 1...4, using: &random),
                id: "r\(index)", team: "班")
        }
        let expected = HouseholdWork(Self.records(reports))
        for _ in 0..<20 {
            let other = HouseholdWork(Self.records(reports.shuffled(using: &random)))
            #expect(other.finding?.report == expected.finding?.report, "seed \(seed)")
            #expect(other.assignment?.report == expected.assignment?.report, "seed \(seed)")
        }
    }

    /// The rule word for word: those of the latest instant that none behind them knew of, the most cautious first.
    private static func standingByDefinition(_ records: [StateRecord]) -> StateRecord? {
        let latest = records.map(\.report.observedAt).max()
        let last = records.filter { $0.report.observedAt == latest }
        return last.filter { record in
            !last.contains { $0.sequence > record.sequence && $0.report.seen >= record.sequence }
        }.min { ($0.report.state.caution, $0.report.id.text) < ($1.report.state.caution, $1.report.id.text) }
    }

    @Test(arguments: 1...200)
    func whatStandsIsWhatTheDefinitionSays(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let records = Self.records(
            try (0..<Int.random(in: 0...12, using: &random)).map { index in
                try Self.report(
                    WorkState.allCases.randomElement(using: &random) ?? .away,
                    at: Int64.random(in: 1...2, using: &random), seen: Int64.random(in: 0...12, using: &random),
                    id: "r\(Int.random(in: 0...99, using: &random))-\(index)")
            }
        ).shuffled(using: &random)
        #expect(HouseholdWork.standing(records) == Self.standingByDefinition(records), "seed \(seed)")
    }

    @Test func onlyWhatItsAuthorDidNotKnowConflicts() throws {
        let there = Self.records([
            try Self.report(.notReached, at: 100, id: "a"), try Self.report(.evacuated, at: 150, id: "b"),
        ])
        let blind = try Self.report(.checkedSafe, at: 120, seen: 1, id: "c")
        #expect(StateConflict(blind, among: there, stands: false)?.other.sequence == 2)
        let knowing = try Self.report(.checkedSafe, at: 120, seen: 2, id: "c")
        #expect(StateConflict(knowing, among: there, stands: false) == nil)
        let agreeing = try Self.report(.evacuated, at: 160, seen: 1, id: "c")
        #expect(StateConflict(agreeing, among: there, stands: true) == nil)
    }

    @Test func progressCountsByBandAndStage() {
        var progress = Progress()
        progress.add(.untouched, .a)
        progress.add(.needsHelp, .a)
        progress.add(.evacuated, .b)
        #expect(progress.count() == 3 && progress.count(nil, .a) == 2 && progress.count(.evacuated) == 1)
        #expect(progress.reached() == 2 && progress.done() == 1 && progress.reached(.a) == 1)
    }

    @Test func namesAreCheckedByTheirForm() {
        #expect(ReportID("a-1") != nil && ReportID("") == nil && ReportID("あ") == nil)
        #expect(ReportID(String(repeating: "a", count: 65)) == nil)
        #expect(TeamName("A班") != nil && TeamName("　") == nil && TeamName("a\nb") == nil)
        let device = String(repeating: "0a", count: 8)
        #expect(ReportID("f\(device)-1")?.isOfField == true)
        for other in [
            "f\(device)-", "f\(device)1", "f\(device)-x", "g\(device)-1", "f\(device.dropLast())g-1",
            "f\(device.uppercased())-1",
        ] {
            #expect(ReportID(other)?.isOfField == false, "\(other)")
        }
        for state in WorkState.allCases {
            #expect(WorkState(written: state.japanese) == state && WorkState(written: state.rawValue) == state)
        }
        #expect(WorkState(written: "安否") == nil)
    }
}
