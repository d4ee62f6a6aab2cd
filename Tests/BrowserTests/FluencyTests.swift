import Foundation
import Testing

/// How the page feels with a whole city in its area: measured and printed by hand, on a workspace that is named.
///
/// `ENGO_BROWSER_WORKSPACE=city.engo ENGO_SERVER=.build/release/engo-server swift test --filter FluencyTests`; budgets, held when a
/// server is named, for 126,000 households on two cores without a
/// graphics card: the list within 1.5 s of closing the polygon, no frame over 100 ms.
@Suite(
    .serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)"),
    .enabled(if: Browser.measuredWorkspace != nil, "measured by hand: name a workspace in ENGO_BROWSER_WORKSPACE"))
struct FluencyTests {
    @Test func theListComesSoonAndNothingStalls() async throws {
        let site = try await MapSite(workspace: try #require(Browser.measuredWorkspace), size: (1400, 900))
        let browser = site.browser
        try await browser.run(
            """
            const [west, south, east, north] = engoPage.context.bounds;
            const ring = [[west - 0.1, south - 0.1], [east + 0.1, south - 0.1], [east + 0.1, north + 0.1], [west - 0.1, north + 0.1]];
            engoPage.panel.choose({ geojson: JSON.stringify({ type: "Polygon", coordinates: [[...ring, ring[0]]] }) });
            """)
        try await browser.until("performance.getEntriesByName('engo-answer').length > 0")
        let households = try await browser.run("return engoPage.answer.count").number
        let list = try await browser.run("return performance.getEntriesByName('engo-answer')[0].duration").number
        try await browser.until("document.querySelector('.household .cell.name .recorded')")
        let scroll = try await frames(
            "document.querySelector('.scroller').scrollTop += 3000 + 200 * count;", in: browser)
        let pan = try await frames("engoPage.map.panBy([40, count % 2 ? 10 : -10], { animate: false });", in: browser)
        try await browser.run("engoPage.map.zoomIn(3, { animate: false })")
        let near = try await frames("engoPage.map.panBy([40, count % 2 ? 10 : -10], { animate: false });", in: browser)
        print(
            "\(Int(households)) households: list \(Int(list)) ms; slowest frame: scrolling \(Int(scroll)) ms, panning \(Int(pan)) ms, near \(Int(near)) ms"
        )
        #expect(list.isFinite && scroll.isFinite && pan.isFinite && near.isFinite)
        if Browser.isServerNamed {
            #expect(list <= 1_500)
            #expect(max(scroll, pan, near) <= 100)
        }
        await site.close()
    }

    /// The longest time between two frames, while something happens in each of sixty.
    private func frames(_ step: String, in browser: WebDriver) async throws -> Double {
        try await browser.wait(
            """
            let [last, count, longest] = [performance.now(), 0, 0];
            const frame = (now) => {
              if (count > 1) longest = Math.max(longest, now - last);
              last = now;
              if (count++ > 60) return done(longest);
              \(step)
              requestAnimationFrame(frame);
            };
            requestAnimationFrame(frame);
            """
        ).number
    }
}
