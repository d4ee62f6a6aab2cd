import Foundation
import Testing

/// A team's sheet in a real browser with the network off: out, filled in, and back.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct FieldSheetTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")

    @discardableResult
    private func engo(_ arguments: String...) throws -> String { try Browser.engo(arguments, in: folder) }

    private func workspace() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for number in 1...4 {
            let name = number == 2 ? "</script><img src=x onerror=hacked=1>" : "試験\(number)郎"
            text += "R\(number),H\(number),\(name),1940-01-01,男,世帯主,町\(number),135.1,34.\(number)\n"
        }
        try Data(text.utf8).write(to: folder.appendingPathComponent("r.csv"))
        let area = #"{"type":"Polygon","coordinates":[[[135,34],[136,34],[136,35],[135,35],[135,34]]]}"#
        try Data(area.utf8).write(to: folder.appendingPathComponent("area.geojson"))
        try engo("init", "w.engo", "--name", "試験市", "--code", "302015", "--drill")
        try engo("import", "residents", "w.engo", "r.csv")
        try engo("incident", "open", "w.engo", "--name", "台風", "--area", "area.geojson", "--team", "A班")
        try engo("incident", "assign", "w.engo", "1", "--team", "A班", "--numbers", "1-3")
        try engo(
            "incident", "field", "w.engo", "1", "--team", "A班", "--audience", "disaster-responder", "--output", "a.html"
        )
    }

    private static let isWhole = "document.querySelectorAll('article').length === 3"
    private static let states =
        "[...document.querySelectorAll('.now')].map((node) => node.textContent.split(' ')[0])"

    /// A condition on what the sheet tells of each household. A browser may bring by and by what another page kept.
    private static func shows(_ expected: String...) -> String {
        "\(states).join() === '\(expected.joined(separator: ","))'"
    }

    private static func press(_ place: Int, _ state: String) -> String {
        "document.querySelectorAll('article')[\(place)].querySelector('button[value=\(state)]').click()"
    }

    /// What would be written out now, as the numbers and states of the reports, and their ids.
    private func file(_ browser: WebDriver) async throws -> (reports: [String], ids: [String]) {
        try await browser.run("document.getElementById('show').click()")
        let text = try await browser.run("return document.getElementById('text').value").string
        let file = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let reports = try #require(file["reports"] as? [[String: Any]])
        return (
            reports.map { "\($0["number"] ?? "") \($0["state"] ?? "")" }, reports.compactMap { $0["id"] as? String }
        )
    }

    /// The file that the page saved, when it is whole.
    static func saved(in folder: URL) async throws -> URL {
        try await Browser.saved(in: folder) { $0.hasPrefix("engo-field-1-") && $0.hasSuffix(".json") }
    }

    /// Runs a test in a browser without a network, with the address of the sheet.
    private func test(_ body: (WebDriver, String) async throws -> Void) async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try workspace()
        let browser = try await WebDriver(size: (420, 900), downloads: folder.path)
        do {
            try await browser.goOffline()
            let page = folder.appendingPathComponent("a.html").absoluteString
            try await browser.open(page)
            try await browser.until(Self.isWhole)
            try await body(browser, page)
        } catch {
            await browser.quit()
            throw error
        }
        await browser.quit()
    }

    @Test func worksWithoutANetworkAndComesBack() async throws {
        try await test { browser, page in
            // Who only looks writes nothing that could be in another page's way.
            #expect(try await browser.run("return Object.keys(localStorage)").all.isEmpty)
            let texts = try await browser.run(
                "return [...document.querySelectorAll('article h2')].map((node) => node.textContent)"
            ).strings
            #expect(texts[0].contains("試験1郎") && texts[1].contains("</script><img"))
            #expect(try await browser.run("return window.hacked === undefined && !document.querySelector('img')").bool)
            #expect(
                try await browser.run("return document.querySelector('header .drill').textContent").string.contains(
                    "訓練"))
            try await browser.click("article button[value=needs-help]")
            try await browser.click("article button[value=checked-safe]")
            try await browser.run(Self.press(1, "evacuated"))
            try await browser.until(Self.shows("安否確認済", "避難済", "担当"))
            if let path = ProcessInfo.processInfo.environment["ENGO_SCREENSHOT"] {
                try await browser.screenshot().write(to: URL(fileURLWithPath: path))
            }
            // A phone that was switched off in between still knows what was reported.
            try await browser.open("about:blank")
            try await browser.open(page)
            try await browser.until(Self.isWhole)
            try await browser.until(Self.shows("安否確認済", "避難済", "担当"))
            try await browser.run("document.getElementById('save').click()")
            let file = try await Self.saved(in: folder)
            let requests = try await browser.requestedAddresses()
            #expect(!requests.contains { $0.hasPrefix("http") || $0.hasPrefix("ws") })
            #expect(try await browser.console() == [])
            // Somebody else reported something earlier meanwhile; both stay, the later one stands, and that is told once.
            let yesterday = Date(timeIntervalSinceNow: -86_400).formatted(.iso8601)
            try engo("incident", "record", "w.engo", "1", "--number", "1", "--state", "not-reached", "--at", yesterday)
            let told = try engo("incident", "merge", "w.engo", "1", file.lastPathComponent)
            #expect(told.hasPrefix("【訓練") && told.contains("未到達") && told.contains("→ 安否確認済"))
            #expect(try engo("incident", "merge", "w.engo", "1", file.lastPathComponent) == "")
            try engo("incident", "status", "w.engo", "1", "--format", "csv", "--encoding", "utf-8", "--output", "s.csv")
            let lines = try String(contentsOf: folder.appendingPathComponent("s.csv"), encoding: .utf8)
                .components(separatedBy: "\r\n")
            #expect(
                lines.dropFirst().prefix(3).map { $0.components(separatedBy: ",")[3] } == ["安否確認済", "避難済", "担当"])
            try engo("incident", "history", "w.engo", "1", "--json")
        }
    }

    /// Whoever opens the sheet a second time has the same reports in both, however close together they are made.
    @Test func twoTabsOfOneSheetKeepEachOthersReports() async throws {
        try await test { browser, page in
            let (first, second) = try await browser.openTab()
            try await browser.open(page)
            try await browser.until(Self.isWhole)
            try await browser.run(Self.press(0, "needs-help"))
            try await browser.show(first)
            try await browser.until(Self.shows("要救助", "担当", "担当"))
            try await browser.run(Self.press(1, "evacuated"))
            try await browser.show(second)
            try await browser.until(Self.shows("要救助", "避難済", "担当"))
            // Both report within the same moment, as far as a browser lets them.
            let moment = try await browser.run("return Date.now() + 3000").number
            for (tab, state) in [(second, "not-reached"), (first, "away")] {
                try await browser.show(tab)
                try await browser.run("setTimeout(() => \(Self.press(2, state)), \(moment) - Date.now())")
            }
            var files: [[String]] = []
            for tab in [first, second] {
                try await browser.show(tab)
                try await browser.until("document.getElementById('count').textContent.includes('報告 4 件')")
                let (reports, ids) = try await file(browser)
                #expect(Set(reports) == ["1 needs-help", "2 evacuated", "3 not-reached", "3 away"])
                #expect(Set(ids).count == 4)
                // All of one device, so that they do not contradict each other.
                #expect(Set(ids.map { $0.prefix(17) }).count == 1)
                files.append(ids)
            }
            #expect(files[0] == files[1])
            #expect(try await browser.console() == [])
        }
    }

    /// The same sheet, filled in with the page of an older program, which kept all in one place and counted what it wrote out.
    @Test func whatAnOlderPageKeptIsStillThere() async throws {
        try await test { browser, page in
            try await browser.run(
                """
                const sheet = JSON.parse(document.getElementById("sheet").textContent).sheet;
                const report = (id, number, state) =>
                  ({ id, number, state, observed_at: "2026-06-01T00:00:00Z", seen: 0 });
                localStorage.setItem("engo-field:" + sheet, JSON.stringify({
                  device: "00000000000000aa", written: 1,
                  reports: [report("f00000000000000aa-1", 1, "away"), report("f00000000000000aa-2", 2, "needs-help")],
                }));
                """)
            try await browser.open("about:blank")
            try await browser.open(page)
            try await browser.until(Self.isWhole)
            try await browser.until(Self.shows("不在確認済", "要救助", "担当"))
            // What was written out stays as it is, and what was not gets another time.
            for place in [0, 1] {
                try await browser.run(
                    """
                    const input = document.querySelectorAll('article input')[\(place)];
                    input.value = "03:00";
                    input.dispatchEvent(new Event('change'));
                    """)
            }
            let (reports, ids) = try await file(browser)
            #expect(Set(reports) == ["1 away", "2 needs-help"] && reports.count == 3)
            #expect(ids.count { $0.hasPrefix("f00000000000000aa-") } == 3)
        }
    }

    /// A page that was not told in time reports first and is told then.
    @Test func whatAnotherPageKeptComesLateAndNothingIsLost() async throws {
        try await test { browser, page in
            try await browser.run(Self.press(0, "away"))
            // What the page before had kept arrives only now: another device's mark, another page, an older report.
            try await browser.run(
                """
                const place = Object.keys(localStorage).find((key) => key.startsWith("engo-field:"));
                const sheet = place.slice(0, place.lastIndexOf(":"));
                localStorage.setItem(sheet + ":late", JSON.stringify({
                  device: "0000000000000000", written: [],
                  reports: [{ id: "f0000000000000000-1", number: 2, state: "needs-help", observed_at: "2026-06-01T00:00:00Z",
                    seen: 0, edits: 0 }],
                }));
                localStorage.setItem(sheet + ":broken", "{");
                dispatchEvent(new StorageEvent("storage"));
                """)
            try await browser.until(Self.shows("不在確認済", "要救助", "担当"))
            try await browser.open("about:blank")
            try await browser.open(page)
            try await browser.until(Self.shows("不在確認済", "要救助", "担当"))
            // Another time of a report that nobody wrote out yet is that report's; afterwards it is a report of its own.
            let change = """
                const input = document.querySelectorAll('article input')[1];
                const time = new Date(Date.now() - arguments[0] * 3600000);
                input.value = [time.getHours(), time.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
                input.dispatchEvent(new Event('change'));
                """
            try await browser.run(change, [3])
            #expect(try await file(browser).ids.count == 2)
            try await browser.run(change, [2])
            #expect(try await file(browser).ids.count == 3)
            try await browser.open(page)
            try await browser.until(Self.shows("不在確認済", "要救助", "担当"))
            let (reports, ids) = try await file(browser)
            #expect(reports.count == 3 && ids.contains("f0000000000000000-1"))
            #expect(ids.count { $0.hasPrefix("f0000000000000000-") } == 2)
        }
    }
}
