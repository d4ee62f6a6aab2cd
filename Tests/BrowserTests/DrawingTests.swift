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

    @Test func aFileThatIsChosenIsAnArea() async throws {
        try await MapSite.test { site in
            try await site.browser.run(
                """
                const transfer = new DataTransfer();
                transfer.items.add(new File([arguments[0]], "試験 太郎.geojson"));
                document.getElementById("mapbox").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
                """, [MapSite.area])
            try await site.waitForList(MapSite.inside + 1)
            // What the file was called never leaves the browser.
            let log = try String(contentsOf: site.folder.appendingPathComponent("w.engo-audit"), encoding: .utf8)
            #expect(!log.contains("太郎") && !site.server.text.contains("太郎"))
        }
    }
}
