import Foundation
import GRDB
import Geospatial
import Places
import Residents
import TestSupport
import Testing

@testable import Registry

/// Layers of the ground in a workspace.
@Suite struct GroundTests {
    private static func position(_ longitude: Double, _ latitude: Double) throws -> Coordinate {
        try Coordinate(longitude: longitude, latitude: latitude)
    }

    /// Streets all over a city, some of them named, and a lake with an island.
    private static func pieces(_ count: Int, seed: UInt64 = 3) throws -> [GroundPiece] {
        var random = SeededGenerator(seed: seed)
        let names = try [nil, StoredText("大通り"), StoredText("神\u{E0100}通り"), StoredText("神通り")]
        return try (1...count).map { number in
            var (longitude, latitude) = (
                Double.random(in: 135...135.3, using: &random), Double.random(in: 34...34.2, using: &random)
            )
            let line = try (0..<Int.random(in: 2...9, using: &random)).map { _ in
                longitude += Double.random(in: -0.001...0.001, using: &random)
                latitude += Double.random(in: -0.001...0.001, using: &random)
                return try position(longitude, latitude)
            }
            return try #require(GroundPiece(number: number, name: names[number % 4], .line(line)))
        } + [try lake(number: count + 1)]
    }

    private static func lake(number: Int) throws -> GroundPiece {
        func ring(_ reach: Double) throws -> Ring {
            try Ring(
                [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1), (-1, -1)].map {
                    try position(135.15 + $0.0 * reach, 34.1 + $0.1 * reach)
                })
        }
        return try #require(
            GroundPiece(
                number: number, name: nil, .area(Polygon(exterior: ring(0.1234567), holes: [ring(0.0123456789)]))))
    }

    private static func layer(_ name: String = "道路", kind: GroundKind = .road) throws -> GroundLayer {
        GroundLayer(
            name: try StoredText(name), kind: kind, label: "name", sourceName: "roads.gpkg#roads",
            sourceChecksum: "00000001", referenceSystem: "EPSG:6668",
            receivedOn: try CalendarDate(year: 2026, month: 6, day: 1))
    }

    private static func keep(_ layer: GroundLayer, _ pieces: [GroundPiece], in paths: WorkspacePaths) throws {
        let writer = try RegistryWriter(paths)
        try writer.maintenance(by: TemporaryWorkspace.acting) { try $0.keep(layer, pieces: pieces) }
        try writer.close()
    }

    @Test func aLayerComesBackAsItWent() throws {
        let workspace = try TemporaryWorkspace()
        let pieces = try Self.pieces(3_000)
        try Self.keep(try Self.layer(), pieces, in: workspace.paths)
        let (layers, read, generation) = try RegistryReader(workspace.paths).read { snapshot in
            let layers = try snapshot.groundLayers()
            return (layers, try snapshot.groundPieces(ofLayer: layers[0].id), try snapshot.generation())
        }
        #expect(layers.map(\.layer) == [try Self.layer()] && layers[0].pieces == pieces.count)
        #expect(layers[0].positions == pieces.reduce(0) { $0 + $1.positionCount })
        #expect(read == pieces)
        // It changes no list, and so is no state of the register.
        #expect(generation == 1)
    }

    @Test func aBoxGivesThePiecesThatMeetIt() throws {
        let workspace = try TemporaryWorkspace()
        let pieces = try Self.pieces(3_000)
        try Self.keep(try Self.layer(), pieces, in: workspace.paths)
        var random = SeededGenerator(seed: 8)
        for _ in 0..<50 {
            let (west, south) = (
                Double.random(in: 134.9...135.3, using: &random), Double.random(in: 33.9...34.2, using: &random)
            )
            let box = try #require(BoundingBox(west: west, south: south, east: west + 0.05, north: south + 0.05))
            let read = try RegistryReader(workspace.paths).read { try $0.groundPieces(ofLayer: 1, meeting: box) }
            #expect(read == pieces.filter { $0.box?.intersects(box) == true })
        }
        let extent = try RegistryReader(workspace.paths).read { try $0.groundExtent(ofLayer: 1) }
        #expect(extent == BoundingBox(pieces.flatMap { $0.parts.joined() }))
    }

    @Test func aChunkHoldsNeighboursInAFewBytes() throws {
        let pieces = try Self.pieces(3_000)
        let chunks = PackedGround.chunks(of: pieces)
        #expect(chunks.count > 3 && chunks.joined().count == pieces.count)
        for chunk in chunks {
            #expect(chunk.reduce(0) { $0 + $1.positionCount } <= PackedGround.positionsOfAChunk)
            #expect(PackedGround.pieces(in: PackedGround.bytes(of: chunk)) == chunk)
        }
        let bytes = chunks.reduce(0) { $0 + PackedGround.bytes(of: $1).count }
        #expect(bytes < pieces.reduce(0) { $0 + $1.positionCount } * 10)
    }

    /// Damaged bytes give nothing or other pieces; they stop nobody.
    @Test func damagedBytesAreRefusedOrRead() throws {
        let bytes = PackedGround.bytes(of: try Self.pieces(20))
        for length in bytes.indices { #expect(PackedGround.pieces(in: Array(bytes[..<length])) == nil) }
        #expect(PackedGround.pieces(in: bytes + [0]) == nil)
        var random = SeededGenerator(seed: 4)
        var refused = 0
        for _ in 0..<3_000 {
            var damaged = bytes
            damaged[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            if PackedGround.pieces(in: damaged) == nil { refused += 1 }
        }
        #expect(refused > 0)
    }

    @Test func aLayerOfTheSameNameTakesItsPlace() throws {
        let workspace = try TemporaryWorkspace()
        try Self.keep(try Self.layer("川", kind: .river), [try Self.lake(number: 1)], in: workspace.paths)
        try Self.keep(try Self.layer(), try Self.pieces(5), in: workspace.paths)
        try Self.keep(try Self.layer(kind: .other), try Self.pieces(9), in: workspace.paths)
        let layers = try RegistryReader(workspace.paths).read { try $0.groundLayers() }
        #expect(layers.map(\.layer.name.text) == ["川", "道路"])
        #expect(layers.map(\.id) == [1, 2] && layers.map(\.revision) == [1, 2] && layers.map(\.pieces) == [1, 10])
        let writer = try RegistryWriter(workspace.paths)
        try writer.maintenance(by: TemporaryWorkspace.acting) { try $0.removeGround(named: try StoredText("道路")) }
        try writer.close()
        let (left, chunks) = try DatabaseQueue(path: workspace.paths.database).read {
            (
                try String.fetchAll($0, sql: "SELECT name FROM ground_layer"),
                try Int64.fetchAll($0, sql: "SELECT DISTINCT layer_id FROM ground_chunk")
            )
        }
        #expect(left == ["川"] && chunks == [1])
    }

    @Test func aLineOfOnePositionIsNoPiece() throws {
        #expect(GroundPiece(number: 1, name: nil, .line([try Self.position(135, 34)])) == nil)
    }
}
