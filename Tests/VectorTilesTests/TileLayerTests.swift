import Geospatial
import TestSupport
import Testing

@testable import VectorTiles

@Suite struct TileLayerTests {
    private static func polygon(_ numbers: [(Double, Double)], holes: [[(Double, Double)]] = []) throws -> Polygon {
        func ring(_ numbers: [(Double, Double)]) throws -> Ring {
            let positions = try numbers.map { try Coordinate(longitude: $0.0, latitude: $0.1) }
            return try Ring(positions + [positions[0]])
        }
        return Polygon(exterior: try ring(numbers), holes: try holes.map(ring))
    }

    /// A star with many rays and a hole, some kilometres wide.
    private static func star(rays: Int, reach: Double = 0.05) throws -> MultiPolygon {
        var random = SeededGenerator(seed: 5)
        func ring(_ from: Double, _ to: Double) -> [(Double, Double)] {
            (0..<rays).map { ray in
                // A diamond instead of a circle: no sines are needed.
                let turn = Double(ray) / Double(rays) * 4
                let (x, y): (Double, Double) =
                    turn < 1
                    ? (1 - turn, turn)
                    : turn < 2 ? (1 - turn, 2 - turn) : turn < 3 ? (turn - 3, 2 - turn) : (turn - 3, turn - 4)
                let length = Double.random(in: from...to, using: &random) * reach
                return (135.2 + x * length, 34.2 + y * length)
            }
        }
        return MultiPolygon([try polygon(ring(0.6, 1), holes: [ring(0.1, 0.4)])])
    }

    private static func decoded(_ tile: VectorTile) throws -> DecodedTile.Layer {
        let layers = try DecodedTile(tile.bytes).layers
        try #require(layers.count == 1)
        return layers[0]
    }

    private static func area(_ ring: [[Int]]) -> Int {
        ring.indices.reduce(0) { sum, index in
            let (a, b) = (ring[index], ring[(index + 1) % ring.count])
            return sum + a[0] * b[1] - b[0] * a[1]
        }
    }

    private static func tiles(of area: MultiPolygon, zoom: Int) throws -> [TileAddress] {
        let box = try #require(area.bounds)
        let northWest = TileAddress(of: try Coordinate(longitude: box.west, latitude: box.north), zoom: zoom)
        let southEast = TileAddress(of: try Coordinate(longitude: box.east, latitude: box.south), zoom: zoom)
        return (northWest.row...southEast.row).flatMap { row in
            (northWest.column...southEast.column).compactMap { TileAddress(zoom: zoom, row: row, column: $0) }
        }
    }

    @Test(arguments: [10, 12, 13, 14, 16])
    func tilesOfAZoomLevelTogetherAreTheArea(zoom: Int) throws {
        let area = try Self.star(rays: 400)
        var layer = TileLayer(name: "star")
        layer.add(area, [])
        var sum = 0.0
        for address in try Self.tiles(of: area, zoom: zoom) {
            // Without a margin the tiles lie side by side.
            let window = TileWindow(address, step: 1, margin: 0)
            let tile = layer.tile(window, TileLayer.Limits())
            guard !tile.bytes.isEmpty else { continue }
            for feature in try Self.decoded(tile).features {
                for part in feature.parts { sum += Double(Self.area(part)) / 2 }
            }
        }
        let units = 4_096 * Double(1 << zoom)
        func projected(_ ring: Ring) -> Double {
            let points = ring.coordinates.map { WebMercator.project($0) - WebMercator.project(ring.coordinates[0]) }
            return abs(
                (1..<points.count).reduce(0.0) {
                    $0 + points[$1 - 1].x * points[$1].y - points[$1].x * points[$1 - 1].y
                }) / 2
        }
        let polygon = area.polygons[0]
        let expected = (projected(polygon.exterior) - polygon.holes.map(projected).reduce(0, +)) * units * units
        #expect(abs(sum / expected - 1) < (zoom < 14 ? 0.01 : 0.001))
    }

    /// A tile shows the part of a line that crosses it, somewhat beyond its edges, and of one that comes back two parts.
    @Test func linesAreCutAtTheEdgesOfATile() throws {
        let address = TileAddress(of: try Coordinate(longitude: 135.2, latitude: 34.2), zoom: 12)
        let box = address.box
        func position(_ x: Double, _ y: Double) throws -> Coordinate {
            try Coordinate(
                longitude: box.west + (box.east - box.west) * x, latitude: box.north - (box.north - box.south) * y)
        }
        var layer = TileLayer(name: "roads")
        layer.add(
            lines: [
                [try position(-3, 0.25), try position(3, 0.25)],
                [try position(0.5, 0.5), try position(1.5, 0.5), try position(1.5, 0.75), try position(0.5, 0.75)],
                [try position(2, 0), try position(2, 1)],
            ], [TileProperty("name", .text("大通り"))])
        let feature = try #require(try Self.decoded(layer.tile(address)).features.first)
        #expect(feature.type == 2 && feature.properties["name"] == .text("大通り"))
        // To within the grid and the bend of parallels between corners.
        func isNear(_ part: [[Int]], _ expected: [[Int]]) -> Bool {
            part.count == expected.count
                && zip(part, expected).allSatisfy { abs($0[0] - $1[0]) <= 4 && abs($0[1] - $1[1]) <= 4 }
        }
        #expect(feature.parts.count == 3)
        #expect(isNear(feature.parts[0], [[-64, 1024], [4160, 1024]]))
        #expect(isNear(feature.parts[1], [[2048, 2048], [4160, 2048]]))
        #expect(isNear(feature.parts[2], [[4160, 3072], [2048, 3072]]))
        let beside = try #require(TileAddress(zoom: 12, row: address.row + 2, column: address.column))
        #expect(layer.tile(beside).bytes.isEmpty)
        // Far out nothing is left of it but some corners, each of which differs from the one before.
        let far = try Self.decoded(layer.tile(TileAddress(of: try position(0.5, 0.5), zoom: 5)))
        for part in far.features.flatMap(\.parts) { for (a, b) in zip(part, part.dropFirst()) { #expect(a != b) } }
    }

    @Test func aLineOfOnePositionIsNotDrawn() throws {
        var layer = TileLayer(name: "roads")
        layer.add(lines: [[try Coordinate(longitude: 135.2, latitude: 34.2)], []], [])
        #expect(layer.byteCount == 0)
    }

    @Test func exteriorsAndHolesRunAsTheSpecificationAsks() throws {
        let area = try Self.star(rays: 60)
        var layer = TileLayer(name: "star")
        layer.add(id: 7, area, [TileProperty("rank", .text("3"))])
        let address = TileAddress(of: try Coordinate(longitude: 135.2, latitude: 34.2), zoom: 10)
        let decoded = try Self.decoded(layer.tile(address))
        #expect(decoded.version == 2 && decoded.extent == 4_096 && decoded.name == "star")
        let feature = try #require(decoded.features.first)
        #expect(feature.id == 7 && feature.type == 3)
        #expect(feature.properties == ["rank": .text("3")])
        // Area of the first ring positive, of the hole negative, with y to the south.
        #expect(feature.parts.map { Self.area($0).signum() } == [1, -1])
    }

    @Test func nothingReachesFarBeyondATile() throws {
        let area = try Self.star(rays: 900)
        var layer = TileLayer(name: "star")
        layer.add(area, [])
        for address in try Self.tiles(of: area, zoom: 14) {
            let tile = layer.tile(address)
            guard !tile.bytes.isEmpty else { continue }
            let numbers = try Self.decoded(tile).features.flatMap { $0.parts.joined().joined() }
            #expect(numbers.allSatisfy { (-64...4_160).contains($0) })
        }
    }

    @Test func anAreaAroundTheWholeTileFillsIt() throws {
        var layer = TileLayer(name: "all")
        layer.add(MultiPolygon([try Self.polygon([(130, 30), (140, 30), (140, 40), (130, 40)])]), [])
        let address = TileAddress(of: try Coordinate(longitude: 135, latitude: 35), zoom: 15)
        let parts = try #require(try Self.decoded(layer.tile(address)).features.first).parts
        #expect(parts.count == 1)
        #expect(Set(parts[0]) == [[-64, -64], [4_160, -64], [4_160, 4_160], [-64, 4_160]])
    }

    @Test func aTileInsideAHoleIsEmpty() throws {
        var layer = TileLayer(name: "hole")
        layer.add(
            MultiPolygon([
                try Self.polygon(
                    [(130, 30), (140, 30), (140, 40), (130, 40)], holes: [[(134, 34), (136, 34), (136, 36), (134, 36)]])
            ]), [])
        let tile = layer.tile(TileAddress(of: try Coordinate(longitude: 135, latitude: 35), zoom: 12))
        #expect(tile == VectorTile(bytes: [], features: 0, omitted: 0))
    }

    @Test func anAreaTooSmallForAShapeIsStillSeen() throws {
        var layer = TileLayer(name: "small")
        let place = try Coordinate(longitude: 135.2, latitude: 34.2)
        layer.add(MultiPolygon([try Self.polygon([(135.2, 34.2), (135.200_05, 34.2), (135.2, 34.200_05)])]), [])
        for zoom in [4, 8, 11, 13] {
            let tile = layer.tile(TileAddress(of: place, zoom: zoom))
            #expect(tile.features == 1, "zoom \(zoom)")
        }
    }

    @Test func pointsCarryTheirValues() throws {
        var layer = TileLayer(name: "towns")
        let place = try Coordinate(longitude: 135.2, latitude: 34.2)
        let properties: [TileProperty] = [
            TileProperty("name", .text("町")), TileProperty("households", .integer(12)),
            TileProperty("change", .integer(-3)),
            TileProperty("share", .number(0.25)), TileProperty("is_open", .flag(true)),
        ]
        layer.add(at: place, properties)
        layer.add(at: place, properties)
        let address = TileAddress(of: place, zoom: 12)
        let decoded = try Self.decoded(layer.tile(address))
        #expect(decoded.features.count == 2)
        #expect(decoded.features[0].type == 1 && decoded.features[0].parts.count == 1)
        #expect(
            decoded.features[0].properties == [
                "name": .text("町"), "households": .integer(12), "change": .integer(-3), "share": .number(0.25),
                "is_open": .flag(true),
            ])
        #expect(layer.tile(address) == layer.tile(address))
    }

    @Test func saysWhatItLeavesOut() throws {
        var layer = TileLayer(name: "many")
        let place = try Coordinate(longitude: 135.2, latitude: 34.2)
        for _ in 0..<5 { layer.add(at: place, []) }
        var limits = TileLayer.Limits()
        limits.features = 3
        let tile = layer.tile(TileAddress(of: place, zoom: 12), limits: limits)
        #expect(tile.features == 3 && tile.omitted == 2)
    }

    @Test func drawsOnACoarserGridWhatWouldBeTooLong() throws {
        let area = try Self.star(rays: 4_000)
        var layer = TileLayer(name: "star")
        layer.add(area, [])
        let address = TileAddress(of: try Coordinate(longitude: 135.2, latitude: 34.2), zoom: 9)
        var limits = TileLayer.Limits()
        let whole = layer.tile(address, limits: limits)
        limits.bytes = whole.bytes.count / 4
        let coarse = layer.tile(address, limits: limits)
        #expect(coarse.bytes.count <= limits.bytes && coarse.features == 1)
    }
}
