import Disclosure
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import FeatureServer

/// Tables and files of phones that come back over HTTP.
@Suite struct IncidentMergeTests {
    private static let address = "/incidents/1/merge"

    private static func opened() async throws -> PlacesFixture {
        let fixture = try PlacesFixture()
        try await fixture.openIncident("&teams=A")
        return fixture
    }

    private static func file(_ reports: [String], opened: String = "2026-06-01T00:00:00Z") -> String {
        "{\"format\":\"engo-field\",\"version\":1,\"incident\":{\"number\":1,\"opened_at\":\"\(opened)\"},\"team\":\"A\","
            + "\"reports\":[\(reports.joined(separator: ","))]}"
    }

    private static func report(_ number: Int, _ state: String, at clock: String) -> String {
        "{\"id\":\"f0123456789abcdef-\(number)\",\"number\":\(number),\"state\":\"\(state)\","
            + "\"observed_at\":\"2026-05-31T\(clock)Z\",\"seen\":0}"
    }

    @Test func theFileOfAPhoneIsRecordedOnceAndConflictsAreNumbers() async throws {
        let fixture = try await Self.opened()
        let other = try await fixture.answer(
            "/incidents/1/reports", .post, headers: PlacesFixture.form, body: "number=1&state=needs-help&seen=0")
        #expect(other.status == .seeOther)
        let file = Self.file([
            Self.report(1, "checked-safe", at: "23:40:00"), Self.report(2, "evacuated", at: "23:45:00"),
        ])
        let checked = try Document(try await fixture.answer(Self.address + "?dry_run=true", .post, body: file))
        #expect(checked["dry_run"].number == 1 && checked["recorded"].number == 2)
        #expect(try await fixture.household(2)["stage"].text == "untouched")
        let entries = try fixture.auditLines().count
        let answer = try Document(try await fixture.answer(Self.address, .post, body: file))
        for (name, count) in [
            ("rows", 2), ("recorded", 2), ("repeated", 0), ("empty", 0), ("joined", 0), ("dry_run", 0),
        ] {
            #expect(answer[name].number == Double(count), "\(name)")
        }
        let conflict = answer["conflicts"][0]
        #expect(answer["conflicts"].all.count == 1 && conflict["incident_number"].number == 1)
        // Their own words, and that the later one stands; of the household its number alone.
        #expect(conflict["label"].text == "安否確認済" && conflict["observed_at"].text == "2026-05-31T23:40:00Z")
        #expect(conflict["stage"].text == "needs-help" && conflict["conflict"]["label"].text == "要救助")
        #expect(conflict["conflict"]["recorded_by"].text == "tester")
        #expect(Set(conflict.names) == ["incident_number", "state", "label", "observed_at", "stage", "conflict"])
        #expect(try await fixture.household(2)["stage"].text == "evacuated")
        #expect(try fixture.auditLines().count == entries + 2)
        #expect(try fixture.auditLines().suffix(2).first?.contains("incident merge") == true)
        let again = try Document(try await fixture.answer(Self.address, .post, body: file))
        #expect(again["recorded"].number == 0 && again["repeated"].number == 2)
    }

    @Test func aTableIsTakenAndItsRowsWithoutATimeGetOne() async throws {
        let fixture = try await Self.opened()
        let table = "対応番号,報告,報告時刻\n1,避難済,2026-06-01 08:40\n2,未到達,\n3,,\n"
        let refused = try await fixture.answer(Self.address, .post, body: table)
        #expect(refused.status == .unprocessableContent)
        let problem = try Document(refused)
        #expect(problem["code"].text == "bad-rows")
        #expect(problem["title"].text?.contains("3 行目 報告時刻: 必須の値がありません") == true)
        #expect(problem["detail"].text?.contains("line 3 報告時刻: missing-value") == true)
        #expect(try await fixture.household(1)["stage"].text == "untouched")
        let answer = try Document(
            try await fixture.answer(Self.address + "?at=2026-05-31T23:30:00Z", .post, body: table))
        #expect(answer["recorded"].number == 2 && answer["empty"].number == 1 && answer["rows"].number == 3)
        #expect(try await fixture.household(2)["observed_at"].text == "2026-05-31T23:30:00Z")
        #expect(try await fixture.household(1)["observed_at"].text == "2026-05-31T23:40:00Z")
    }

    @Test(arguments: [
        ("", "no-reports"), ("対応番号,報告\n", "no-reports"), ("対応番号,住所\n1,x\n", "missing-columns"),
        ("\u{0}", "unreadable-reports"), ("{\"format\":", "unreadable-reports"), ("{}", "not-a-field-file"),
        (file([], opened: "2026-05-01T00:00:00Z"), "other-incident"),
        (file([report(999, "evacuated", at: "23:40:00")]), "bad-rows"),
        (file([report(1, "assigned", at: "23:40:00")]), "bad-rows"),
    ])
    func whatCannotBeTakenRecordsNothing(body: String, code: String) async throws {
        let fixture = try await Self.opened()
        let refused = try await fixture.answer(Self.address, .post, body: body)
        #expect((400..<500).contains(refused.status.code))
        #expect(try Document(refused)["code"].text == code)
        #expect(try await fixture.json("/incidents/1?f=json&after=0")["households"].all.isEmpty)
    }

    @Test func nothingThatWasSentComesBackInARefusal() async throws {
        let fixture = try await Self.opened()
        let planted = "planted-774"
        for body in [
            "対応番号,報告,\(planted)\n1,避難済,a\u{1}b\n", "対応番号,報告,報告時刻\n1,\(planted),\n\(planted),避難済,\(planted)\n",
            "\(planted),x\n1,2\n",
        ] {
            let refused = try await fixture.answer(Self.address, .post, body: body)
            #expect(refused.status == .unprocessableContent)
            #expect(!String(buffer: refused.body).contains(planted), "\(body)")
        }
        let many = "対応番号,報告\n" + String(repeating: "x,避難済\n", count: 50)
        let refused = try Document(try await fixture.answer(Self.address, .post, body: many))
        #expect(refused["title"].text?.hasPrefix("50 行に誤りがあります") == true)
        #expect(refused["title"].text?.contains("21 行目") == true && refused["title"].text?.contains("22 行目") == false)
    }

    @Test func parametersAreChecked() async throws {
        let fixture = try await Self.opened()
        for query in ["at=yesterday", "dry_run=yes", "at=", "team=A"] {
            let refused = try await fixture.answer(Self.address + "?" + query, .post, body: Self.file([]))
            #expect(refused.status == .badRequest, "\(query)")
        }
        #expect(try await fixture.answer("/incidents/7/merge", .post, body: Self.file([])).status == .notFound)
    }

    @Test func noMoreBytesAreTakenThanATableHas() async throws {
        let fixture = try await Self.opened()
        var limits = ServerLimits()
        limits.reportFileBytes = 100
        let body = Self.file([])
        let refused = try await fixture.server.test(as: fixture.session, limits: limits) { client in
            try await client.execute(uri: Self.address, method: .post, body: ByteBuffer(string: body))
        }
        #expect(refused.status == .contentTooLarge)
        // For an incident that is not there none are taken at all.
        let unread = try await fixture.server.test(as: fixture.session, limits: limits) { client in
            try await client.execute(uri: "/incidents/7/merge", method: .post, body: ByteBuffer(string: body))
        }
        #expect(unread.status == .notFound)
    }

    @Test func respondersBringBackWhatTheyMaySeeAndPartnersNothing() async throws {
        let fixture = try await Self.opened()
        let file = Self.file([Self.report(1, "evacuated", at: "23:40:00")])
        for (audience, status) in [
            ("peacetime-partner", HTTPResponse.Status.forbidden), ("public", .forbidden), ("disaster-responder", .ok),
        ] {
            let other = PlacesFixture(
                fixture.server, fixture.server.session(try #require(Audience(rawValue: audience))))
            #expect(try await other.answer(Self.address, .post, body: file).status == status, "\(audience)")
        }
    }

    @Test func aClosedIncidentTakesNothing() async throws {
        let fixture = try await Self.opened()
        _ = try await fixture.answer("/incidents/1/close", .post, headers: PlacesFixture.form)
        let refused = try await fixture.answer(
            Self.address, .post, body: Self.file([Self.report(1, "evacuated", at: "23:40:00")]))
        #expect(try Document(refused)["code"].text == "incident-closed")
        let page = String(buffer: try await fixture.answer("/incidents/1?f=html").body)
        #expect(!page.contains("id=\"merge\""))
    }
}
