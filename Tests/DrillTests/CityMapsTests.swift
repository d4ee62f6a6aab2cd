import Geospatial
import Interchange
import Testing

@testable import Drill

@Suite struct CityMapsTests {
    private static func rings(_ geometry: JSONValue) throws -> [[[Double]]] {
        let coordinates = try #require(geometry["coordinates"]?.array)
        let polygons = geometry["type"]?.string == "MultiPolygon" ? coordinates : [.array(coordinates)]
        var rings: [[[Double]]] = []
        for polygon in polygons {
            for (index, ring) in try #require(polygon.array).enumerated() {
                let positions = try #require(ring.array).map { ($0.array ?? []).compactMap(\.number) }
                #expect(positions.count >= 4 && positions.allSatisfy { $0.count == 2 })
                #expect(positions.first == positions.last)
                // RFC 7946: exteriors counter-clockwise, holes clockwise.
                #expect((area(positions) > 0) == (index == 0))
                rings.append(positions)
            }
        }
        return rings
    }

    private static func area(_ ring: [[Double]]) -> Double {
        zip(ring, ring.dropFirst()).reduce(0) { sum, pair in
            let (a, b) = pair
            return sum + (a[0] - ring[0][0]) * (b[1] - ring[0][1]) - (b[0] - ring[0][0]) * (a[1] - ring[0][1])
        }
    }

    private static func features(_ path: String) throws -> [JSONValue] {
        let document = try JSONParser.parse(try InputFile.read(path: path))
        #expect(document["type"]?.string == "FeatureCollection")
        #expect(document["name"]?.string?.contains("架空") == true)
        return try #require(document["features"]?.array)
    }

    @Test func floodHasTheFormOfTheNationalData() throws {
        let features = try Self.features(try DrillFixture.small.get().files.floodPath)
        var ranks: [Double] = []
        var vertices = 0
        for feature in features {
            let properties = try #require(feature["properties"])
            #expect(properties["A31a_201"]?.string == "9900010001")
            #expect(properties["A31a_202"]?.string == "瀬音川")
            ranks.append(try #require(properties["A31a_205"]?.number))
            vertices += try Self.rings(try #require(feature["geometry"])).reduce(0) { $0 + $1.count }
        }
        #expect(ranks == [1, 2, 3, 4, 5])
        #expect((4_000...12_000).contains(vertices))
    }

    @Test func everyAreaIsReadBackAsAnArea() throws {
        let files = try DrillFixture.small.get().files
        for path in [files.floodPath, files.riverPath, files.townsPath] {
            for feature in try Self.features(path) { _ = try Self.rings(try #require(feature["geometry"])) }
            let area = try GeoJSONAreaReader.read(try InputFile.read(path: path))
            #expect(area.passedOver == PassedOverShapes())
            #expect(area.features.count > 0 && !area.isEmpty)
        }
    }

    @Test func depthRanksDoNotOverlapAndDeepenTowardsTheRiver() throws {
        let plan = CityPlan(households: 1_000, seed: 1)
        let areas = try FloodMap(plan: plan).areas()
        var stream = RandomStream(seed: 21, purpose: .sample)
        var seen: Set<Int> = []
        for _ in 0..<300 {
            let point = PlanePoint(plan.size.width * stream.unit(), plan.size.height * stream.unit())
            let position = try plan.frame.coordinate(point)
            let ranks = areas.filter { Self.contains($0.area, position) }.map(\.rank)
            #expect(ranks.count <= 1, "seed 21")
            // Polygons follow the smooth limits to within their sampling.
            let near = Set([-1.5, 0, 1.5].map { plan.flood.rank(at: PlanePoint(point.x, point.y + $0)) })
            if near.count == 1 { #expect(near.first == ranks.first ?? 0, "seed 21") }
            seen.formUnion(ranks)
            if plan.river.covers(point, margin: 0) { #expect(ranks.first ?? 0 >= 4, "seed 21") }
        }
        #expect(seen.isSuperset(of: [1, 2, 3, 4]))
        #expect(plan.flood.rank(at: plan.flood.terrace.center) == 0)
        #expect(plan.flood.rank(at: plan.flood.pool.center) == 5)
    }

    /// Even-odd rule, slow and obvious.
    private static func contains(_ area: MultiPolygon, _ position: Coordinate) -> Bool {
        area.polygons.contains { polygon in
            ([polygon.exterior] + polygon.holes).reduce(false) { inside, ring in
                zip(ring.coordinates, ring.coordinates.dropFirst()).reduce(inside) { inside, edge in
                    let (a, b) = edge
                    guard (a.latitude > position.latitude) != (b.latitude > position.latitude) else { return inside }
                    let share = (position.latitude - a.latitude) / (b.latitude - a.latitude)
                    return position.longitude < a.longitude + share * (b.longitude - a.longitude) ? !inside : inside
                }
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func floodLimitsKeepTheirOrder(seed: UInt64) {
        let plan = CityPlan(households: 2_000, seed: seed)
        for step in 0...400 {
            let x = plan.size.width * (Double(step) / 400 * 1.28 - 0.14)
            var limits = (1...4).map { plan.flood.limit(ofRank: $0, side: .south, at: x) }
            limits.append(plan.river.center(at: x) - plan.river.reach(at: x))
            limits.append(plan.river.center(at: x) + plan.river.reach(at: x))
            limits += (1...4).reversed().map { plan.flood.limit(ofRank: $0, side: .north, at: x) }
            #expect(zip(limits, limits.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed), x \(x)")
        }
    }

    @Test func noHouseStandsInTheRiver() throws {
        let plan = CityPlan(households: 20_000, seed: 7)
        var wet = 0
        var flooded = 0
        let table = try DrillFixture.large.get().table("abr/mt_rsdtdsp_rsdt_pos_pref99.csv")
        for row in table.rows {
            let longitude = try #require(Double(row[7]))
            let latitude = try #require(Double(row[8]))
            let point = PlanePoint(
                (longitude - LocalFrame.centerLongitude) * LocalFrame.metresPerDegreeEast + plan.size.width / 2,
                (latitude - LocalFrame.centerLatitude) * LocalFrame.metresPerDegreeNorth + plan.size.height / 2)
            if plan.river.covers(point, margin: 5) { wet += 1 }
            if plan.flood.rank(at: point) > 0 { flooded += 1 }
        }
        #expect(wet == 0)
        // A flood that concerns a good part of the city, not all of it.
        #expect((0.08...0.6).contains(Double(flooded) / Double(table.rows.count)))
    }

    @Test func townsHaveNamesAndTileTheCity() throws {
        let city = try DrillFixture.small.get()
        let features = try Self.features(city.files.townsPath)
        let ids = features.compactMap { $0["properties"]?["machiaza_id"]?.string }
        #expect(ids.sorted() == (try city.table("abr/mt_town_all.csv"))["machiaza_id"].sorted())
        let households = features.compactMap { $0["properties"]?["households"]?.number }.reduce(0, +)
        #expect(households == 1_000)
    }

    @Test func streetsAreLinesOutsideTheWater() throws {
        let plan = CityPlan(households: 1_000, seed: 1)
        var lanes = 0
        for feature in try Self.features(try DrillFixture.small.get().files.streetsPath) {
            let geometry = try #require(feature["geometry"])
            #expect(geometry["type"]?.string == "MultiLineString")
            let isLane = feature["properties"]?["class"]?.string == "lane"
            for line in try #require(geometry["coordinates"]?.array) {
                let positions = try #require(line.array).map { ($0.array ?? []).compactMap(\.number) }
                #expect(positions.count >= 2)
                guard isLane else { continue }
                lanes += 1
                for position in positions {
                    let point = PlanePoint(
                        (position[0] - LocalFrame.centerLongitude) * LocalFrame.metresPerDegreeEast
                            + plan.size.width / 2,
                        (position[1] - LocalFrame.centerLatitude) * LocalFrame.metresPerDegreeNorth
                            + plan.size.height / 2)
                    #expect(!plan.river.covers(point, margin: 1))
                }
            }
        }
        #expect(lanes > 50)
    }

    @Test func curvesAreSmooth() {
        let curve = SmoothCurve(controls: [0, 5, -3, 8, 2, 2], start: 0, spacing: 10)
        for step in 0..<500 {
            let x = Double(step) / 10
            let difference = (curve.value(at: x + 1e-4) - curve.value(at: x - 1e-4)) / 2e-4
            #expect(abs(difference - curve.slope(at: x)) < 1e-4)
        }
    }
}
