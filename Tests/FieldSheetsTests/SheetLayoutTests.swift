import FieldSheets
import Geospatial
import TestSupport
import Testing

@Suite struct SheetLayoutTests {
    private static func block(_ name: String, lines: Int) -> SheetBlock {
        SheetBlock(
            lines: (0..<lines).map { SheetLine([SheetCell(left: 0, "\(name)\($0)")]) },
            continued: SheetLine([SheetCell(left: 0, "\(name)…")]))
    }

    private static func texts(_ pages: [[[SheetLine]]]) -> [[[String]]] {
        pages.map { $0.map { $0.map { $0.cells.first?.text ?? "" } } }
    }

    private static let heading = SheetLine([SheetCell(left: 0, "head")])

    @Test func aBlockStaysOnOnePageWhereAPageHoldsIt() {
        let blocks = [Self.block("a", lines: 3), Self.block("b", lines: 4)]
        let pages = ListFlow.pages(blocks, first: [6], following: [10], heading: Self.heading)
        #expect(
            Self.texts(pages) == [[["head", "a0", "a1", "a2"]], [["head", "b0", "b1", "b2", "b3"]]])
    }

    @Test func aBlockTallerThanAPageGoesOnUnderItsName() {
        let pages = ListFlow.pages(
            [Self.block("a", lines: 7)], first: [5], following: [5], heading: Self.heading)
        #expect(Self.texts(pages) == [[["head", "a0", "a1", "a2", "a3"]], [["head", "a…", "a4", "a5", "a6"]]])
    }

    @Test func furtherColumnsMayHaveAHeadingOfTheirOwn() {
        let blocks = (0..<4).map { Self.block("\($0).", lines: 2) }
        let pages = ListFlow.pages(
            blocks, first: [3], following: [3, 3], heading: Self.heading,
            further: SheetLine([SheetCell(left: 0, "more")]))
        #expect(
            Self.texts(pages) == [
                [["head", "0.0", "0.1"]], [["more", "1.0", "1.1"], ["more", "2.0", "2.1"]], [["more", "3.0", "3.1"]],
            ])
    }

    @Test func nothingIsLostHoweverLongTheBlocksAre() {
        var random = SeededGenerator(seed: 9)
        for _ in 0..<200 {
            let blocks = (0..<20).map { Self.block("\($0).", lines: 1 + Int(random.next() % 40)) }
            let first = (0..<1 + Int(random.next() % 2)).map { _ in 4 + Int(random.next() % 20) }
            let following = (0..<1 + Int(random.next() % 2)).map { _ in 4 + Int(random.next() % 30) }
            let pages = ListFlow.pages(blocks, first: first, following: following, heading: Self.heading)
            let lines = Self.texts(pages).flatMap(\.self).flatMap(\.self).filter { $0 != "head" && !$0.hasSuffix("…") }
            #expect(lines == blocks.flatMap { $0.lines.map { $0.cells[0].text } })
            for (place, page) in pages.enumerated() {
                let rooms = place == 0 ? first : following
                #expect(page.count <= rooms.count)
                #expect(zip(page, rooms).allSatisfy { $0.count <= $1 })
            }
        }
    }

    @Test func everyCharacterOfALongTextStandsOnSomeLine() {
        let text = "和歌山市雑賀崎一丁目二番地三号 サンシャイン・ヴィラ WAKAYAMA 101号室"
        let lines = TextWidth.lines(text, width: 30, size: 3.2)
        #expect(lines.count > 3)
        #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        #expect(lines.allSatisfy { TextWidth.of($0, size: 3.2) <= 30 })
        #expect(TextWidth.lines("", width: 30, size: 3) == [""])
        #expect(TextWidth.lines("register received 2026", width: 25, size: 3.2) == ["register", "received 2026"])
        #expect(TextWidth.cut(text, width: 30, size: 3.2).hasSuffix("…"))
        #expect(TextWidth.cut("短い", width: 30, size: 3.2) == "短い")
    }

    @Test(arguments: PaperSize.allCases)
    func nothingOfAPageOverlaps(paper: PaperSize) {
        let page = SheetBox(left: 0, top: 0, width: paper.width, height: paper.height)
        for hasMap in [true, false] {
            let boxes =
                [paper.headBox, paper.codeBox, paper.footBox] + paper.columns(withMap: hasMap)
                + (hasMap ? [paper.mapBox, paper.stripBox] : [])
            for (place, box) in boxes.enumerated() {
                #expect(page.contains(box))
                for other in boxes[(place + 1)...] { #expect(box.overlap(with: other) == 0, "\(box) \(other)") }
            }
            #expect(paper.lineCounts(withMap: hasMap).allSatisfy { $0 > 15 })
        }
    }
}
