import Foundation
import TestSupport
import Testing

/// Streets and river of the workspace on the map page.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct GroundTests {
    /// The fictional city; its roads have a name that is no markup.
    private static func workspace(in folder: URL) throws -> String {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let city = Checkout.root.appendingPathComponent("GeoData/shiose").path
        let streets = try String(contentsOfFile: city + "/streets.geojson", encoding: .utf8)
            .replacing("\"class\":\"road\"", with: "\"name\":\"<i>大通り\"")
        try Data(streets.utf8).write(to: folder.appendingPathComponent("streets.geojson"))
        for arguments in [
            ["init", "w.engo", "--name", "潮瀬市", "--code", "992011", "--drill"],
            ["dictionary", "build", "w.engo", "--abr", city + "/abr"],
            ["import", "residents", "w.engo", city + "/residents.csv"],
            ["import", "ground", "w.engo", city + "/river.geojson", "--name", "川", "--kind", "river"],
            ["import", "ground", "w.engo", "streets.geojson", "--name", "道路 <b>", "--kind", "road"],
            ["import", "hazard", "w.engo", city + "/flood.geojson", "--name", "flood"],
            ["import", "hazard", "w.engo", city + "/flood.geojson", "--name", "flood 2"],
        ] { try Browser.engo(arguments, in: folder) }
        return folder.appendingPathComponent("w.engo").path
    }

    /// The canvases of the lines of a layer of the ground by its name.
    private static func canvases(_ name: String) -> String {
        "[...(engoPage.ground.overlays.find((one) => one.name() === '\(name)').layer.getLayers()[1].getContainer()"
            + "?.querySelectorAll('canvas.leaflet-tile-loaded') ?? [])]"
    }

    /// How many pixels a layer covers; or how many of them are white, as behind names alone.
    private static func ink(_ name: String, isWhite: Bool = false) -> String {
        let counts =
            isWhite ? "data[place] === 255 && data[place - 3] === 255 && data[place - 1] === 255" : "data[place] > 0"
        return """
            \(canvases(name)).reduce((sum, canvas) => {
              const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
              let count = 0;
              for (let place = 3; place < data.length; place += 4) if (\(counts)) count++;
              return sum + count;
            }, 0)
            """
    }

    @Test func streetsAreDrawnUntilSomebodyTurnsThemOff() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let site = try await MapSite(workspace: try Self.workspace(in: folder), size: (1280, 860))
        let browser = site.browser
        do {
            for name in ["川", "道路 <b>"] { try await browser.until("\(Self.ink(name)) > 500") }
            // Areas, hazards, lines; of both the roads above the river, whatever comes first by its name or was ticked last.
            let order = try await browser.run(
                """
                const layer = (name) => engoPage.ground.overlays.find((one) => one.name() === name).layer;
                const level = (name, part) => Number(layer(name).getLayers()[part].options.zIndex);
                const levels = [
                  level("川", 0), level("道路 <b>", 0), Number(layer("flood").options.zIndex), level("川", 1), level("道路 <b>", 1),
                ];
                return levels.every((one, place) => place === 0 || levels[place - 1] < one);
                """
            ).bool
            #expect(order)
            // Two hazards on each other and on a dark image stay what they are.
            let blends = try await browser.run(
                """
                return ["flood", "flood 2"].map((name) => {
                  const { layer } = engoPage.ground.overlays.find((one) => one.name() === name);
                  layer.addTo(engoPage.map);
                  const { mixBlendMode, opacity } = getComputedStyle(layer.getContainer());
                  return mixBlendMode + " " + opacity;
                });
                """
            ).strings
            #expect(blends == ["normal 0.75", "normal 0.75"])
            // Near enough, roads have names: text and nothing but text.
            try await browser.run("engoPage.map.setZoom(13, { animate: false })")
            try await browser.until("\(Self.ink("道路 <b>")) > 100 && \(Self.ink("道路 <b>", isWhite: true)) === 0")
            try await browser.run("engoPage.map.setZoom(17, { animate: false })")
            try await browser.until("\(Self.ink("道路 <b>", isWhite: true)) > 100")
            let label = "[...document.querySelectorAll('#layers label')].find((one) => one.textContent === '道路 <b>')"
            #expect(try await browser.run("return \(label).querySelector('input').checked").bool)
            try await browser.run("\(label).click()")
            try await browser.until("\(Self.canvases("道路 <b>")).length === 0")
            let addresses = try await browser.requestedAddresses()
            #expect(addresses.contains { $0.contains("/collections/ground-2/tiles/WebMercatorQuad/17/") })
            for address in addresses { #expect(address.hasPrefix(site.base + "/") || address.hasPrefix("data:")) }
            // Chromium advises against the way in which this test counts pixels.
            #expect(try await browser.console().filter { !$0.contains("willReadFrequently") } == [])
            await site.close()
        } catch {
            await site.close()
            throw error
        }
    }
}
