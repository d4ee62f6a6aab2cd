import Foundation
import Testing

/// What WCAG 2.2 AA asks of the page, measured in the browser.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct AccessibilityTests {
    /// Elements that somebody operates and that are there now.
    private static let controls = """
        const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, [role=separator], [role=tab]")]
          .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.classList.contains("skip"));
        """

    /// Success criterion 1.4.3: text on whatever is behind it; 4.5 to 1, large text 3 to 1.
    @Test func textStandsOutFromWhatIsBehindIt() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            var faint = try await faintTexts(browser)
            // Pressed, drawn, told, explained, refused: every state has colours of its own.
            try await browser.click("#shown button:nth-child(2)")
            try await browser.click("#draw")
            faint += try await faintTexts(browser)
            try await browser.run("engoPage.drawing.cancel(); engoPage.choose(0, true)")
            try await browser.run("engoPage.list.events.reasons(0)")
            try await browser.until("document.querySelector('#dialog h3')")
            faint += try await faintTexts(browser)
            try await browser.run("document.getElementById('dialog').close()")
            try await browser.run("engoPage.attempt(() => { throw new Error('x') })")
            try await browser.resize(400, 700)
            faint += try await faintTexts(browser)
            #expect(faint == [])
        }
    }

    private func faintTexts(_ browser: WebDriver) async throws -> [String] {
        try await browser.run(
            """
            const channels = (colour) => {
              const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
              return [r, g, b, a];
            };
            const luminance = (colour) => {
              const [r, g, b] = colour.map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
              return 0.2126 * r + 0.7152 * g + 0.0722 * b;
            };
            // What is behind an element: its own background over that of its parents, over white.
            const behind = (node) => {
              if (!node) return [255, 255, 255];
              const [r, g, b, a] = channels(getComputedStyle(node).backgroundColor);
              if (a === 1) return [r, g, b];
              const below = behind(node.parentElement);
              return [r, g, b].map((value, place) => value * a + below[place] * (1 - a));
            };
            const faint = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
              const node = walker.currentNode.parentElement;
              if (!walker.currentNode.data.trim() || !node.checkVisibility({ visibilityProperty: true })) continue;
              if (node.closest("[disabled], option, datalist, svg, fieldset[disabled] button")) continue;
              const style = getComputedStyle(node);
              const size = parseFloat(style.fontSize);
              const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
              const [text, ground] = [luminance(channels(style.color).slice(0, 3)), luminance(behind(node))];
              const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
              if (ratio < (isLarge ? 3 : 4.5)) faint.push(`${node.tagName}.${node.className} ${style.color} ${ratio.toFixed(2)}`);
            }
            return [...new Set(faint)];
            """
        ).strings
    }

    /// Success criterion 2.5.8: 24 by 24 pixels; links within a text are as high as the text.
    @Test(arguments: [(1280, 860), (400, 700)])
    func everythingIsLargeEnoughToBeHit(width: Int, height: Int) async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            try await browser.run("engoPage.choose(0, true)")
            try await browser.resize(width, height)
            for tab in width < 760 ? ["area", "map", "list"] : [""] {
                if !tab.isEmpty { try await browser.click("#tab-\(tab)") }
                if tab == "map" || tab.isEmpty { try await browser.click("#draw") }
                let small = try await browser.run(
                    """
                    \(Self.controls)
                    return controls.filter((node) => !node.closest(".leaflet-control-attribution")).map((node) => [node, node.getBoundingClientRect()])
                      .filter(([, box]) => box.width < 23.9 || box.height < 23.9)
                      .map(([node, box]) => `${node.tagName}#${node.id}.${node.className} ${box.width}x${box.height}`);
                    """
                ).strings
                #expect(small == [])
                try await browser.run("engoPage.drawing.isActive && engoPage.drawing.cancel()")
            }
        }
    }

    /// Success criterion 4.1.2: everything that is operated has a name, in the tree that screen readers get.
    @Test func everyControlHasAName() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            try await browser.run("engoPage.choose(0, true)")
            for button in ["#draw", "#drawcircle"] {
                try await browser.click(button)
                try await expectNames(browser)
                try await browser.run("engoPage.drawing.cancel()")
            }
            try await browser.click("button[data-format=package]")
            try await browser.until("document.getElementById('passphrase')")
            try await expectNames(browser)
        }
    }

    private func expectNames(_ browser: WebDriver) async throws {
        let operated: Set = [
            "button", "link", "checkbox", "textbox", "combobox", "grid", "tab", "tablist", "separator", "splitter",
            "dialog",
            "application", "spinbutton", "image", "region", "group",
        ]
        try await browser.tools("Accessibility.enable")
        let nodes = try await browser.tools("Accessibility.getFullAXTree")["nodes"].all
        #expect(nodes.count > 100)
        // Leaflet draws what is left of an image without a name as decoration.
        let nameless = nodes.filter {
            !$0["ignored"].bool && operated.contains($0["role"]["value"].string) && $0["name"]["value"].string.isEmpty
        }.map { $0["role"]["value"].string }.filter { $0 != "group" }
        #expect(nameless == [])
    }

    /// Success criteria 1.4.4 and 1.4.10: twice as large, and on the narrowest screen, nothing is scrolled sideways but map and table.
    @Test(arguments: [(640, 430, 2.0), (320, 640, 1.0), (320, 256, 4.0)])
    func nothingIsWiderThanTheScreen(width: Int, height: Int, density: Double) async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            try await browser.resize(width, height, density: density)
            for language in ["ja", "en"] {
                for tab in ["area", "map", "list"] {
                    try await browser.run("document.getElementById('tab-\(tab)').click()")
                    if tab == "map" { try await browser.run("document.getElementById('drawcircle').click()") }
                    let beyond = try await browser.run(
                        """
                        \(Self.controls)
                        const wide = [document.documentElement, document.body, document.getElementById("panel"), document.getElementById("list")]
                          .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => `${node.tagName}#${node.id} ${node.scrollWidth}`);
                        const cut = controls.filter((node) => !node.closest(".scroller, .leaflet-pane")).filter((node) => {
                          const box = node.getBoundingClientRect();
                          return box.left < -1 || box.right > innerWidth + 1;
                        }).map((node) => `${node.tagName}#${node.id}`);
                        return [...wide, ...cut];
                        """
                    ).strings
                    #expect(beyond == [], "\(language) \(tab)")
                    // What is asked about stays to be seen: each part keeps room for itself.
                    let room = try await browser.run(
                        "return document.getElementById(arguments[0]).getBoundingClientRect().height",
                        [["area": "panel", "map": "mapbox", "list": "list"][tab] ?? ""]
                    ).number
                    #expect(room > Double(height) / 4, "\(language) \(tab)")
                    if tab == "map" { try await browser.run("engoPage.drawing.cancel()") }
                }
                try await browser.run("document.getElementById('language').click()")
            }
        }
    }

    /// Success criteria 2.4.7 and 2.4.11: whoever goes through the page by Tab sees where they are.
    @Test func theFocusIsSeenWhereverItGoes() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            try await browser.run("document.activeElement?.blur(); window.scrollTo(0, 0)")
            var seen: [String] = []
            for _ in 0..<60 {
                try await browser.press(["\u{E004}"])
                let state = try await browser.run(
                    """
                    const node = document.activeElement;
                    if (node === document.body) return ["", "seen"];
                    const [style, box] = [getComputedStyle(node), node.getBoundingClientRect()];
                    const isOutlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
                    const y = Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 2);
                    const top = document.elementFromPoint(x, y);
                    const isThere = node.contains(top) || top?.contains(node) || top?.closest("label")?.contains(node);
                    return [node.id || node.className || node.tagName, isOutlined && isThere ? "seen" : "hidden"];
                    """
                ).strings
                seen.append(state[0])
                #expect(state[1] == "seen", "\(state[0])")
            }
            for place in ["map", "draw", "drawcircle", "splitter", "scroller", "saved", "metres"] {
                #expect(
                    seen.contains { $0.split(separator: " ").contains(Substring(place)) }, "\(place) is not reached")
            }
        }
    }

    /// Success criterion 2.3.3, and whoever asked for less motion.
    @Test func nothingMovesByItself() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            #expect(try await browser.run("return matchMedia('(prefers-reduced-motion: reduce)').matches").bool)
            try await site.askAboutTheSquare()
            try await browser.run("engoPage.choose(2, true)")
            #expect(try await browser.run("return document.getAnimations().length").number == 0)
            #expect(
                try await browser.run(
                    "return [...document.querySelectorAll('*')].filter((node) => getComputedStyle(node).transitionDuration !== '0s').length"
                ).number == 0)
        }
    }
}
