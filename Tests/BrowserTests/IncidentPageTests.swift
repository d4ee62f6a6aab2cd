import Foundation
import Testing

/// Two people at two browsers, and a command line, on one incident.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct IncidentPageTests {
    private static func open(_ site: MapSite) async throws {
        try Browser.engo(
            ["incident", "open", "w.engo", "--name", "台風", "--area", "square"], in: site.folder)
        try await site.browser.open(site.base + "/incidents/1")
        try await site.browser.until("document.querySelectorAll('#households tbody tr').length > 10")
    }

    private static func stage(_ number: Int) -> String { "document.querySelector('#h\(number)').dataset.stage" }

    private static func press(_ number: Int, _ state: String, in browser: WebDriver) async throws {
        try await browser.run("document.querySelector('#h\(number) details').open = true")
        try await browser.click("#h\(number) button[value='\(state)']")
    }

    @Test func whatOthersRecordAppearsByItself() async throws {
        try await MapSite.test { site in
            try await Self.open(site)
            let browser = site.browser
            try await Self.press(1, "checked-safe", in: browser)
            try await browser.until("\(Self.stage(1)) === 'checked-safe'")
            #expect(
                try await browser.run(
                    "return document.querySelector('[data-count=\"checked-safe\"][data-band=all]').textContent"
                ).string == "1")
            // A colleague on the radio, at the command line.
            try Browser.engo(
                ["incident", "record", "w.engo", "1", "--number", "2", "--state", "evacuated"], in: site.folder)
            try await browser.until("\(Self.stage(2)) === 'evacuated'")
            #expect(
                try await browser.console().filter { $0.contains("SEVERE") || $0.contains("Content Security") }.isEmpty)
        }
    }

    @Test func aReportIsKeptWhileTheServerIsAwayAndUntilSomebodyLogsInAgain() async throws {
        try await MapSite.test { site in
            try await Self.open(site)
            let browser = site.browser
            func says(_ text: String) -> String {
                "document.getElementById('news').textContent.includes('\(text)')"
            }
            site.server.stop()
            try await Self.press(4, "needs-help", in: browser)
            try await browser.until(says("未送信 1 件。送り直しています"))
            let entrance = try await site.startAgain()
            // The server that came back knows nobody.
            try await browser.until(says("別のタブでログインしてください。未送信 1 件"))
            #expect(try await browser.run("return \(Self.stage(4))").string == "untouched")
            try await browser.openBeside(entrance)
            try await browser.until("\(Self.stage(4)) === 'needs-help'")
            try await browser.until("!\(says("未送信"))")
            #expect(try await browser.run("return \(says("番号 4: ‼ 要救助 を記録しました"))").bool)
            #expect(
                try site.audited("incident record").filter {
                    ($0["query"] as? String)?.contains("reports 1 of 1") == true
                }
                .count == 1)
            // News come again, and so does what others record.
            try Browser.engo(
                ["incident", "record", "w.engo", "1", "--number", "5", "--state", "evacuated"], in: site.folder)
            try await browser.until("\(Self.stage(5)) === 'evacuated'")
        }
    }

    @Test func aReportThatCannotBeRecordedIsGivenUpAndThatIsSaidForGood() async throws {
        try await MapSite.test { site in
            try await Self.open(site)
            let browser = site.browser
            try Browser.engo(["incident", "close", "w.engo", "1"], in: site.folder)
            try await Self.press(1, "evacuated", in: browser)
            let refused = "document.getElementById('news').textContent.includes('番号 1: 記録できません')"
            try await browser.until(refused)
            try await browser.run("document.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))")
            #expect(try await browser.run("return \(refused)").bool)
            #expect(
                try await browser.run("return document.getElementById('news').textContent.includes('未送信')").bool
                    == false)
        }
    }

    @Test func somebodyElseWhoWasFirstIsShownAndAskedAbout() async throws {
        try await MapSite.test { site in
            try await Self.open(site)
            let browser = site.browser
            // The page stops to hear, as a laptop that slept; then both record.
            try await browser.run("globalThis.confirm = (text) => { globalThis.asked = text; return false; }")
            try Browser.engo(
                ["incident", "record", "w.engo", "1", "--number", "3", "--state", "needs-help"], in: site.folder)
            try await browser.until("\(Self.stage(3)) === 'needs-help'")
            try await browser.run("document.querySelector('#h3 input[name=seen]').value = '0'")
            try await Self.press(3, "checked-safe", in: browser)
            try await browser.until("globalThis.asked !== undefined")
            #expect(try await browser.run("return globalThis.asked").string.contains("要救助"))
            #expect(try await browser.run("return \(Self.stage(3))").string == "needs-help")
            try await browser.run("globalThis.confirm = () => true")
            // At the same second the more cautious of two who did not know of each other would stand.
            try await Task.sleep(for: .milliseconds(1_100))
            try await browser.run("document.querySelector('#h3 input[name=seen]').value = '0'")
            try await Self.press(3, "checked-safe", in: browser)
            try await browser.until("\(Self.stage(3)) === 'checked-safe'")
        }
    }

    @Test func theFileOfAPhoneIsGivenBackOnThePage() async throws {
        try await MapSite.test { site in
            try await Self.open(site)
            let browser = site.browser
            for arguments in [
                ["assign", "w.engo", "1", "--team", "A班", "--numbers", "1-3"],
                [
                    "field", "w.engo", "1", "--team", "A班", "--audience", "disaster-responder", "--output", "a.html",
                ],
            ] { try Browser.engo(["incident"] + arguments, in: site.folder) }
            try await browser.open(site.folder.appendingPathComponent("a.html").absoluteString)
            try await browser.until("document.querySelectorAll('article').length === 3")
            for (place, state) in ["needs-help", "evacuated"].enumerated() {
                try await browser.run(
                    "document.querySelectorAll('article')[arguments[0]].querySelector(`button[value=${arguments[1]}]`).click()",
                    [place, state])
            }
            try await browser.run("document.getElementById('save').click()")
            let file = try await FieldSheetTests.saved(in: site.folder)
            let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
            let numbers = (json?["reports"] as? [[String: Any]] ?? []).compactMap { $0["number"] as? Int }
            try #require(numbers.count == 2)
            // Somebody told of the first by radio meanwhile.
            try Browser.engo(
                ["incident", "record", "w.engo", "1", "--number", String(numbers[0]), "--state", "checked-safe"],
                in: site.folder)
            try await browser.open(site.base + "/incidents/1")
            try await browser.until("document.getElementById('merge')?.hidden === false")
            try await browser.run("document.getElementById('returning').open = true")
            try await browser.choose(file, in: "#file")
            func tells(_ text: String) -> String {
                "document.getElementById('returned').textContent.includes('\(text)')"
            }
            try await browser.click("#merge button[value='true']")
            try await browser.until(tells("（まだ記録していません）"))
            #expect(try await browser.run("return \(Self.stage(numbers[1]))").string == "assigned")
            try await browser.until("!document.querySelector('#merge button').disabled")
            try await browser.click("#merge button[value='false']")
            try await browser.until("\(Self.stage(numbers[1])) === 'evacuated'")
            try await browser.until(tells("2 行、記録 2、記録済み 0、報告なし 0、食い違い 1"))
            #expect(try await browser.run("return !\(tells("まだ記録していません"))").bool)
            let conflict = "番号 \(numbers[0]): 「要救助」という報告ですが、ほかの人が「安否確認済」と記録しています"
            #expect(try await browser.run("return \(tells(conflict))").bool)
            #expect(
                try await browser.run("return document.querySelector('#returned a').getAttribute('href')").string
                    == "#h\(numbers[0])")
            // What is no such file is told, and may be put right.
            try await browser.choose(site.folder.appendingPathComponent("residents.csv"), in: "#file")
            try await browser.until("!document.querySelector('#merge button').disabled")
            try await browser.click("#merge button[value='false']")
            try await browser.until(tells("取り込めません: 表に要る列がありません: 報告"))
            #expect(try await browser.console().filter { $0.contains("Content Security") } == [])
        }
    }

    @Test func enterInAFieldRecordsNothing() async throws {
        try await MapSite.test { site in
            try await Self.open(site)
            let browser = site.browser
            for field in ["team", "at"] {
                try await browser.run(
                    """
                    for (const node of document.querySelectorAll("#h1 details")) node.open = true;
                    document.querySelector(`#h1 input[name=${arguments[0]}]`).focus();
                    """, [field])
                try await browser.press(["\u{E007}"])
            }
            // The next report goes out behind what Enter might have sent.
            try await Self.press(2, "evacuated", in: browser)
            try await browser.until("\(Self.stage(2)) === 'evacuated'")
            #expect(try await browser.run("return \(Self.stage(1))").string == "untouched")
            #expect(try await browser.run("return document.querySelectorAll('.problem').length").number == 0)
        }
    }

    @Test func aReportOfAnEarlierTimeSaysSo() async throws {
        try await MapSite.test { site in
            try await Self.open(site)
            let browser = site.browser
            try Browser.engo(
                ["incident", "assign", "w.engo", "1", "--team", "A班", "--numbers", "9"], in: site.folder)
            func show(_ number: Int) async throws {
                try await browser.run("document.querySelector('#h\(number) details').open = true")
                try await browser.run("document.querySelector('#h\(number) details.detail').open = true")
                try await browser.until("document.querySelector('#h\(number) input[name=at]').value !== ''")
            }
            // Who looks at the time and changes nothing means now.
            try await show(1)
            try await browser.run(
                "document.querySelector('#h1 input[name=at]').value = '2020-01-01T00:00'")
            try await Self.press(1, "evacuated", in: browser)
            try await browser.until("\(Self.stage(1)) === 'evacuated'")
            try await show(2)
            let clock = try await browser.run(
                """
                const at = document.querySelector("#h2 input[name=at]");
                at.value = new Date(Date.now() + 9 * 3_600_000 - 1_800_000).toISOString().slice(0, 16);
                at.dispatchEvent(new Event("input", { bubbles: true }));
                document.querySelector("#h2 input[name=team]").value = "A班";
                return at.value;
                """
            ).string
            try await Self.press(2, "checked-safe", in: browser)
            try await browser.until("\(Self.stage(2)) === 'checked-safe'")
            try await browser.until(
                "document.querySelector('#h2 .when').textContent.startsWith('A班 \(clock.suffix(5))')")
            #expect(
                try await browser.run(
                    "return ['at', 'team'].every((name) => document.querySelector(`#h2 input[name=${name}]`).value === '')"
                ).bool)
            let told = try Browser.engo(["incident", "status", "w.engo", "1", "--format", "json"], in: site.folder)
            #expect(!told.contains("2020-01-01"))
        }
    }

    @Test func namesAreTextAndThePageFitsAPhone() async throws {
        try await MapSite.test(size: (360, 740)) { site in
            try await Self.open(site)
            let browser = site.browser
            #expect(try await browser.run("return globalThis.hacked === undefined").bool)
            let text = try await browser.run("return document.getElementById('households').textContent").string
            #expect(text.contains("<script>window.hacked=1</script>"))
            // The tables scroll in their own frames, the page does not.
            #expect(
                try await browser.run("return document.documentElement.scrollWidth <= innerWidth + 1").bool)
            // Who stands in front of a door need not scroll to record.
            #expect(
                try await browser.run(
                    "return document.querySelector('#h1 summary').getBoundingClientRect().right <= innerWidth"
                ).bool)
            #expect(
                try await browser.run("return document.querySelector('#h1 .stage').textContent").string == "○ 未着手 ")
            let small = try await browser.run(
                """
                document.querySelector("#h1 details").open = true;
                return [...document.querySelectorAll("#h1 button, #h1 summary, nav a, form button")].filter((node) => {
                  const box = node.getBoundingClientRect();
                  return box.width > 0 && (box.width < 24 || box.height < 24);
                }).map((node) => node.textContent);
                """
            ).strings
            #expect(small.isEmpty)
            // Nor does the page with all forms open, nor that on which incidents are opened.
            let fits = "return document.documentElement.scrollWidth <= innerWidth + 1"
            try await browser.run("for (const node of document.querySelectorAll('details')) node.open = true")
            #expect(try await browser.run(fits).bool)
            try await browser.open(site.base + "/incidents")
            try await browser.until("document.getElementById('teams')")
            #expect(try await browser.run(fits).bool)
        }
    }
}
