import Foundation
import Testing

@testable import Disclosure

@Suite struct DisclosureGateTests {
    /// Keeps what it is given, and can refuse as a full disk does.
    private final class RecordingSink: AuditSink {
        struct Full: Error {}
        private(set) var entries: [AuditEntry] = []
        var isFull = false

        func append(_ entry: AuditEntry) throws {
            if isFull { throw Full() }
            entries.append(entry)
        }
    }

    private static let now = "2026-06-01T00:00:00Z"

    private static let event = DisclosureEvent(
        by: Acting(verb: "list", operatorName: "operator", time: now), generation: 7, households: 3, persons: 8,
        records: RecordedPeople(keys: [5, 1 << 39, 7]),
        query: "area flood.geojson", format: "csv", withheld: 2)

    private static func state(
        _ mode: WorkspaceMode, usual: DisclosureDefault? = nil, activations: [Activation] = []
    ) throws -> DisclosureState {
        DisclosureState(mode: mode, rules: try .shipped(), usual: usual, activations: activations)
    }

    private static func request(
        _ audience: String?, _ basis: LegalBasis?, reason: String? = nil
    ) -> DisclosureRequest {
        DisclosureRequest(
            audience: audience.flatMap(Audience.init(rawValue:)), basis: basis, reason: reason, time: now)
    }

    @Test func aDrillIsForTheHeadquartersUnlessSomethingElseIsSaid() throws {
        let clearance = try DisclosureGate.clear(
            Self.request(nil, nil), for: .lists, by: .unlimited, in: Self.state(.drill))
        #expect(clearance.audience == .headquarters && clearance.basis == .drill && clearance.fields == .all)
        let other = try DisclosureGate.clear(
            Self.request("disaster-responder", nil), for: .lists, by: .unlimited, in: Self.state(.drill))
        #expect(other.basis == .drill && !other.fields.contains(.needs) && other.fields.contains(.help))
    }

    @Test func aRealWorkspaceOpensForNobodyWhoIsNotNamed() throws {
        let known = try DisclosureRules.shipped().profiles.map(\.audience)
        for request in [Self.request(nil, nil), Self.request("headquarters", nil), Self.request(nil, .internalUse)] {
            #expect(throws: DisclosureError.unstated(audiences: known)) {
                try DisclosureGate.clear(request, for: .lists, by: .unlimited, in: Self.state(.real))
            }
        }
        let usual = DisclosureDefault(audience: .headquarters, basis: .internalUse)
        let clearance = try DisclosureGate.clear(
            Self.request(nil, nil), for: .lists, by: .unlimited, in: Self.state(.real, usual: usual))
        #expect(clearance.basis == .internalUse)
        // The usual basis is the usual audience's, and nobody else's.
        #expect(throws: DisclosureError.unstated(audiences: known)) {
            try DisclosureGate.clear(
                Self.request("welfare-office", nil), for: .lists, by: .unlimited, in: Self.state(.real, usual: usual))
        }
    }

    @Test func drillAndRealAreNeverMixed() throws {
        #expect(throws: DisclosureError.otherMode(basis: .drill, mode: .real)) {
            try DisclosureGate.clear(
                Self.request("headquarters", .drill), for: .lists, by: .unlimited, in: Self.state(.real))
        }
        #expect(throws: DisclosureError.otherMode(basis: .internalUse, mode: .drill)) {
            try DisclosureGate.clear(
                Self.request("headquarters", .internalUse), for: .lists, by: .unlimited, in: Self.state(.drill))
        }
    }

    /// Every pair of audience and basis that no profile names is refused, for every kind of data.
    @Test func whatNoProfileNamesIsRefused() throws {
        let rules = try DisclosureRules.shipped()
        let activation = Activation(
            id: 1, event: "洪水", declaredBy: "市長", from: "2026-05-31T00:00:00Z", until: "2026-06-02T00:00:00Z",
            ended: nil, area: nil)
        var opened = 0
        for profile in rules.profiles {
            for basis in LegalBasis.allCases {
                for data in DataSet.allCases {
                    let mode: WorkspaceMode = basis == .drill ? .drill : .real
                    let state = DisclosureState(mode: mode, rules: rules, activations: [activation])
                    let request = DisclosureRequest(
                        audience: profile.audience, basis: basis, reason: "試験", isSealed: true,
                        time: Self.now)
                    let isAllowed = profile.bases[basis] != nil && profile.dataSets.contains(data)
                    if isAllowed {
                        let clearance = try DisclosureGate.clear(request, for: data, by: .unlimited, in: state)
                        #expect(clearance.people == profile.bases[basis])
                        opened += 1
                    } else {
                        #expect(throws: DisclosureError.self) {
                            try DisclosureGate.clear(request, for: data, by: .unlimited, in: state)
                        }
                    }
                }
            }
        }
        #expect(opened > 20)
    }

    @Test func theDisasterBasisOpensOnlyWhileADeclarationHolds() throws {
        func activation(_ from: String, _ until: String, ended: String? = nil) -> Activation {
            Activation(id: 4, event: "洪水", declaredBy: "市長", from: from, until: until, ended: ended, area: nil)
        }
        let request = Self.request("disaster-responder", .disaster)
        let past = activation("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z")
        let future = activation("2026-06-01T00:00:01Z", "2026-06-03T00:00:00Z")
        let ended = activation("2026-05-31T00:00:00Z", "2026-06-03T00:00:00Z", ended: "2026-05-31T12:00:00Z")
        for activations in [[], [past], [future], [ended]] {
            #expect(throws: DisclosureError.self) {
                try DisclosureGate.clear(
                    request, for: .lists, by: .unlimited, in: Self.state(.real, activations: activations))
            }
        }
        let holding = activation("2026-06-01T00:00:00Z", "2026-06-03T00:00:00Z")
        let clearance = try DisclosureGate.clear(
            request, for: .lists, by: .unlimited, in: Self.state(.real, activations: [past, holding]))
        #expect(clearance.activation?.id == 4 && clearance.people == .everyone)
    }

    @Test func aProfileMayAskWhatTheDataIsFor() throws {
        let partner = try #require(Audience(rawValue: "peacetime-partner"))
        for reason in [nil, "", "  "] {
            #expect(throws: DisclosureError.needsReason(audience: partner)) {
                try DisclosureGate.clear(
                    Self.request("peacetime-partner", .consent, reason: reason), for: .lists, by: .unlimited,
                    in: Self.state(.real))
            }
        }
        let clearance = try DisclosureGate.clear(
            Self.request("peacetime-partner", .consent, reason: "名簿の更新"), for: .lists, by: .unlimited,
            in: Self.state(.real))
        #expect(clearance.reason == "名簿の更新" && clearance.people == .agreed)
    }

    @Test func nobodyActsForAnAudienceOutsideTheirRoles() throws {
        let known = try DisclosureRules.shipped().profiles.map(\.audience)
        let own = known.filter { ["public", "peacetime-partner"].contains($0.rawValue) }
        // The usual audience is no way around it.
        for request in [Self.request(nil, nil), Self.request("headquarters", .drill)] {
            #expect(throws: DisclosureError.outsideRoles(audience: .headquarters, allowed: own)) {
                try DisclosureGate.clear(request, for: .lists, by: .audiences(own), in: Self.state(.drill))
            }
        }
        for audience in known {
            let request = Self.request(audience.rawValue, .drill, reason: "訓練")
            let allowed =
                (try? DisclosureGate.clear(request, for: .lists, by: .unlimited, in: Self.state(.drill))) != nil
            let bound = (try? DisclosureGate.clear(request, for: .lists, by: .audiences(own), in: Self.state(.drill)))
            #expect((bound != nil) == (allowed && own.contains(audience)), "\(audience)")
        }
    }

    @Test func anUnknownAudienceIsToldWithTheNearestOne() throws {
        let known = try DisclosureRules.shipped().profiles.map(\.audience)
        #expect(throws: DisclosureError.unknownAudience(nearest: .headquarters, known: known)) {
            try DisclosureGate.clear(
                Self.request("headquarter", .internalUse), for: .lists, by: .unlimited, in: Self.state(.real))
        }
    }

    @Test func questionsAboutWithheldFieldsAreRefused() throws {
        let clearance = try DisclosureGate.clear(
            Self.request("disaster-responder", .drill), for: .lists, by: .unlimited, in: Self.state(.drill))
        try clearance.require([.band, .help])
        try clearance.require([])
        for field in [DisclosedFields.scores, .needs, .reasons, .birthDate, .identifiers] {
            #expect(throws: DisclosureError.fieldsWithheld(audience: clearance.audience)) {
                try clearance.require([.band, field])
            }
        }
    }

    @Test func theReleaseIsRecordedBeforeItIsGranted() throws {
        let sink = RecordingSink()
        let clearance = try DisclosureGate.clear(
            Self.request("welfare-office", .internalUse, reason: "訪問"), for: .lists, by: .unlimited,
            in: Self.state(.real))
        let grant = try clearance.release(Self.event, to: sink)
        #expect(grant.fields == .all && !grant.clearance.seesProtected)
        let entry = try #require(sink.entries.first)
        #expect(entry.households == 3 && entry.basis == .internalUse && entry.reason == "訪問" && entry.withheld == 2)
        #expect(entry.rules == (try DisclosureRules.shipped().shortHash) && entry.activation == nil)
        sink.isFull = true
        #expect(throws: RecordingSink.Full.self) { try clearance.release(Self.event, to: sink) }
    }

    @Test func entriesOfOlderProgramsAreStillRead() throws {
        let line = """
            {"audience":"headquarters","basis":"act-49-11-1","format":"csv","generation":3,"households":1,"mode":"real",\
            "operatorName":"o","persons":2,"query":"q","time":"2026-01-01T00:00:00Z","verb":"list"}
            """
        let entry = try #require(AuditEntry(line: Data(line.utf8)))
        #expect(entry.audience == .headquarters && entry.basis == .internalUse && entry.rules == nil)
        #expect(entry.kind == .release && entry.records == nil)
    }

    @Test func smallNumbersCannotBeWorkedOut() {
        let rule = CountRule(minimum: 10)
        #expect(rule.number(0) == 0 && rule.number(9) == nil && rule.number(10) == 10)
        #expect(rule.number(14) == 10 && rule.number(15) == 20 && rule.text(3) == "<10")
        // The total is rounded too, so that it less the other parts tells a range and no number.
        #expect((91...99).map { rule.number($0 + 40) }.contains(nil) == false)
        #expect(CountRule(minimum: nil).number(1) == 1 && CountRule(minimum: nil).text(1) == "1")
    }
}
