import Geospatial
import TestSupport
import Testing

@testable import FieldSheets

@Suite struct MapDrawingTests {
    private static let box = SheetBox(left: 12, top: 34, width: 186, height: 122)

    @Test func theScaleIsRoundAndShowsEveryPoint() {
        var random = SeededGenerator(seed: 21)
        for extent in [0.5, 20, 150, 900, 4_000, 30_000, 400_000] {
            let points = (0..<30).map { _ in
                PlanePoint(
                    x: 500_000 + Double(random.next() % 1_000) / 1_000 * extent,
                    y: 3_800_000 + Double(random.next() % 1_000) / 1_000 * extent)
            }
            let frame = MapFrame(showing: points, in: Self.box, least: MapScale(500))
            #expect(MapScale.round.contains(frame.scale))
            #expect(points.allSatisfy { Self.box.grown(by: -8).contains(frame.place($0)) })
        }
    }

    @Test func aMetreOnTheGroundIsAsLongAsTheScaleSays() {
        let frame = MapFrame(box: Self.box, scale: MapScale(2_500), center: PlanePoint(x: 500_000, y: 3_800_000))
        let (from, to) = (
            frame.place(PlanePoint(x: 500_000, y: 3_800_000)), frame.place(PlanePoint(x: 500_100, y: 3_800_050))
        )
        #expect(abs(to.x - from.x - 40) < 1e-9 && abs(from.y - to.y - 20) < 1e-9)
        #expect(frame.scale.text == "1:2,500" && MapScale(1_250_000).text == "1:1,250,000")
    }

    @Test(arguments: MapScale.round)
    func theScaleBarAndTheGridCanBeRead(scale: MapScale) {
        let bar = scale.millimetres(metres: scale.barMetres)
        #expect((23.9...60).contains(bar))
        if scale.denominator <= 5_000_000 { #expect(scale.millimetres(metres: scale.gridMetres) >= 15) }
    }

    @Test func numbersStandBesideTheirSymbolsAndOffEachOther() {
        var random = SeededGenerator(seed: 33)
        for _ in 0..<20 {
            let labels = (0..<30).map { _ in
                LabelPlacing.Label(
                    anchor: PlanePoint(
                        x: 21 + Double(random.next() % 1_680) / 10, y: 43 + Double(random.next() % 1_040) / 10),
                    radius: 1.5, width: 7, height: 3.4)
            }
            let places = LabelPlacing.places(of: labels, in: Self.box)
            for (place, mine) in places.enumerated() {
                #expect(Self.box.contains(mine.box))
                for other in places[(place + 1)...] { #expect(mine.box.overlap(with: other.box) == 0) }
                for label in labels {
                    let symbol = SheetBox(
                        left: label.anchor.x - 1.5, top: label.anchor.y - 1.5, width: 3, height: 3)
                    #expect(mine.box.overlap(with: symbol) == 0)
                }
            }
            #expect(LabelPlacing.places(of: labels, in: Self.box) == places)
        }
    }

    /// The last bit decides between two places, and the same list gives the same bytes.
    @Test func whatCoversAPlaceIsToTheLastBitWhatAllTogetherSay() {
        var random = SeededGenerator(seed: 34)
        func box() -> SheetBox {
            SheetBox(
                left: Double.random(in: -20...200, using: &random), top: Double.random(in: -20...160, using: &random),
                width: Double.random(in: 0...20, using: &random), height: Double.random(in: 0...7, using: &random))
        }
        var cells = BoxCells()
        var all: [SheetBox] = []
        var covered = 0
        for number in 0..<600 {
            // Edges on the lines of the raster too, and boxes without an area.
            let next =
                number % 5 == 0
                ? SheetBox(left: Double(number % 18) * 6, top: 6, width: number % 2 == 0 ? 12 : 0, height: 6) : box()
            let asked = box()
            let cover = all.reduce(0) { $0 + $1.overlap(with: asked) }
            #expect(cells.cover(of: asked) == cover)
            if cover > 0 { covered += 1 }
            cells.add(next)
            all.append(next)
        }
        #expect(covered > 200)
    }

    @Test func aRingIsCutAtTheEdgesOfTheBox() {
        let box = SheetBox(left: 0, top: 0, width: 10, height: 10)
        let large = [(-5.0, 2.0), (15, 2), (15, 8), (-5, 8)].map { PlanePoint(x: $0.0, y: $0.1) }
        let cut = RingClipping.clip(large, to: box)
        #expect(Set(cut) == Set([(0.0, 2.0), (10, 2), (10, 8), (0, 8)].map { PlanePoint(x: $0.0, y: $0.1) }))
        #expect(RingClipping.clip(large.map { PlanePoint(x: $0.x + 100, y: $0.y) }, to: box).isEmpty)
        let inside = [(1.0, 1.0), (2, 1), (2, 2)].map { PlanePoint(x: $0.0, y: $0.1) }
        #expect(Set(RingClipping.clip(inside, to: box)) == Set(inside))
    }

    @Test func noTextBecomesMarkup() {
        var canvas = SheetCanvas()
        canvas.text("<script>&\"'\u{202E}", x: 1, y: 2, size: 3)
        #expect(
            canvas.svg == "<text x=\"10\" y=\"20\" font-size=\"30\">&lt;script&gt;&amp;&quot;&#39;\u{FFFD}</text>\n")
    }
}
