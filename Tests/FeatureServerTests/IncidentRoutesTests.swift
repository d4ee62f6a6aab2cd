import Disclosure
import Foundation
import HTTPTypes
import HummingbirdTesting
import Incidents
import NIOCore
import Registry
import Testing
import VictimSupport

@testable import FeatureServer

/// Work on an incident over HTTP: the same use cases as on the command line.
@Suite struct IncidentRoutesTests {
    private static let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    private static let json: HTTPFields = [.contentType: "application/json"]

    private static func opened(as audience: Audience = .headquarters) async throws -> PlacesFixture {
        let fixture = try PlacesFixture()
        let response = try await fixture.answer(
            "/incidents", .post, headers: form, body: "name=%E5%8F%B0%E9%A2%A8&area=%E9%A7%85%E5%89%8D")
        #expect(response.status == .seeOther && response.headers[.location] == "/incidents/1")
        return PlacesFixture(fixture.server, fixture.server.session(audience))
    }

    private static func report(
        _ fixture: PlacesFixture, _ number: Int, _ state: String, seen: Int, insist: Bool = false, more: String = ""
    ) async throws -> TestResponse {
        try await fixture.answer(
            "/incidents/1/reports", .post, headers: json,
            body:
                "{\"insist\":\(insist),\"reports\":[{\"incident_number\":\(number),\"state\":\"\(state)\",\"seen\":\(seen)\(more)}]}"
        )
    }

    @Test func anIncidentOnASavedAreaIsOpenedAndListed() async throws {
        let fixture = try await Self.opened()
        let list = try await fixture.answer("/incidents")
        #expect(String(buffer: list.body).contains("台風"))
        let status = try await fixture.json("/incidents/1?f=json")
        let households = status["households"].all
        #expect(!households.isEmpty)
        #expect(households.allSatisfy { $0["stage"].text == "untouched" && $0["last_record"].number == 0 })
        let page = String(buffer: try await fixture.answer("/incidents/1?f=html").body)
        #expect(page.contains("訓練") && page.contains("id=\"h1\"") && page.contains("/incident-files/incident.js"))
        #expect(page.components(separatedBy: "<tr id=\"h").count - 1 == min(households.count, 200))
    }

    @Test func whatIsReportedIsTheStageAndARepeatIsRecordedOnce() async throws {
        let fixture = try await Self.opened()
        for expected in ["recorded", "repeated"] {
            let answer = try Document(
                try await Self.report(
                    fixture, 1, "checked-safe", seen: 0,
                    more: ",\"id\":\"page-1\",\"observed_at\":\"2026-06-01T00:00:00Z\""))
            #expect(answer["reports"][0]["outcome"].text == expected)
            #expect(answer["reports"][0]["stage"].text == "checked-safe")
        }
        let changed = try await fixture.json("/incidents/1?f=json&after=1")["households"].all
        #expect(changed.isEmpty)
        let first = try await fixture.json("/incidents/1?f=json")
        #expect(first["progress"]["checked-safe"].number == 1)
        #expect(first["households"].all.first { $0["incident_number"].number == 1 }?["last_record"].number == 1)
    }

    @Test func onlyWhatWasRecordedSinceIsAskedForAndFromZeroOnWhateverWasRecorded() async throws {
        let fixture = try await Self.opened()
        #expect(try await fixture.json("/incidents/1?f=json&after=0")["households"].all.isEmpty)
        _ = try await Self.report(fixture, 2, "checked-safe", seen: 0)
        let numbers = try await fixture.json("/incidents/1?f=json&after=0")["households"].all
        #expect(numbers.map { $0["incident_number"].number } == [2])
        let far = try await fixture.json("/incidents/1?f=json&after=99999999999999999999")["households"].all
        #expect(far.isEmpty)
        // A page on which the household does not stand knows of its record all the same.
        let page = String(buffer: try await fixture.answer("/incidents/1?f=html&stage=untouched").body)
        #expect(page.contains("data-last=\"1\"") && !page.contains("<tr id=\"h2\""))
    }

    @Test func aHeadIsAnsweredAndReleasesNothing() async throws {
        let fixture = try await Self.opened()
        let before = try fixture.auditLines().count
        for (form, type) in [("html", "text/html"), ("json", "application/json")] {
            let head = try await fixture.answer("/incidents/1?f=\(form)", .head)
            #expect(head.status == .ok && head.headers[.contentType]?.hasPrefix(type) == true)
        }
        #expect(try await fixture.answer("/incidents/2?f=json", .head).status == .notFound)
        #expect(try fixture.auditLines().count == before)
    }

    @Test func aReportThatWasKeptIsAsOldAsItIsAndStillRecordedOnce() async throws {
        let fixture = try await Self.opened()
        for (age, expected) in [(600, "recorded"), (605, "repeated")] {
            let answer = try Document(
                try await Self.report(
                    fixture, 1, "evacuated", seen: 0, more: ",\"id\":\"page-2\",\"age_seconds\":\(age)"))
            #expect(answer["reports"][0]["outcome"].text == expected)
        }
        let first = try await fixture.json("/incidents/1?f=json")["households"].all.first {
            $0["incident_number"].number == 1
        }
        #expect(first?["observed_at"].text == "2026-05-31T23:50:00Z")
    }

    @Test func whoDidNotKnowOfAnothersReportIsAskedFirst() async throws {
        let fixture = try await Self.opened()
        _ = try await Self.report(fixture, 1, "evacuated", seen: 0)
        let held = try Document(try await Self.report(fixture, 1, "not-reached", seen: 0))["reports"][0]
        #expect(held["outcome"].text == "held-back" && held["stage"].text == "evacuated")
        #expect(held["conflict"]["state"].text == "evacuated" && held["conflict"]["recorded_by"].text == "tester")
        let page = try await fixture.answer(
            "/incidents/1/reports", .post, headers: Self.form, body: "number=1&state=not-reached&seen=0")
        #expect(page.status == .conflict && String(buffer: page.body).contains("避難済"))
        let insisted = try Document(try await Self.report(fixture, 1, "not-reached", seen: 0, insist: true))["reports"][
            0]
        #expect(insisted["outcome"].text == "recorded")
        let known = try await fixture.answer(
            "/incidents/1/reports", .post, headers: Self.form, body: "number=1&state=checked-safe&seen=2")
        #expect(known.status == .seeOther && known.headers[.location] == "/incidents/1#h1")
    }

    @Test func whoSaysTheSameAsSomebodyElseIsNotAsked() async throws {
        let fixture = try await Self.opened()
        _ = try await Self.report(fixture, 1, "evacuated", seen: 0)
        let second = try Document(try await Self.report(fixture, 1, "evacuated", seen: 0, more: ",\"age_seconds\":60"))
        #expect(second["reports"][0]["outcome"].text == "recorded")
        #expect(second["reports"][0]["last_record"].number == 2)
        let page = try await fixture.answer(
            "/incidents/1/reports", .post, headers: Self.form, body: "number=1&state=evacuated&seen=0")
        #expect(page.status == .seeOther)
        // Nor is one of two that come together.
        let both = try Document(
            try await fixture.answer(
                "/incidents/1/reports", .post, headers: Self.json,
                body: """
                    {"reports":[{"incident_number":2,"state":"not-reached","seen":0},
                    {"incident_number":2,"state":"evacuated","seen":0}]}
                    """))["reports"].all
        #expect(both.map { $0["outcome"].text } == ["recorded", "recorded"])
    }

    @Test func teamsAreToldToGo() async throws {
        let fixture = try await Self.opened()
        let response = try await fixture.answer(
            "/incidents/1/assignments", .post, headers: Self.form, body: "team=A%E7%8F%AD&limit=2")
        #expect(response.status == .seeOther)
        for body in ["team=B&limit=2&band=D", "team=B&limit=2&band=", "team=B&limit=2&band=a"] {
            let refused = try await fixture.answer("/incidents/1/assignments", .post, headers: Self.form, body: body)
            #expect(try Document(refused)["code"].text == "malformed-body", "\(body)")
        }
        let opened = try await fixture.answer(
            "/incidents", .post, headers: Self.form, body: "name=x&area=%E9%A7%85%E5%89%8D&include=everybody")
        #expect(try Document(opened)["code"].text == "malformed-body")
        let status = try await fixture.json("/incidents/1?f=json&stage=assigned")
        #expect(status["households"].all.map { $0["team"].text } == ["A班", "A班"])
        #expect(status["teams"].all.map(\.text) == ["A班"])
    }

    @Test func aClosedIncidentTakesNothingMore() async throws {
        let fixture = try await Self.opened()
        #expect(try await fixture.answer("/incidents/1/close", .post, headers: Self.form).status == .seeOther)
        let answer = try await Self.report(fixture, 1, "evacuated", seen: 0)
        #expect(answer.status == .conflict)
        #expect(try Document(answer)["code"].text == "incident-closed")
        #expect(!String(buffer: try await fixture.answer("/incidents/1?f=html").body).contains("class=\"report\""))
    }

    @Test func badReportsAreRefusedAndNothingIsRecorded() async throws {
        let fixture = try await Self.opened()
        for (body, code) in [
            ("{}", "invalid-question"), ("{\"reports\":[]}", "invalid-question"),
            ("{\"reports\":[{\"incident_number\":1,\"state\":\"assigned\",\"seen\":0}]}", "invalid-question"),
            ("{\"reports\":[{\"incident_number\":1,\"state\":\"evacuated\",\"seen\":-1}]}", "invalid-question"),
            ("{\"reports\":[{\"incident_number\":1,\"state\":\"evacuated\",\"seen\":0,\"x\":1}]}", "invalid-question"),
            (
                "{\"reports\":[{\"incident_number\":9999,\"state\":\"evacuated\",\"seen\":0}]}",
                "no-such-incident-household"
            ),
            (
                "{\"reports\":[{\"incident_number\":1,\"state\":\"evacuated\",\"seen\":0,\"age_seconds\":-1}]}",
                "invalid-question"
            ),
            (
                "{\"reports\":[{\"incident_number\":1,\"state\":\"evacuated\",\"seen\":0,\"observed_at\":\"2030-01-01T00:00:00Z\"}]}",
                "time-out-of-range"
            ),
            (
                "{\"reports\":[{\"incident_number\":1,\"state\":\"evacuated\",\"seen\":0},"
                    + "{\"incident_number\":9999,\"state\":\"evacuated\",\"seen\":0}]}", "no-such-incident-household"
            ),
        ] {
            let answer = try await fixture.answer("/incidents/1/reports", .post, headers: Self.json, body: body)
            #expect(try Document(answer)["code"].text == code, "\(body)")
        }
        #expect(try await fixture.json("/incidents/1?f=json")["progress"]["untouched"].number ?? 0 > 0)
        #expect(try await fixture.json("/incidents/1?f=json")["progress"]["evacuated"].number == 0)
        #expect(try await fixture.answer("/incidents/2?f=json").status == .notFound)
        #expect(try await fixture.answer("/incidents/2/events").status == .notFound)
    }

    @Test(arguments: ["public", "peacetime-partner"])
    func whoMayNotHaveEverybodyOnAListHasNoWorkHere(audience: String) async throws {
        let fixture = try await Self.opened(as: try #require(Audience(rawValue: audience)))
        for address in ["/incidents?f=html", "/incidents/1?f=json", "/incidents/1/events"] {
            #expect(try await fixture.answer(address).status == .forbidden, "\(address)")
        }
        #expect(try await Self.report(fixture, 1, "evacuated", seen: 0).status == .forbidden)
        let nobody = PlacesFixture(fixture.server, nil)
        #expect(
            try await nobody.answer("/incidents/1?f=json", headers: [.accept: "application/json"]).status
                == .unauthorized)
    }

    /// An import of another program, which holds the workspace.
    @Test func aReportWaitsForAnotherProgramAndIsNotRecordedWhenThatTakesTooLong() async throws {
        let fixture = try await Self.opened()
        var limits = ServerLimits()
        limits.recordWaitSeconds = 1
        let body = "{\"reports\":[{\"incident_number\":1,\"state\":\"evacuated\",\"seen\":0}]}"
        let other = try RegistryWriter(fixture.server.paths)
        let refused = try await fixture.server.test(as: fixture.session, limits: limits) { client in
            try await client.execute(
                uri: "/incidents/1/reports", method: .post, headers: Self.json, body: ByteBuffer(string: body))
        }
        #expect(refused.status == .serviceUnavailable)
        #expect(try Document(refused)["code"].text == "workspace-busy")
        try other.close()
        #expect(try await fixture.json("/incidents/1?f=json")["progress"]["evacuated"].number == 0)
        #expect(try await Self.report(fixture, 1, "evacuated", seen: 0).status == .ok)
    }

    @Test func newsTellOfWhatAnotherProgramRecords() async throws {
        let fixture = try await Self.opened()
        let watch = WorkWatch(fixture.workspace.checks)
        var news = try watch.news(for: "tester").makeAsyncIterator()
        var told: [WorkWatch.News] = []
        while told.last != .recorded(0), let item = await news.next() { told.append(item) }
        // Another server over the same workspace stands for another program.
        _ = try await Self.report(PlacesFixture(fixture.server, fixture.server.session()), 1, "evacuated", seen: 0)
        while told.last != .recorded(1), let item = await news.next() { told.append(item) }
        watch.edit(2, of: 1, by: "other", isOpen: true)
        while let item = await news.next() {
            guard case .editing(let editing) = item else { continue }
            #expect(editing.map(\.number) == [2] && editing.map(\.operatorName) == ["other"])
            break
        }
        #expect(told.contains(.recorded(0)) && told.contains(.recorded(1)))
    }

    @Test func theLastRecordIsToldAgainWithEverySignOfLife() async throws {
        let fixture = try await Self.opened()
        let watch = WorkWatch(fixture.workspace.checks, looksPerSign: 1)
        var news = try watch.news(for: "tester").makeAsyncIterator()
        // So many that none of what came before is left for who is slow.
        while await news.next() != .recorded(0) {}
        for number in 1...20 { watch.edit(number, of: 1, by: "other", isOpen: true) }
        var signs = 0
        var isToldAgain = false
        while signs < 3, !isToldAgain, let item = await news.next() {
            if item == .nothing { signs += 1 }
            isToldAgain = item == .recorded(0)
        }
        #expect(isToldAgain)
    }

    @Test func watchersAreLimited() throws {
        let server = try ServerFixture()
        let watch = WorkWatch(ServedWorkspace(server.paths) { [moment = server.moment] in moment }.checks)
        var streams: [AsyncStream<WorkWatch.News>] = []
        for _ in 0..<WorkWatch.most.perOperator { streams.append(try watch.news(for: "one")) }
        #expect(throws: Problem.busy) { try watch.news(for: "one") }
        _ = try watch.news(for: "other")
        #expect(streams.count == WorkWatch.most.perOperator)
    }
}
