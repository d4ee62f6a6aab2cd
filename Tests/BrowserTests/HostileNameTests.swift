import Foundation
import Testing

/// Names that try to act, on the page and in what leaves it; and that nothing leaves the machine.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct HostileNameTests {
    @Test func namesAreTextInListPopupAndReasons() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            let names = try await browser.run(
                "return [...document.querySelectorAll('.household .cell.name .recorded')].map((node) => node.textContent)"
            ).strings
            for name in MapSite.hostileNames {
                // What turns the direction of text is made visible; all else stands as it is.
                let shown = name.replacing("\u{202E}", with: "\u{FFFD}").replacing("\u{2066}", with: "\u{FFFD}")
                #expect(names.contains(shown))
            }
            for index in 0..<MapSite.hostileNames.count {
                try await browser.run("engoPage.choose(arguments[0], true)", [index])
                try await browser.run("engoPage.list.events.reasons(arguments[0])", [index])
                try await browser.until("document.querySelector('#dialog h3')")
                try await browser.run("document.getElementById('dialog').close()")
            }
            #expect(try await browser.run("return window.hacked === undefined").bool)
            #expect(
                try await browser.run(
                    "return document.querySelectorAll('#table script, #table img, .leaflet-popup img, #dialog img').length"
                ).number == 0)
            #expect(
                try await browser.run(
                    "return getComputedStyle(document.querySelector('.recorded')).unicodeBidi"
                ).string == "isolate")
            #expect(try await browser.console() == [])
        }
    }

    @Test func exportsCarryTheMarkAndNothingThatActs() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            try await browser.click("button[data-format=gpkg]")
            #expect(try await downloaded("gpkg", in: site).data.starts(with: Data("SQLite format 3".utf8)))
            try await browser.click("button[data-format=members]")
            let csv = try await downloaded("members", in: site)
            let text = String(decoding: csv.data, as: UTF8.self)
            #expect(csv.name.hasPrefix("訓練-") && text.contains("訓練"))
            #expect(text.contains("'=cmd|") && !text.contains(",=cmd") && !text.contains("\"=cmd"))
            try await browser.click("button[data-format=geojson]")
            let map = try await downloaded(".geojson", in: site)
            let object = try JSONSerialization.jsonObject(with: map.data) as? [String: Any]
            #expect((object?["features"] as? [Any])?.count == MapSite.inside + 1)
            // Sealed with a passphrase, and opened by the command line.
            try await browser.click("button[data-format=package]")
            try await browser.click("#passphrase")
            try await browser.type("correct horse battery")
            try await browser.press(["\u{E004}"])
            try await browser.type("correct horse battery")
            try await browser.press(["\u{E007}"])
            let package = try await downloaded("package", in: site)
            #expect(package.data.starts(with: Data("age-encryption.org/v1".utf8)))
            #expect(
                try site.audited("map export").map { $0["format"] as? String } == [
                    "gpkg", "members", "geojson", "package",
                ])
        }
    }

    @Test func nothingLeavesTheMachine() async throws {
        try await MapSite.test { site in
            try await site.askAboutTheSquare()
            try await site.browser.click(".household[data-index='0'] .why")
            try await site.browser.until("document.querySelector('#dialog h3')")
            // Every view: dialogs, drawing, each layer, files, the other language, the parts of a phone.
            let browser = site.browser
            try await browser.run("document.getElementById('dialog').close()")
            try await browser.click("#help")
            try await browser.run("document.getElementById('dialog').close()")
            for layer in 1...(Int(try await browser.run("return engoPage.ground.overlays.length").number)) {
                try await browser.click("#layers label:nth-of-type(\(layer)) input")
                try await browser.click("#layers label:nth-of-type(\(layer)) input")
            }
            for button in ["#draw", "#drawcircle"] {
                try await browser.click(button)
                try await browser.press(["\u{E007}", "\u{E014}", "\u{E007}", "\u{E015}", "\u{E007}"])
                try await browser.run("engoPage.drawing.cancel()")
            }
            for format in ["csv", "gpkg"] {
                try await browser.click("button[data-format=\(format)]")
                _ = try await downloaded(format, in: site)
            }
            try await browser.click("#language")
            try await browser.resize(400, 700)
            for tab in ["area", "map", "list"] { try await browser.click("#tab-\(tab)") }
            try await browser.run("document.location = '/collections/households/items?f=html'")
            try await browser.until("document.querySelector('table')")
            try await browser.run("document.location = '/map'")
            try await browser.until("document.body.dataset.ready")
            let addresses = try await site.browser.requestedAddresses()
            #expect(addresses.count > 15)
            for address in addresses {
                #expect(address.hasPrefix(site.base + "/") || address.hasPrefix("data:") || address.hasPrefix("blob:"))
            }
            // Not even when a script of the page tries to.
            let isRefused = try await site.browser.wait(
                "fetch('http://192.0.2.1/').then(() => done(false), () => done(true))")
            #expect(isRefused.bool)
            #expect(try await site.browser.console().contains { $0.contains("Content Security Policy") })
        }
    }

    /// Waits for a file whose name has a part.
    private func downloaded(_ part: String, in site: MapSite) async throws -> (name: String, data: Data) {
        let file = try await Browser.saved(in: site.folder) { $0.contains(part) && $0.contains("訓練") }
        return (file.lastPathComponent, try Data(contentsOf: file))
    }
}
