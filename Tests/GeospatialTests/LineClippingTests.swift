import Geospatial
import TestSupport
import Testing

@Suite struct LineClippingTests {
    private static let low = PlanePoint(x: 0, y: 0)
    private static let high = PlanePoint(x: 10, y: 10)

    private static func parts(_ line: [(Double, Double)]) -> [[PlanePoint]] {
        LineClipping.parts(of: line.map { PlanePoint(x: $0.0, y: $0.1) }, low: low, high: high)
    }

    private static func points(_ line: (Double, Double)...) -> [PlanePoint] {
        line.map { PlanePoint(x: $0.0, y: $0.1) }
    }

    @Test func whatIsInsideStaysAsItIs() {
        #expect(Self.parts([(1, 1), (2, 9), (9, 9)]) == [Self.points((1, 1), (2, 9), (9, 9))])
        // The edges belong to the rectangle.
        #expect(Self.parts([(0, 0), (10, 0), (10, 10)]) == [Self.points((0, 0), (10, 0), (10, 10))])
    }

    @Test func aLineThatComesBackHasTwoParts() {
        #expect(
            Self.parts([(5, 5), (15, 5), (15, 8), (5, 8)]) == [
                Self.points((5, 5), (10, 5)), Self.points((10, 8), (5, 8)),
            ])
    }

    @Test func aLineMayPassThroughWithoutACornerInside() {
        #expect(Self.parts([(-5, 5), (15, 5)]) == [Self.points((0, 5), (10, 5))])
        #expect(Self.parts([(-5, 12), (12, 15)]).isEmpty)
        #expect(Self.parts([(-1, 5), (-1, 6)]).isEmpty && Self.parts([(5, 5)]).isEmpty && Self.parts([]).isEmpty)
    }

    /// Walking along a line in small steps, what lies well inside the rectangle is on some part, and nothing else is.
    @Test func partsAreWhatLiesInside() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let line = (0..<8).map { _ in
                (Double.random(in: -8...18, using: &random), Double.random(in: -8...18, using: &random))
            }
            let parts = Self.parts(line)
            func isOnAPart(_ point: PlanePoint) -> Bool {
                parts.contains { part in
                    zip(part, part.dropFirst()).contains { a, b in
                        let (x, y) = (b.x - a.x, b.y - a.y)
                        let length = x * x + y * y
                        let share = length == 0 ? 0 : ((point.x - a.x) * x + (point.y - a.y) * y) / length
                        let at = min(max(share, 0), 1)
                        let (dx, dy) = (a.x + x * at - point.x, a.y + y * at - point.y)
                        return dx * dx + dy * dy < 1e-12
                    }
                }
            }
            for part in parts.joined() {
                #expect((-1e-9...10 + 1e-9).contains(part.x) && (-1e-9...10 + 1e-9).contains(part.y))
            }
            for (a, b) in zip(line, line.dropFirst()) {
                for step in 0...40 {
                    let share = Double(step) / 40
                    let point = PlanePoint(x: a.0 + (b.0 - a.0) * share, y: a.1 + (b.1 - a.1) * share)
                    let isInside = (0.01...9.99).contains(point.x) && (0.01...9.99).contains(point.y)
                    if isInside { #expect(isOnAPart(point)) }
                }
            }
        }
    }
}
