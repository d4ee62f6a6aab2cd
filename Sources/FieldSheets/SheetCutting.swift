package import Geospatial

/// Cuts the households of an area into sheets, each for one team: every household on exactly one, none with more than a team can visit.
///
/// The longer side of what is left is halved until each piece is small enough. A sheet more than needed is never made; within that freedom
/// the cut goes where the gap between two neighbours is widest, which is where rivers, railways and fields are.
package enum SheetCutting {
    /// The places of the points, sheet by sheet, each sheet's in ascending order; the northern and the western sheets first.
    ///
    /// - Parameter capacity: at most so many on a sheet, from 1.
    /// - Complexity: O(n log² n).
    package static func cut(_ points: [PlanePoint], atMost capacity: Int) -> [[Int]] {
        guard !points.isEmpty else { return [] }
        var sheets: [[Int]] = []
        divide(Array(points.indices), points, max(1, capacity), &sheets)
        return sheets
    }

    private static func divide(_ all: [Int], _ points: [PlanePoint], _ capacity: Int, _ sheets: inout [[Int]]) {
        let needed = (all.count + capacity - 1) / capacity
        guard needed > 1 else {
            sheets.append(all.sorted())
            return
        }
        let eastings = all.map { points[$0].x }
        let northings = all.map { points[$0].y }
        let isWide = extent(eastings) >= extent(northings)
        // From west to east, or from north to south.
        func key(_ place: Int) -> (Double, Double, Int) {
            isWide ? (points[place].x, -points[place].y, place) : (-points[place].y, points[place].x, place)
        }
        let ordered = all.sorted { key($0) < key($1) }
        let first = needed / 2
        let range = max(1, ordered.count - (needed - first) * capacity)...min(first * capacity, ordered.count - 1)
        let even = ordered.count * first / needed
        // The widest gap; of equal ones that nearest to the even cut, then the first.
        let cut =
            range.max { left, right in
                let gaps = (gap(left), gap(right))
                return gaps.0 == gaps.1
                    ? (-abs(left - even), -left) < (-abs(right - even), -right) : gaps.0 < gaps.1
            } ?? even
        func gap(_ place: Int) -> Double { key(ordered[place]).0 - key(ordered[place - 1]).0 }
        divide(Array(ordered[..<cut]), points, capacity, &sheets)
        divide(Array(ordered[cut...]), points, capacity, &sheets)
    }

    private static func extent(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }
}
