import Foundation
import GRDB
import Geospatial
import Interchange
import TestSupport
import Testing

@testable import AreaFiles

@Suite struct GeoPackageTests {
    private static let square = WellKnownBinaryTests.square

    /// A GeoPackage with the tables that the standard asks for, and what `fill` adds.
    static func package(layers: [String] = ["flood"], _ fill: (Database) throws -> Void = { _ in }) throws -> [UInt8] {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString).gpkg")
        defer { try? FileManager.default.removeItem(at: url) }
        let queue = try DatabaseQueue(path: url.path)
        try queue.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
                        organization_coordsys_id INTEGER, definition TEXT);
                    INSERT INTO gpkg_spatial_ref_sys VALUES ('none', -1, 'NONE', -1, 'undefined'),
                        ('JGD2011', 6668, 'epsg', 6668, 'x'), ('own', 100001, 'OWN', 1, 'GEOGCS["own"]');
                    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
                    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
                    """)
            for layer in layers {
                try db.execute(
                    sql: """
                        CREATE TABLE "\(layer)" (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT, depth REAL, rank INTEGER);
                        INSERT INTO gpkg_contents VALUES ('\(layer)', 'features', 6668);
                        INSERT INTO gpkg_geometry_columns VALUES ('\(layer)', 'geom', 6668);
                        """)
            }
            try fill(db)
        }
        try queue.close()
        return Array(try Data(contentsOf: url))
    }

    /// A geometry as a GeoPackage stores it, with an envelope of the given kind.
    static func blob(_ shape: [UInt8], envelope: Int = 0, flags: UInt8 = 1) -> Data {
        let lengths = [0, 32, 48, 48, 64]
        return Data(
            Array("GP".utf8) + [0, flags | UInt8(envelope) << 1] + AreaFileBytes.number(6668 as UInt32)
                + [UInt8](repeating: 0, count: lengths[envelope]) + shape)
    }

    @Test(arguments: 0...4)
    func readsShapesBehindEveryEnvelope(envelope: Int) throws {
        let bytes = try Self.package { db in
            try db.execute(
                sql: "INSERT INTO flood (geom, name, depth, rank) VALUES (?, '紀の川', 1.5, 3), (NULL, NULL, NULL, NULL)",
                arguments: [Self.blob(AreaFileBytes.wellKnownBinary([Self.square]), envelope: envelope)])
        }
        let file = try AreaFile.read(bytes, attributes: true)
        #expect(file.format == .geoPackage && file.layerName == "flood" && file.layer.declared == .epsg(6668))
        #expect(file.layer.features.map(\.polygons.count) == [1, 0])
        #expect(file.layer.features[0].polygons[0].rings == [WellKnownBinaryTests.points(Self.square)])
        let properties = file.layer.features[0].properties
        #expect(properties["name"] == .string("紀の川") && properties["depth"] == .number(1.5))
        #expect(properties["rank"] == .number(3) && properties["fid"] == .number(1) && properties["geom"] == nil)
        #expect(file.layer.features[1].properties["name"] == .null)
        #expect(file.layer.passedOver.featuresWithoutShape == 1)
    }

    @Test func asksWhichOfSeveralLayers() throws {
        let bytes = try Self.package(layers: ["内水", "flood"]) { db in
            for layer in ["内水", "flood"] {
                try db.execute(
                    sql: "INSERT INTO \"\(layer)\" (geom) VALUES (?)",
                    arguments: [Self.blob(AreaFileBytes.wellKnownBinary([Self.square]))])
            }
        }
        #expect(throws: AreaFileError.severalLayers(names: ["flood", "内水"])) { try AreaFile.read(bytes) }
        #expect(try AreaFile.read(bytes, layer: "内水").layerName == "内水")
        #expect(throws: AreaFileError.noSuchLayer(names: ["flood", "内水"], nearest: "flood")) {
            try AreaFile.read(bytes, layer: "flod")
        }
    }

    @Test func readsWhatDescribesItsOwnReferenceSystem() throws {
        func declared(_ system: Int) throws -> DeclaredReferenceSystem? {
            try AreaFile.read(
                try Self.package { db in
                    try db.execute(
                        sql: "INSERT INTO flood (geom) VALUES (?); UPDATE gpkg_geometry_columns SET srs_id = ?",
                        arguments: [Self.blob(AreaFileBytes.wellKnownBinary([Self.square])), system])
                }
            ).layer.declared
        }
        #expect(try declared(-1) == nil)
        #expect(try declared(100_001) == .wellKnownText("GEOGCS[\"own\"]"))
        #expect(throws: AreaFileError.damaged(.geoPackage, part: "gpkg_spatial_ref_sys", place: nil)) {
            try declared(4)
        }
    }

    @Test func trustsNoViewAndNoEndlessQuery() throws {
        let bytes = try Self.package { db in
            try db.execute(
                sql: """
                    DROP TABLE flood;
                    CREATE VIEW flood AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
                        SELECT n AS fid, x'00' AS geom FROM c;
                    """)
        }
        #expect(throws: AreaFileError.unsupportedShape(.geoPackage, kind: "view", feature: 1)) {
            try AreaFile.read(bytes)
        }
        let endless = try Self.package { db in
            try db.execute(
                sql: """
                    DROP TABLE gpkg_contents;
                    CREATE VIEW gpkg_contents AS WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)
                        SELECT 'a' || n AS table_name, 'features' AS data_type, n AS srs_id FROM c;
                    """)
        }
        #expect(throws: AreaFileError.beyondLimit(.work)) { try AreaFile.read(endless) }
    }

    @Test func readsAFileLeftInWriteAheadModeAndRefusesOneThatIsOpen() throws {
        var bytes = try Self.package { db in
            try db.execute(
                sql: "INSERT INTO flood (geom) VALUES (?)",
                arguments: [Self.blob(AreaFileBytes.wellKnownBinary([Self.square]))])
        }
        bytes[18] = 2
        bytes[19] = 2
        #expect(try AreaFile.read(bytes).layer.features.count == 1)
        let folder = try ShapefileTests.Folder(["a.gpkg": bytes, "a.gpkg-wal": [1]])
        #expect(throws: AreaFileError.openElsewhere) { try folder.read("a.gpkg") }
    }

    @Test func refusesOtherDatabasesAndDamage() throws {
        let bytes = try Self.package { db in
            for _ in 0..<50 {
                try db.execute(
                    sql: "INSERT INTO flood (geom, name) VALUES (?, 'x')",
                    arguments: [Self.blob(AreaFileBytes.wellKnownBinary([Self.square]))])
            }
        }
        for length in stride(from: 16, to: bytes.count, by: 997) {
            #expect(throws: AreaFileError.self, "\(length)") { try AreaFile.read(Array(bytes[..<length])) }
        }
        let empty = try Self.package(layers: [])
        #expect(throws: AreaFileError.noLayers) { try AreaFile.read(empty) }
        for blob in [Data(), Data([0x47, 0x50, 0]), Self.blob([1, 2, 3]), Self.blob([], flags: 0x21)] {
            let damaged = try Self.package {
                try $0.execute(sql: "INSERT INTO flood (geom) VALUES (?)", arguments: [blob])
            }
            #expect(throws: AreaFileError.self) { try AreaFile.read(damaged) }
        }
        let text = try Self.package { try $0.execute(sql: "INSERT INTO flood (geom) VALUES ('GP')") }
        #expect(throws: AreaFileError.self) { try AreaFile.read(text) }
    }
}
