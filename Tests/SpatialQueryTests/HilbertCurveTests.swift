import Testing

@testable import SpatialQuery

@Suite struct HilbertCurveTests {
    @Test func visitsEveryCellOfABlockOnceAndStepsToANeighbour() {
        // The first 64 × 64 cells from the south-west corner are a whole piece of the curve.
        var cells: [UInt32: (Int, Int)] = [:]
        for column in 0..<64 as Range<UInt32> {
            for row in 0..<64 as Range<UInt32> {
                cells[HilbertCurve.place(column: column, row: row)] = (Int(column), Int(row))
            }
        }
        #expect(cells.count == 64 * 64)
        for place in 1..<4096 as Range<UInt32> {
            guard let from = cells[place - 1], let to = cells[place] else {
                Issue.record("place \(place) is missing")
                return
            }
            #expect(abs(from.0 - to.0) + abs(from.1 - to.1) == 1)
        }
    }

    @Test func endsInTheSouthEastCorner() {
        #expect(HilbertCurve.place(column: 0, row: 0) == 0)
        #expect(HilbertCurve.place(column: 65_535, row: 0) == .max)
    }
}
