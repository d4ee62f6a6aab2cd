import Foundation
import Geospatial
import TestSupport
import Testing

@testable import SpatialQuery

@Suite struct AreaReachTests {
    @Test(arguments: RandomArea.Kind.allCases, 0..<6 as Range<UInt64>)
    func agreesWithEveryEdgeOnRandomAreas(kind: RandomArea.Kind, batch: UInt64) throws {
        for seed in batch * 60..<batch * 60 + 60 {
            var random = RandomArea(seed: seed)
            let area = try random.area(kind)
            let cells = Int.random(in: 0..<5, using: &random.generator)
            let prepared = try cells == 0 ? PreparedArea(area) : PreparedArea(area, cells: 1 << (3 * cells - 3))
            let reach = AreaReach(prepared)
            let oracle = try CoverOracle(area)
            let box = try #require(area.bounds)
            let size = max(box.east - box.west, box.north - box.south) * 111_000
            for (x, y) in random.points(for: area, grid: prepared.grid, count: 60) {
                let metres = size * pow(2, Double.random(in: -12...1, using: &random.generator))
                let circle = UncertaintyCircle(longitude: x, latitude: y, metres: metres)
                let nearest = ReachOracle.metresToBoundary(circle, area)
                // Both round, so nothing is claimed of a tie.
                if abs(nearest - circle.metres) <= circle.metres * 1e-9 { continue }
                let isNear = nearest < circle.metres
                let place = reach.place(of: circle)
                let note = "\(kind), seed \(seed), point \(x) \(y), \(metres) m"
                if try !oracle.covers(x, y) {
                    #expect(place == (isNear ? .touching : .outside), "\(note)")
                } else if place == .overhanging {
                    #expect(isNear, "\(note)")
                } else {
                    #expect(place == .inside, "\(note)")
                    // An edge that another polygon covers bounds nothing: then the circle itself must be covered.
                    if isNear { #expect(Self.isCovered(circle, by: prepared), "\(note)") }
                }
            }
        }
    }

    /// Whether the area holds many positions of the circle.
    private static func isCovered(_ circle: UncertaintyCircle, by area: PreparedArea) -> Bool {
        let scale = circle.scale
        return (0..<256).allSatisfy { step in
            let angle = Double(step) * .pi / 32
            let metres = circle.metres * (step % 4 == 0 ? 0.999 : Double(step) / 256)
            let east = metres * cos(angle) / scale.metresPerDegreeEast
            let north = metres * sin(angle) / scale.metresPerDegreeNorth
            guard east.isFinite, abs(circle.longitude + east) <= 180, abs(circle.latitude + north) <= 90 else {
                return true
            }
            return area.contains(longitude: circle.longitude + east, latitude: circle.latitude + north)
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func missesNothingThatTheGeodesicReaches(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<300 {
            let x = Double.random(in: 123...153, using: &generator)
            let y = Double.random(in: 20...46, using: &generator)
            let spread = pow(10, Double.random(in: -4 ... -0.8, using: &generator))
            let target = (
                x + Double.random(in: -spread...spread, using: &generator),
                y + Double.random(in: -spread...spread, using: &generator)
            )
            let distance = try #require(ReachOracle.geodesic((x, y), target))
            let corner = try Coordinate(longitude: target.0, latitude: target.1)
            let dot = try Ring([corner, corner, corner, corner])
            let reach = AreaReach(try PreparedArea(MultiPolygon([Polygon(exterior: dot)])))
            func place(_ metres: Double) -> CirclePlace {
                reach.place(of: UncertaintyCircle(longitude: x, latitude: y, metres: metres))
            }
            #expect(place(distance) == .touching, "seed \(seed): \(x) \(y) \(target)")
            #expect(place(Double(Float(distance))) == .touching, "seed \(seed): \(x) \(y) \(target)")
            // It errs by little: 0.4 % at 20 km, far less nearby.
            #expect(place(distance * (1 - 2e-7 * distance) - 0.01) == .outside, "seed \(seed): \(x) \(y) \(target)")
        }
    }

    @Test func tellsTheFourPlacesApart() throws {
        // A square of about a kilometre with a hole of about a hundred metres.
        let area = MultiPolygon([
            Polygon(
                exterior: try PreparedAreaTests.rectangle(135, 34, 135.01, 34.01),
                holes: [try PreparedAreaTests.rectangle(135.005, 34.005, 135.006, 34.006)])
        ])
        let reach = AreaReach(try PreparedArea(area))
        func place(_ x: Double, _ y: Double, _ metres: Double) -> CirclePlace {
            reach.place(of: UncertaintyCircle(longitude: x, latitude: y, metres: metres))
        }
        #expect(place(135.002, 34.002, 100) == .inside)
        #expect(place(135.002, 34.002, 300) == .overhanging)
        #expect(place(135.004, 34.0055, 100) == .overhanging)
        #expect(place(135.0055, 34.0055, 10) == .outside)
        #expect(place(135.0055, 34.0055, 60) == .touching)
        #expect(place(135, 34, 0) == .overhanging)
        #expect(place(134.99, 34.005, 900) == .outside)
        #expect(place(134.99, 34.005, 930) == .touching)
        #expect(place(130, 30, 100_000) == .outside)
        #expect(place(130, 30, 1_000_000) == .touching)
    }

    @Test(arguments: [Double.nan, -1, .infinity, 1e300])
    func takesARadiusThatIsNoneForTheWholeWorld(metres: Double) throws {
        let reach = AreaReach(
            try PreparedArea(MultiPolygon([Polygon(exterior: try PreparedAreaTests.rectangle(135, 34, 136, 35))])))
        #expect(reach.place(of: UncertaintyCircle(longitude: 10, latitude: 0, metres: metres)) == .touching)
    }

    @Test func nothingReachesAnEmptyArea() throws {
        let reach = AreaReach(try PreparedArea(MultiPolygon([])))
        #expect(reach.place(of: UncertaintyCircle(longitude: 135, latitude: 34, metres: 1e6)) == .outside)
    }

    @Test(arguments: RandomArea.Kind.allCases)
    func findsTheSameInPackedOrderAsOneByOne(kind: RandomArea.Kind) throws {
        for seed in 0..<8 as Range<UInt64> {
            var random = RandomArea(seed: 900 + seed)
            let area = try random.area(kind)
            let reach = AreaReach(try PreparedArea(area))
            let box = try #require(area.bounds)
            let size = max(box.east - box.west, box.north - box.south)
            let radii = [0, 5, size * 1_000, size * 20_000]
            let points = try (0..<6_000).map { index in
                // Many households at few places, and places far around the area.
                let x = box.west + size * Double(Int.random(in: -40...100, using: &random.generator)) / 64
                let y = box.south + size * Double(Int.random(in: -40...100, using: &random.generator)) / 64
                return (
                    household: UInt32(index + 1),
                    coordinate: try Coordinate(
                        longitude: min(180, max(-180, x)), latitude: min(90, max(-90, y))), level: UInt8(1),
                    uncertainty: Float(radii.randomElement(using: &random.generator) ?? 0)
                )
            }
            let packed = PackedPositions.packing(points)
            var found: [Int: CirclePlace] = [:]
            var order: [Int] = []
            packed.forEachReached(by: reach) { place, circle in
                found[place] = circle
                order.append(place)
            }
            #expect(order == order.sorted() && order.count == found.count)
            for place in 0..<packed.count {
                let circle = UncertaintyCircle(
                    longitude: packed.longitudes[place], latitude: packed.latitudes[place],
                    metres: Double(packed.uncertainties[place]))
                #expect(found[place] ?? .outside == reach.place(of: circle), "\(kind), seed \(900 + seed)")
            }
        }
    }
}
