import FieldSheets
import Geospatial
import TestSupport
import Testing

@Suite struct SheetCuttingTests {
    private static func points(_ count: Int, seed: UInt64) -> [PlanePoint] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { _ in
            PlanePoint(
                x: Double(random.next() % 500_000) / 100, y: Double(random.next() % 300_000) / 100)
        }
    }

    @Test(arguments: [(1, 30), (30, 30), (31, 30), (1_200, 30), (1_201, 30), (997, 7), (50, 1)])
    func everyPointIsOnExactlyOneSheetAndNoSheetIsTooFull(count: Int, capacity: Int) {
        let sheets = SheetCutting.cut(Self.points(count, seed: 3), atMost: capacity)
        #expect(sheets.flatMap(\.self).sorted() == Array(0..<count))
        #expect(sheets.allSatisfy { (1...capacity).contains($0.count) && $0 == $0.sorted() })
        #expect(sheets.count == (count + capacity - 1) / capacity)
    }

    @Test func sheetsOfOneAreaDoNotOverlap() {
        let points = Self.points(1_200, seed: 11)
        let sheets = SheetCutting.cut(points, atMost: 30)
        let boxes = sheets.map { sheet -> SheetBox in
            let (x, y) = (sheet.map { points[$0].x }, sheet.map { points[$0].y })
            let (left, top) = (x.min() ?? 0, y.min() ?? 0)
            return SheetBox(left: left, top: top, width: (x.max() ?? 0) - left, height: (y.max() ?? 0) - top)
        }
        for (place, box) in boxes.enumerated() {
            for other in boxes[(place + 1)...] { #expect(box.overlap(with: other) == 0) }
        }
        // Compact: no sheet is as wide or high as a third of the area of 5 by 3 km.
        #expect(boxes.allSatisfy { $0.width < 1_700 && $0.height < 1_000 })
    }

    @Test func theCutGoesThroughTheWidestGapThatIsFree() {
        // Five houses on one bank, four on the other, up to six on a sheet: two sheets, and none crosses the river.
        let west = (0..<5).map { PlanePoint(x: Double($0) * 10, y: 0) }
        let east = (0..<4).map { PlanePoint(x: 200 + Double($0) * 10, y: 0) }
        #expect(SheetCutting.cut(west + east, atMost: 6) == [[0, 1, 2, 3, 4], [5, 6, 7, 8]])
    }

    @Test func theOrderOfThePointsDoesNotChangeTheSheets() {
        let points = Self.points(200, seed: 5)
        let turned = Array(points.reversed())
        func sets(_ points: [PlanePoint]) -> [Set<PlanePoint>] {
            SheetCutting.cut(points, atMost: 30).map { Set($0.map { points[$0] }) }
        }
        #expect(sets(points) == sets(turned))
    }

    @Test func manyHouseholdsAtOnePointAreStillCut() {
        let points = [PlanePoint](repeating: PlanePoint(x: 1, y: 2), count: 65)
        #expect(SheetCutting.cut(points, atMost: 30).map(\.count).reduce(0, +) == 65)
        #expect(SheetCutting.cut(points, atMost: 30).count == 3)
    }
}
