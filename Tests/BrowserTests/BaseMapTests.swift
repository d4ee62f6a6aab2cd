import Foundation
import TestSupport
import Testing

/// What lies under the households: the city's own pack of images, and tiles of the internet only where they are allowed.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct BaseMapTests {
    /// A grey pixel.
    private static let image =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAHKVVJgAAAABJRU5ErkJggg==")
        ?? Data()

    /// A pack whose every tile is the same image, and whose attribution tries to act.
    private static func pack(_ folder: URL) throws -> [String] {
        let bytes = TilePackBytes.archive(
            root: TilePackBytes.directory([(0, 1 << 40, UInt64(image.count), 0)]), tiles: Array(image),
            metadata:
                #"{"attribution":"&copy; 試験市 <img src=x onerror=window.hacked=1>&lt;img src=y onerror=window.hacked=1&gt;"}"#,
            zooms: 0...16)
        let path = folder.appendingPathComponent("base.pmtiles")
        try Data(bytes).write(to: path)
        return ["--base", path.path]
    }

    @Test func theCitysOwnImagesLieUnderEverything() async throws {
        try await MapSite.test(options: Self.pack) { site in
            let browser = site.browser
            try await site.show(135.12, 34.22, 135.18, 34.28)
            try await browser.until(
                "[...document.querySelectorAll('img.leaflet-tile')].filter((tile) => tile.naturalWidth === 1).length > 3"
            )
            let attribution = try await browser.run(
                "return document.querySelector('.leaflet-control-attribution').textContent"
            ).string
            // Text and nothing but text.
            #expect(attribution.contains("© 試験市 <img src=y onerror=window.hacked=1>"))
            #expect(try await browser.run("return window.hacked === undefined").bool)
            try await browser.click("#layers label:nth-of-type(1) input")
            #expect(try await browser.run("return document.querySelectorAll('img.leaflet-tile').length").number == 0)
            // Deeper than the pack goes, its last level is shown larger.
            try await browser.click("#layers label:nth-of-type(1) input")
            try await browser.run("engoPage.map.setZoom(19, { animate: false })")
            try await browser.until("document.querySelector('img.leaflet-tile-loaded')")
            let addresses = try await browser.requestedAddresses()
            #expect(
                addresses.contains { $0.contains("/map/base/16/") }
                    && !addresses.contains { $0.contains("/map/base/19/") })
            for address in addresses { #expect(address.hasPrefix(site.base + "/") || address.hasPrefix("data:")) }
        }
    }

    @Test func tilesOfTheInternetAreNotThereUnlessTheAdministratorAllowsThem() async throws {
        try await MapSite.test { site in
            let allowed = try await site.browser.run("return engoPage.context.gsi").bool
            let layers = try await site.browser.run("return document.getElementById('layers').textContent").string
            #expect(!allowed && !layers.contains("地理院"))
        }
    }

    @Test func allowedTilesOfTheInternetAreOffUntilSomebodyTurnsThemOn() async throws {
        try await MapSite.test(options: Self.allowTiles) { site in
            let browser = site.browser
            // The request is made and goes nowhere: tests need no network.
            try await browser.block("*cyberjapandata*")
            try await site.show(135.12, 34.22, 135.18, 34.28)
            #expect(try await outside(site) == [])
            try await browser.run(
                "[...document.querySelectorAll('#layers label')].find((label) => label.textContent.includes('地理院')).click()"
            )
            try await browser.until(
                "document.querySelector('.leaflet-control-attribution').textContent.includes('国土地理院')")
            let addresses = try await outside(site)
            #expect(!addresses.isEmpty)
            for address in addresses { #expect(address.hasPrefix("https://cyberjapandata.gsi.go.jp/xyz/pale/")) }
        }
    }

    private static func allowTiles(_ folder: URL) -> [String] { ["--gsi-tiles"] }

    /// Addresses on other hosts that the page has asked for since the last look.
    private func outside(_ site: MapSite) async throws -> [String] {
        try await site.browser.requestedAddresses().filter {
            !$0.hasPrefix(site.base + "/") && !$0.hasPrefix("data:")
        }
    }
}
