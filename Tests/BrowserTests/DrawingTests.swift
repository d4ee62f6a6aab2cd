import Foundation
import Testing

/// An area that is drawn, by mouse and by keyboard alone, and the list that follows.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct DrawingTests {
    @Test func anAreaDrawnByMouseIsCountedAndListed() async throws {
        try await MapSite.test { site in
            let square = MapSite.square
            try await site.show(135.05, 34.15, 135.25, 34.35)
            try await site.browser.click("#draw")
            for (longitude, latitude) in [
                (square.west, square.south), (square.east, square.south), (square.east, square.north),
                (square.west, square.north),
            ] {
                let place = try await site.place(longitude, latitude)
                try await site.browser.click(place.x, place.y)
            }
            try await site.browser.until("document.getElementById('count').textContent.includes('\(MapSite.inside)')")
            try await site.browser.click("#finish")
            // Who has no position may be inside too.
            try await site.waitForList(MapSite.inside + 1)
            #expect(
                try await site.browser.run("return engoPage.answer.summary.certain").number == Double(MapSite.inside))
            #expect(try site.audited("map").count == 1)
            #expect(try !site.audited("map count").isEmpty)
        }
    }

    @Test func everythingGoesByKeyboardAlone() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.show(135.05, 34.15, 135.25, 34.35)
            // Tab to the button that begins, as somebody without a mouse does.
            try await browser.run("document.getElementById('map').focus()")
            for _ in 0..<12 where try await browser.run("return document.activeElement.id").string != "draw" {
                try await browser.press(["\u{E004}"])
            }
            #expect(try await browser.run("return document.activeElement.id").string == "draw")
            try await browser.press(["\u{E007}"])
            // Left and up, then a square around the middle: each press of an arrow moves the map under the cross.
            func move(_ key: String, _ times: Int) async throws {
                try await browser.press([String](repeating: key, count: times))
            }
            let (left, up, right, down) = ("\u{E012}", "\u{E013}", "\u{E014}", "\u{E015}")
            try await move(left, 9)
            try await move(up, 6)
            for (key, times) in [(right, 18), (down, 12), (left, 18)] {
                try await browser.press(["\u{E007}"])
                try await move(key, times)
            }
            try await browser.press(["\u{E007}"])
            #expect(try await browser.run("return engoPage.drawing.vertices.length").number == 4)
            // One too many, taken back.
            try await move(left, 2)
            try await browser.press(["\u{E007}", "\u{E003}"])
            #expect(try await browser.run("return engoPage.drawing.vertices.length").number == 4)
            try await browser.press(["c"])
            try await browser.until("engoPage.answer && document.querySelector('.household .cell.name .recorded')")
            let listed = try await browser.run("return engoPage.answer.count").number
            #expect(listed > 10)
            // On to the list, down it, to the reasons and back.
            try await browser.run("document.querySelector('.scroller').focus()")
            try await browser.press([down, down, down])
            #expect(try await browser.run("return engoPage.list.active").number == 3)
            try await browser.press(["\u{E010}"])
            #expect(try await browser.run("return engoPage.list.active").number == listed - 1)
            try await browser.press(["\u{E011}", "r"])
            try await browser.until("document.getElementById('dialog').open && document.querySelector('#dialog li')")
            try await browser.press(["\u{E00C}"])
            try await browser.until("!document.getElementById('dialog').open")
            #expect(try await browser.run("return document.activeElement.className").string == "scroller")
            #expect(try site.audited("map reasons").count == 1)
        }
    }

    @Test func aCircleIsACenterAndAPointOfItsEdge() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.show(135.05, 34.15, 135.25, 34.35)
            try await browser.click("#drawcircle")
            let center = try await site.place(135.15, 34.25)
            let edge = try await site.place(135.17, 34.25)
            try await browser.click(center.x, center.y)
            try await browser.click(edge.x, edge.y)
            try await browser.until("engoPage.answer && document.querySelector('.household .cell.name .recorded')")
            let asked = try await browser.run(
                "const { longitude, latitude, metres } = engoPage.panel.area.circle; return [longitude, latitude, metres];"
            ).numbers
            #expect(abs(asked[0] - 135.15) < 0.001 && abs(asked[1] - 34.25) < 0.001 && abs(asked[2] - 1840) < 60)
            // The answer is the one that the same question gives elsewhere.
            let inside = try await browser.run(
                """
                const [longitude, latitude, metres] = arguments[0];
                return engoPage.answer.summary.certain
                  - [...engoPage.answer.columns.longitude.keys()].filter((index) => engoPage.answer.isLocated(index)
                    && engoPage.map.distance(engoPage.answer.position(index), [latitude, longitude]) <= metres).length;
                """, [asked]
            ).number
            #expect(inside == 0)
            // The click that ended the circle opened nothing.
            #expect(try await browser.run("return document.querySelectorAll('.leaflet-popup').length").number == 0)
        }
    }

    @Test func aCircleGoesByKeyboardAndByTypedRadius() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.show(135.05, 34.15, 135.25, 34.35)
            try await browser.run("document.getElementById('drawcircle').focus()")
            try await browser.press(["\u{E007}", "\u{E007}"] + [String](repeating: "\u{E014}", count: 4))
            try await browser.until("/\\d+ m　\\d+/.test(document.getElementById('count').textContent)")
            let shown = try await browser.run("return engoPage.drawing.metres").number
            try await browser.press(["\u{E007}"])
            try await browser.until("engoPage.answer?.summary")
            #expect(try await browser.run("return engoPage.panel.area.circle.metres").number == shown)
            // The radius of the panel, around the cross.
            try await browser.run("document.getElementById('metres').value = '1500'")
            try await browser.run("document.getElementById('drawcircle').focus()")
            try await browser.press(["\u{E007}", "\u{E007}", "c"])
            try await browser.until("engoPage.panel.area.circle.metres === 1500")
            try await browser.until("engoPage.answer.head.area.name.includes('1500')")
        }
    }
}
