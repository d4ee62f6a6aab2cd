import Foundation
import Testing

/// The list and the map beside it.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct ListTests {
    @Test func eachSideFindsTheOther() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            // A row shows its household in the middle of the map.
            try await browser.click(".household[data-index='2'] .cell.name")
            try await browser.until("engoPage.points.selected === 2")
            let distance = try await browser.run(
                "return engoPage.map.getCenter().distanceTo(engoPage.answer.position(2))"
            ).number
            #expect(distance < 5)
            // A household on the map shows its row, with the same number.
            try await browser.run("engoPage.map.closePopup()")
            let there = try await browser.run("return engoPage.answer.position(40)").numbers
            try await site.show(there[1] - 0.01, there[0] - 0.01, there[1] + 0.01, there[0] + 0.01)
            let place = try await site.place(there[1], there[0])
            try await browser.click(place.x, place.y)
            try await browser.until("engoPage.points.selected === 40")
            let row = ".household[data-index='40'].active"
            try await browser.until("document.querySelector(\"\(row) .cell.name .recorded\")")
            #expect(
                try await browser.run("return document.querySelector(\"\(row) .cell.number\").textContent").string
                    == "41")
            let popup = try await browser.run("return document.querySelector('.leaflet-popup').textContent").string
            #expect(popup.contains("No. 41") && popup.contains("訓練"))
        }
    }

    @Test func filtersShowPartsAndSayHowMany() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            #expect(
                try await browser.run(
                    "return [...document.querySelectorAll('#shown button')].map((b) => b.textContent)"
                )
                .strings == ["すべて 61", "確実 60", "可能性あり 0", "位置不明 1"])
            try await browser.click("#shown button:nth-child(4)")
            #expect(try await browser.run("return engoPage.list.shown.length").number == 1)
            // Children under six, by their sign.
            try await browser.click("#shown button:nth-child(1)")
            try await browser.click("#classes button:nth-child(4)")
            #expect(try await browser.run("return engoPage.list.shown.length").number == 20)
            try await browser.run(
                """
                const need = document.getElementById("need");
                need.value = "care_level";
                need.dispatchEvent(new Event("change"));
                """)
            try await site.waitForList(1)
            #expect(try await browser.run("return engoPage.answer.summary.filtered_out").number == 60)
        }
    }

    @Test func rowsAreReleasedWhenSomebodyLooksAndOnlyOnce() async throws {
        try await MapSite.test { site in
            let browser = site.browser
            try await site.askAboutTheSquare()
            for top in [5000, 0, 5000, 0] {
                try await browser.run("document.querySelector('.scroller').scrollTop = arguments[0]", [top])
                try await Task.sleep(for: .milliseconds(400))
            }
            let releases = try site.audited("map rows")
            #expect(releases.reduce(0) { $0 + ($1["households"] as? Int ?? 0) } == MapSite.inside + 1)
            #expect(releases.count == 1)
            #expect(releases.allSatisfy { $0["records"] != nil })
        }
    }

    @Test func aDrillIsUnmistakableInEitherLanguageAndOnAPhone() async throws {
        try await MapSite.test(size: (500, 900)) { site in
            let browser = site.browser
            #expect(try await browser.run("return document.title").string.hasPrefix("【訓練】"))
            #expect(try await browser.run("return document.getElementById('drill').offsetHeight").number > 20)
            try await browser.click("#language")
            #expect(try await browser.run("return document.documentElement.lang").string == "en")
            #expect(
                try await browser.run("return document.getElementById('drill').textContent").string.contains("DRILL"))
            #expect(
                try await browser.run("return getComputedStyle(document.body).borderImageSource").string.contains(
                    "gradient"))
            // One of three parts is shown, and nothing is wider than the screen.
            #expect(try await browser.run("return document.getElementById('panel').offsetHeight").number == 0)
            try await browser.click("#tab-area")
            #expect(try await browser.run("return document.getElementById('panel').offsetHeight").number > 100)
            #expect(
                try await browser.run(
                    "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
                )
                .bool)
        }
    }
}
