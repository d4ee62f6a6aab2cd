import Foundation
import Testing

/// A team's sheet in a real browser with the network off: out, filled in, and back.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct FieldSheetTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")

    private func engo(_ arguments: String...) throws { try Browser.engo(arguments, in: folder) }

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

    /// The file that the page saved, when it is whole.
    static func saved(in folder: URL) async throws -> URL {
        for _ in 0..<300 {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            if let name = names.first(where: { $0.hasPrefix("engo-field-1-") && $0.hasSuffix(".json") }) {
                return folder.appendingPathComponent(name)
            }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw WebDriver.Refusal(message: "nothing was saved")
    }

    @Test func worksWithoutANetworkAndComesBack() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try workspace()
        let browser = try await WebDriver(size: (420, 900), downloads: folder.path)
        do {
            try await browser.goOffline()
            let page = folder.appendingPathComponent("a.html")
            try await browser.open(page.absoluteString)
            try await browser.until("document.querySelectorAll('article').length === 3")
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
            try await browser.run(
                "document.querySelectorAll('article')[1].querySelector('button[value=evacuated]').click()")
            let states = "return [...document.querySelectorAll('.now')].map((node) => node.textContent.split(' ')[0])"
            #expect(try await browser.run(states).strings == ["安否確認済", "避難済", "担当"])
            if let path = ProcessInfo.processInfo.environment["ENGO_SCREENSHOT"] {
                try await browser.screenshot().write(to: URL(fileURLWithPath: path))
            }
            // A phone that was switched off in between still knows what was reported.
            try await browser.open("about:blank")
            try await browser.open(page.absoluteString)
            try await browser.until("document.querySelectorAll('article').length === 3")
            #expect(try await browser.run(states).strings == ["安否確認済", "避難済", "担当"])
            try await browser.run("document.getElementById('save').click()")
            let file = try await Self.saved(in: folder)
            let requests = try await browser.requestedAddresses()
            #expect(!requests.contains { $0.hasPrefix("http") || $0.hasPrefix("ws") })
            #expect(try await browser.console() == [])
            // Somebody else reported something earlier meanwhile; both stay, and the later one stands.
            let yesterday = Date(timeIntervalSinceNow: -86_400).formatted(.iso8601)
            try engo("incident", "record", "w.engo", "1", "--number", "1", "--state", "not-reached", "--at", yesterday)
            try engo("incident", "merge", "w.engo", "1", file.lastPathComponent)
            try engo("incident", "merge", "w.engo", "1", file.lastPathComponent)
        } catch {
            await browser.quit()
            throw error
        }
        await browser.quit()
        try engo("incident", "status", "w.engo", "1", "--format", "csv", "--encoding", "utf-8", "--output", "s.csv")
        let lines = try String(contentsOf: folder.appendingPathComponent("s.csv"), encoding: .utf8)
            .components(separatedBy: "\r\n")
        #expect(lines.dropFirst().prefix(3).map { $0.components(separatedBy: ",")[3] } == ["安否確認済", "避難済", "担当"])
        try engo("incident", "history", "w.engo", "1", "--json")
    }
}
