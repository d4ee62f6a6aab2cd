import Foundation
import TestSupport
import Testing

/// Towns on the map of the fictional city: how many households live in each, until somebody asks about an area.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct TownTests {
    @Test func townsShowTheirCountsUntilThereIsAnAnswer() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let city = Checkout.root.appendingPathComponent("GeoData/shiose").path
        for arguments in [
            ["init", "w.engo", "--name", "潮瀬市", "--code", "992011", "--drill"],
            ["dictionary", "build", "w.engo", "--abr", city + "/abr"],
            ["import", "residents", "w.engo", city + "/residents.csv"],
            ["import", "hazard", "w.engo", city + "/flood.geojson", "--name", "flood"],
        ] { try Browser.engo(arguments, in: folder) }
        let site = try await MapSite(workspace: folder.appendingPathComponent("w.engo").path, size: (1280, 860))
        let browser = site.browser
        do {
            try await browser.until("engoPage.ground.towns.towns?.length > 10")
            let households = try await browser.run(
                "return engoPage.ground.towns.towns.reduce((sum, town) => sum + town.households, 0)"
            ).number
            #expect(households > 900 && households <= 1000)
            let before = try await ink(browser)
            // A hazard layer is an area, and its ranks stand in the legend.
            try await browser.run(
                """
                const select = document.getElementById("hazard");
                select.value = "flood";
                select.dispatchEvent(new Event("change"));
                """)
            try await browser.until("engoPage.answer && document.querySelector('.household .cell.name .recorded')")
            #expect(try await browser.run("return engoPage.ground.towns.counts").bool == false)
            #expect(try await ink(browser) < before)
            #expect(
                try await browser.run("return document.querySelectorAll('#legend .swatch').length").number
                    == (try await browser.run("return engoPage.context.hazard_layers[0].ranks.length").number))
            // Its colours stay apart for whoever sees none: each is darker by 5 of the hundred steps of CIE L*.
            let lightness = try await browser.run(
                """
                return [...document.querySelectorAll("#legend .swatch")].map((node) => {
                  const [r, g, b] = getComputedStyle(node).backgroundColor.match(/[\\d.]+/g).map((value) => value / 255)
                    .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
                  return String(116 * Math.cbrt(0.2126 * r + 0.7152 * g + 0.0722 * b) - 16);
                });
                """
            ).strings.compactMap { Double($0) }
            #expect(lightness.count > 2)
            for (pale, dark) in zip(lightness, lightness.dropFirst()) { #expect(pale - dark >= 5) }
            // Turned off, nothing of it is left.
            try await browser.run("engoPage.ground.towns.remove()")
            #expect(try await browser.run("return engoPage.map.hasLayer(engoPage.ground.towns)").bool == false)
            // Chromium advises against the way in which this test counts pixels.
            #expect(try await browser.console().filter { !$0.contains("willReadFrequently") } == [])
            let log = try String(contentsOf: folder.appendingPathComponent("w.engo-audit"), encoding: .utf8)
            #expect(log.components(separatedBy: "\"query\":\"towns\"").count == 2)
            await site.close()
        } catch {
            await site.close()
            throw error
        }
    }

    /// How many pixels the towns cover.
    private func ink(_ browser: WebDriver) async throws -> Double {
        try await browser.run(
            """
            const { canvas } = engoPage.ground.towns;
            const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
            let count = 0;
            for (let place = 3; place < data.length; place += 4) if (data[place] > 0) count++;
            return count;
            """
        ).number
    }
}
