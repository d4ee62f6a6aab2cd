import Foundation
import GRDB
import Geospatial
import Interchange
import TestSupport
import Testing

@testable import TilePacks

/// Packs of map images, whole ones and what strangers may send.
@Suite struct TilePackTests {
    /// A file that goes when the test ends.
    private final class File {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)").path
        init(_ bytes: [UInt8]? = nil) throws {
            if let bytes { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
        }
        deinit { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
    }

    @Test func tilesAreNumberedLevelByLevelAlongTheCurve() {
        let first = [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1), (2, 0, 0)]
        for (number, (zoom, row, column)) in first.enumerated() {
            #expect(PMTiles.number(zoom: zoom, row: row, column: column) == UInt64(number))
        }
        // Every tile of a level once, each beside the one before it.
        for zoom in 1...5 {
            let side = 1 << zoom
            var places: [UInt64: (Int, Int)] = [:]
            for row in 0..<side {
                for column in 0..<side { places[PMTiles.number(zoom: zoom, row: row, column: column)] = (row, column) }
            }
            let numbers = places.keys.sorted()
            #expect(
                numbers.count == side * side && (numbers.last ?? 0) - (numbers.first ?? 0) == UInt64(side * side - 1))
            #expect(numbers.first == ((1 << UInt64(2 * zoom)) - 1) / 3)
            for (before, after) in zip(numbers, numbers.dropFirst()) {
                let (from, to) = (places[before] ?? (0, 0), places[after] ?? (0, 0))
                #expect(abs(from.0 - to.0) + abs(from.1 - to.1) == 1)
            }
        }
    }

    @Test(arguments: [true, false]) func anArchiveGivesItsImages(isOnDisk: Bool) throws {
        let file = try File(TilePackBytes.usual)
        let pack = isOnDisk ? try TilePack(path: file.path) : try TilePack(archive: TilePackBytes.usual)
        #expect(pack.about.zooms == 0...3 && pack.about.attribution == "© 試験市")
        #expect(pack.about.bounds?.west == 135 && pack.about.bounds?.north == 35)
        #expect(try pack.image(zoom: 0, row: 0, column: 0)?.bytes == TilePackBytes.png("a"))
        #expect(try pack.image(zoom: 1, row: 0, column: 0) == nil)
        // In a further directory: one tile, then one content for three.
        #expect(try pack.image(zoom: 2, row: 0, column: 0)?.bytes == TilePackBytes.png("bb"))
        let others = try (0..<4).flatMap { row in try (0..<4).map { try pack.image(zoom: 2, row: row, column: $0) } }
        #expect(others.compactMap(\.self).filter { $0.bytes == TilePackBytes.png("ccc") }.count == 3)
        #expect(try pack.image(zoom: 9, row: 0, column: 0) == nil)
        #expect(try pack.image(zoom: 2, row: 4, column: -1) == nil)
    }

    @Test func directoriesMayBeGzipped() throws {
        // Made by zlib, level 9: the directory of one image of nine bytes.
        let plain = TilePackBytes.directory([(0, 1, 9, 0)])
        #expect(plain == [1, 0, 1, 9, 1])
        let (root, metadata) = (Self.stored(plain), Self.stored(Array("{}".utf8)))
        var bytes = TilePackBytes.archive(root: root, tiles: TilePackBytes.png("a"), metadata: "", compression: 2)
        // The metadata stand behind the directory here; the header says so.
        bytes.replaceSubrange(24..<32, with: withUnsafeBytes(of: UInt64(bytes.count).littleEndian, Array.init))
        bytes.replaceSubrange(32..<40, with: withUnsafeBytes(of: UInt64(metadata.count).littleEndian, Array.init))
        let pack = try TilePack(archive: bytes + metadata)
        #expect(try pack.image(zoom: 0, row: 0, column: 0)?.bytes == TilePackBytes.png("a"))
    }

    /// A gzip member that stores its content as it is.
    private static func stored(_ content: [UInt8]) -> [UInt8] {
        var sum: UInt32 = ~0
        for byte in content {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
        }
        let length = UInt16(content.count)
        func bytes(_ value: some FixedWidthInteger) -> [UInt8] { withUnsafeBytes(of: value.littleEndian, Array.init) }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + bytes(length) + bytes(~length) + content + bytes(~sum)
            + bytes(UInt32(content.count))
    }

    @Test(arguments: [true, false]) func aDatabaseGivesItsImages(isView: Bool) throws {
        let file = try File()
        try PackFile.database(
            at: file.path,
            tiles: [
                (1, 0, 1, TilePackBytes.png("north-west")), (2, 3, 0, [0xFF, 0xD8, 0xFF, 0xE0]),
                (2, 0, 0, Array("<svg>".utf8)),
            ],
            isView: isView)
        let pack = try TilePack(path: file.path)
        #expect(pack.about.zooms == 1...2 && pack.about.attribution == "© 試験市" && pack.about.bounds?.east == 136)
        #expect(try pack.image(zoom: 1, row: 0, column: 0)?.bytes == TilePackBytes.png("north-west"))
        #expect(try pack.image(zoom: 1, row: 1, column: 0) == nil)
        #expect(try pack.image(zoom: 2, row: 3, column: 3)?.kind == .jpeg)
        // Whatever is no image stays in the file.
        #expect(try pack.image(zoom: 2, row: 3, column: 0) == nil)
    }

    /// A file that says its levels is opened without asking its tiles, which here never end.
    @Test func levelsThatTheMetadataSayAreNotLookedFor() throws {
        func endless(_ metadata: [(String, String)]) throws -> File {
            let file = try File()
            try PackFile.database(at: file.path, metadata: [("format", "png")] + metadata, tiles: [])
            try DatabaseQueue(path: file.path).write { db in
                try db.execute(
                    sql: """
                        DROP TABLE tiles;
                        CREATE VIEW tiles AS WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n)
                        SELECT value AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS tile_data FROM n
                        """)
            }
            return file
        }
        let told = try endless([("minzoom", "3"), ("maxzoom", "9")])
        #expect(try TilePack(path: told.path).about.zooms == 3...9)
        let half = try endless([("minzoom", "3")])
        #expect(throws: TilePackError.damaged(part: "metadata")) { try TilePack(path: half.path) }
    }

    @Test func whatIsNoPackOfImagesIsRefused() throws {
        func refusal(_ bytes: [UInt8]) -> TilePackError? {
            do throws(TilePackError) {
                _ = try TilePack(archive: bytes)
                return nil
            } catch { return error }
        }
        let root = TilePackBytes.directory([(0, 1, 9, 0)])
        let tiles = TilePackBytes.png("a")
        #expect(refusal(TilePackBytes.archive(root: root, tiles: tiles, kind: 1)) == .notImages(kind: "mvt"))
        #expect(refusal(TilePackBytes.archive(root: root, tiles: tiles, kind: 5)) == .notImages(kind: "avif"))
        #expect(refusal(TilePackBytes.archive(root: root, tiles: tiles, compression: 3)) == .unknownCompression)
        #expect(refusal(TilePackBytes.archive(root: root, tiles: tiles, tileCompression: 2)) == .unknownCompression)
        #expect(refusal(TilePackBytes.archive(root: [9], tiles: tiles)) == .damaged(part: "directory"))
        #expect(refusal(TilePackBytes.archive(root: root, tiles: tiles, metadata: "{")) == .damaged(part: "metadata"))
        #expect(refusal(Array(TilePackBytes.usual.prefix(90))) == .damaged(part: "length"))
        #expect(refusal(Array("PMTiles\u{2}".utf8)) == .unknownFormat)
        let picture = try File(Array("GIF89a".utf8))
        #expect(throws: TilePackError.unknownFormat) { try TilePack(path: picture.path) }
        #expect(throws: TilePackError.file(.missingFile(path: "/nowhere/x"))) { try TilePack(path: "/nowhere/x") }

        let vector = try File()
        try PackFile.database(at: vector.path, metadata: [("format", "pbf")], tiles: [])
        #expect(throws: TilePackError.notImages(kind: "pbf")) { try TilePack(path: vector.path) }
        let logged = try File()
        let queue = try DatabaseQueue(path: logged.path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; CREATE TABLE metadata (name TEXT, value TEXT)")
        }
        #expect(throws: TilePackError.openElsewhere) { try TilePack(path: logged.path) }
        // A table that answers for ever is no pack.
        let endless = try File()
        try DatabaseQueue(path: endless.path).write { db in
            try db.execute(
                sql: """
                    CREATE TABLE tiles (zoom_level INTEGER);
                    CREATE VIEW metadata AS WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n)
                    SELECT 'format' AS name, count(*) AS value FROM n
                    """)
        }
        #expect(throws: TilePackError.damaged(part: "metadata")) { try TilePack(path: endless.path) }
    }

    @Test func whateverIsDamagedThereIsAnImageOrAnError() throws {
        let base = try File()
        try PackFile.database(
            at: base.path, tiles: (0..<8).map { (3, $0, 7 - $0, TilePackBytes.png("\($0)")) })
        let database = [UInt8](try Data(contentsOf: URL(fileURLWithPath: base.path)))
        var generator = SeededGenerator(seed: 20_261_126)
        var outcomes: Set<String> = []
        for round in 0..<600 {
            var bytes = round % 2 == 0 ? TilePackBytes.usual : database
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                // Most of a small database is empty; what counts is at the beginning and the end of its pages.
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[round % 4 == 1 ? place % 200 : place] = UInt8.random(in: 0...255, using: &generator)
            }
            if round % 7 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count / 2, using: &generator)) }
            let file = try File(bytes)
            do throws(TilePackError) {
                let pack = try TilePack(path: file.path)
                for zoom in 0...3 {
                    for place in 0..<(1 << zoom) {
                        outcomes.insert(
                            try pack.image(zoom: zoom, row: place, column: place) == nil ? "nothing" : "image")
                    }
                }
            } catch {
                outcomes.insert(String("\(error)".prefix { $0 != "(" }))
            }
        }
        #expect(outcomes.isSuperset(of: ["image", "nothing", "damaged", "unknownFormat"]))
    }
}
