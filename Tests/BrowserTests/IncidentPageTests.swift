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
        }
    }
}
