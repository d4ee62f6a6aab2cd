import Residents
import Testing

@Suite struct NeedStateTests {
    private static let today = CalendarDate(iso: "2026-06-01") ?? { preconditionFailure("a valid date") }()

    private static func need(
        _ level: NeedLevel, kind: NeedKind = .careLevel, from: String? = nil, until: String? = nil
    ) throws -> NeedFact {
        NeedFact(
            kind: kind, level: level, validFrom: from.flatMap(CalendarDate.init(iso:)),
            validUntil: until.flatMap(CalendarDate.init(iso:)))
    }

    private static func states(_ needs: [NeedFact]) -> [NeedState?] {
        NeedState.states(of: needs[...], on: today)
    }

    @Test(
        arguments: [
            (nil, NeedState.holds), ("2026-07-02", .holds), ("2026-07-01", .expiring), ("2026-06-01", .expiring),
            ("2026-05-31", .expired),
        ] as [(String?, NeedState)])
    func theEndDecidesTheState(until: String?, state: NeedState) throws {
        #expect(Self.states([try Self.need(.care3, until: until)]) == [state])
    }

    @Test func whatHasNotBegunOrIsNoNeedIsNotShown() throws {
        let needs = [
            try Self.need(.care3, from: "2026-06-02"), try Self.need(.independent),
            try Self.need(.cancelled, until: "2026-05-01"),
        ]
        #expect(Self.states(needs) == [nil, nil, nil])
    }

    @Test func aRenewalHidesWhatItReplaces() throws {
        let old = try Self.need(.care3, until: "2026-05-31")
        let renewed = try Self.need(.care2, from: "2026-06-01")
        let other = try Self.need(.grade1, kind: .physicalDisability)
        #expect(Self.states([old, renewed]) == [nil, .holds])
        #expect(Self.states([old, other]) == [.expired, .holds])
        // 自立 from today on is an answer too: the level before it has no business on a list.
        #expect(Self.states([old, try Self.need(.independent)]) == [nil, nil])
    }

    @Test func anUnknownGradeIsShownAsSuch() throws {
        #expect(Self.states([try Self.need(.unrecognised)]) == [.unrecognised])
    }
}
