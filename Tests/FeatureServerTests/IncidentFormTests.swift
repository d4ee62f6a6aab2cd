import Disclosure
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import VictimSupport

@testable import FeatureServer

/// The forms of the pages of incidents, without a script: what the command line takes, they take.
@Suite struct IncidentFormTests {
    private func post(_ fixture: PlacesFixture, _ address: String, _ body: String) async throws -> TestResponse {
        try await fixture.answer(address, .post, headers: PlacesFixture.form, body: body)
    }

    @Test func anIncidentIsOpenedWithTeamsOnADeclaration() async throws {
        let fixture = try PlacesFixture()
        let server = fixture.server
        _ = try DisclosureKeeping(server.paths, moment: server.moment, operatorName: "tester").declare(
            "洪水", by: "市長", hours: 24, area: nil)
        let page = String(buffer: try await fixture.answer("/incidents").body)
        #expect(page.contains("<option value=\"1\">1 洪水（市長）</option>"))
        let unknown = try await fixture.openIncident("&activation=2")
        #expect(unknown.status == .unprocessableContent)
        #expect(try Document(unknown)["code"].text == "no-such-activation")
        // What a form leaves out it sends empty; a line ends as browsers end it.
        let opened = try await fixture.openIncident(
            "&include=all&activation=1&teams=A%E7%8F%AD%0D%0A%0D%0A+B%E7%8F%AD+%0D%0AA%E7%8F%AD")
        #expect(opened.status == .seeOther)
        let status = try await fixture.json("/incidents/1?f=json")
        #expect(status["incident"]["activation"].number == 1)
        #expect(status["teams"].all.map(\.text) == ["A班", "B班"])
        // The one without a position is counted too.
        #expect(status["progress"]["households"].number == 29)
        let incident = String(buffer: try await fixture.answer("/incidents/1?f=html").body)
        #expect(incident.contains("<option value=\"A班\">") && incident.contains("A班、B班"))
    }

    @Test func withoutADeclarationAndTeamsTheFormSendsThemEmpty() async throws {
        let fixture = try PlacesFixture()
        #expect(try await fixture.openIncident("&include=possible&activation=&teams=").status == .seeOther)
        let status = try await fixture.json("/incidents/1?f=json")
        #expect(!status["incident"]["activation"].exists && status["teams"].all.isEmpty)
        #expect(status["progress"]["households"].number == 28)
    }

    @Test(arguments: [
        ("&activation=x", "malformed-body"), ("&include=", "malformed-body"), ("&team=A", "unknown-field"),
        ("&teams=\(String(repeating: "a", count: 101))", "no-such-team"),
    ])
    func whatNobodyCanMeanOpensNothing(more: String, code: String) async throws {
        let fixture = try PlacesFixture()
        #expect(try Document(try await fixture.openIncident(more))["code"].text == code)
        #expect(try await fixture.answer("/incidents/1?f=json").status == .notFound)
    }

    @Test func aTeamIsToldToGoByNumbersOrByBand() async throws {
        let fixture = try PlacesFixture()
        try await fixture.openIncident()
        #expect(try await post(fixture, "/incidents/1/assignments", "team=A&numbers=1-2,5").status == .seeOther)
        let assigned = try await fixture.json("/incidents/1?f=json&stage=assigned")["households"].all
        #expect(Set(assigned.compactMap { $0["incident_number"].number }) == [1, 2, 5])
        #expect(try await post(fixture, "/incidents/1/assignments", "team=B&limit=2&band=all").status == .seeOther)
        #expect(try await fixture.json("/incidents/1?f=json")["progress"]["assigned"].number == 5)
        for (body, code) in [
            ("team=A&numbers=2-1", "malformed-body"), ("team=A&numbers=", "malformed-body"),
            ("team=A&numbers=3&limit=1", "malformed-body"), ("team=&numbers=3", "no-such-team"),
            ("team=A&numbers=999", "no-such-incident-household"), ("team=A&number=3", "unknown-field"),
        ] {
            #expect(
                try Document(try await post(fixture, "/incidents/1/assignments", body))["code"].text == code, "\(body)")
        }
        #expect(try await fixture.json("/incidents/1?f=json")["progress"]["assigned"].number == 5)
    }

    @Test func aReportTellsWhenItWasSoAndWhichTeamSaidIt() async throws {
        let fixture = try PlacesFixture()
        try await fixture.openIncident("&teams=A")
        // Ten minutes ago, as clocks in Japan show it.
        let told = try await post(
            fixture, "/incidents/1/reports", "number=1&state=evacuated&seen=0&at=2026-06-01T08%3A50&team=A")
        #expect(told.status == .seeOther)
        let household = try await fixture.household(1)
        #expect(household["observed_at"].text == "2026-05-31T23:50:00Z" && household["team"].text == "A")
        // A form leaves both empty, and means now.
        _ = try await post(fixture, "/incidents/1/reports", "number=2&state=evacuated&seen=0&at=&team=")
        #expect(try await fixture.household(2)["observed_at"].text == "2026-06-01T00:00:00Z")
        for (more, code) in [
            ("at=08%3A50", "malformed-body"), ("at=2026-06-01T09%3A30", "time-out-of-range"),
            ("team=C", "no-such-team"),
        ] {
            let refused = try await post(fixture, "/incidents/1/reports", "number=3&state=evacuated&seen=0&\(more)")
            #expect(try Document(refused)["code"].text == code, "\(more)")
        }
        let below = try await post(fixture, "/incidents/1/reports", "number=3&state=evacuated&seen=-1")
        #expect(try Document(below)["code"].text == "malformed-body")
        #expect(try await fixture.household(3)["stage"].text == "untouched")
    }

    @Test func whoIsAskedFirstNeedNotWriteTimeAndTeamAgain() async throws {
        let fixture = try PlacesFixture()
        try await fixture.openIncident("&teams=A")
        _ = try await post(
            fixture, "/incidents/1/reports", "number=1&state=evacuated&seen=0&at=2026-06-01T08%3A30")
        let asked = try await post(
            fixture, "/incidents/1/reports", "number=1&state=needs-help&seen=0&at=2026-06-01T08%3A50&team=A")
        #expect(asked.status == .conflict)
        let page = String(buffer: asked.body)
        #expect(page.contains("name=\"at\" value=\"2026-05-31T23:50:00Z\""))
        #expect(page.contains("name=\"team\" value=\"A\""))
        let insisting = try await post(
            fixture, "/incidents/1/reports",
            "number=1&state=needs-help&seen=0&insist=true&at=2026-05-31T23%3A50%3A00Z&team=A")
        #expect(insisting.status == .seeOther)
        #expect(try await fixture.household(1)["stage"].text == "needs-help")
    }
}
