import Residents
import Testing

@Suite struct NeedStateTests {
    private static func need(
        _ level: NeedLevel, kind: NeedKind = .careLevel, from: String? = nil, until: String? = nil
    ) throws -> Need {
        Need(
            residentNumber: try ResidentNumber("1"), kind: kind, grade: NeedGrade(level),
            validFrom: from.flatMap(CalendarDate.init(iso:)), validUntil: until.flatMap(CalendarDate.init(iso:)),
            sourceLine: 2)
    }

    @Test(
        arguments: [
            (nil, NeedState.holds), ("2026-07-02", .holds), ("2026-07-01", .expiring), ("2026-06-01", .expiring),
            ("2026-05-31", .expired),
        ] as [(String?, NeedState)])
    func theEndDecidesTheState(until: String?, state: NeedState) throws {
        let today = try CalendarDate(year: 2026, month: 6, day: 1)
        #expect(NeedState.states(of: [try Self.need(.care3, until: until)], on: today) == [state])
    }

    @Test func whatHasNotBegunOrIsNoNeedIsNotShown() throws {
        let today = try CalendarDate(year: 2026, month: 6, day: 1)
        let needs = [
            try Self.need(.care3, from: "2026-06-02"), try Self.need(.independent),
            try Self.need(.cancelled, until: "2026-05-01"),
        ]
        #expect(NeedState.states(of: needs, on: today) == [nil, nil, nil])
    }

    @Test func aRenewalHidesWhatItReplaces() throws {
        let today = try CalendarDate(year: 2026, month: 6, day: 1)
        let old = try Self.need(.care3, until: "2026-05-31")
        let renewed = try Self.need(.care2, from: "2026-06-01")
        let other = try Self.need(.grade1, kind: .physicalDisability)
        #expect(NeedState.states(of: [old, renewed], on: today) == [nil, .holds])
        #expect(NeedState.states(of: [old, other], on: today) == [.expired, .holds])
        // 自立 from today on is an answer too: the level before it has no business on a list.
        #expect(NeedState.states(of: [old, try Self.need(.independent)], on: today) == [nil, nil])
    }

    @Test func anUnknownGradeIsShownAsSuch() throws {
        let today = try CalendarDate(year: 2026, month: 6, day: 1)
        #expect(NeedState.states(of: [try Self.need(.unrecognised)], on: today) == [.unrecognised])
    }
}
