import Foundation
import GRDB
import TestSupport
import Testing

/// Files of areas in every format that the map takes, dropped on it.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.advice)")) struct DroppedFileTests {
    /// A rectangle, clockwise from its south-western corner.
    private static func ring(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> AreaFileBytes.Ring {
        [(west, south), (west, north), (east, north), (east, south), (west, south)]
    }

    /// A Shapefile in degrees, as its makers send it: zipped, in a folder, with a name and attributes in Japanese.
    private static func shapefile(_ ring: AreaFileBytes.Ring) -> [UInt8] {
        let record = AreaFileBytes.record(1, [ring])
        let system =
            #"GEOGCS["JGD2011",DATUM["Japanese_Geodetic_Datum_2011",SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","6668"]]"#
        let field = AreaFileBytes.Field(Array("名称".utf8), "C", 20)
        return AreaFileBytes.archive([
            ("浸水/想定.shp", AreaFileBytes.shapefile([record])), ("浸水/想定.shx", AreaFileBytes.index([record])),
            ("浸水/想定.dbf", AreaFileBytes.table([field], [[Array("紀の川".utf8)]])),
            ("浸水/想定.prj", Array(system.utf8)), ("浸水/想定.cpg", Array("UTF-8".utf8)),
        ])
    }

    /// A GeoPackage with one layer of one polygon.
    private static func geoPackage(_ ring: AreaFileBytes.Ring, in folder: URL) throws -> [UInt8] {
        let file = folder.appendingPathComponent("made.gpkg")
        let queue = try DatabaseQueue(path: file.path)
        let shape =
            Array("GP".utf8) + [0, 1] + AreaFileBytes.number(6668 as UInt32) + AreaFileBytes.wellKnownBinary([ring])
        try queue.write { db in
            try db.execute(
                sql: """
                    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
                        organization_coordsys_id INTEGER, definition TEXT);
                    INSERT INTO gpkg_spatial_ref_sys VALUES ('JGD2011', 6668, 'epsg', 6668, 'x');
                    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, srs_id INTEGER);
                    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
                    CREATE TABLE flood (fid INTEGER PRIMARY KEY, geom BLOB);
                    INSERT INTO gpkg_contents VALUES ('flood', 'features', 6668);
                    INSERT INTO gpkg_geometry_columns VALUES ('flood', 'geom', 6668);
                    """)
            try db.execute(sql: "INSERT INTO flood (geom) VALUES (?)", arguments: [Data(shape)])
        }
        try queue.close()
        return Array(try Data(contentsOf: file))
    }

    private static func drop(_ name: String, _ bytes: [UInt8], on browser: WebDriver) async throws {
        try await browser.run(
            """
            const [name, text] = arguments;
            const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], name));
            document.getElementById("mapbox").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true }));
            """, [name, Data(bytes).base64EncodedString()])
    }

    @Test func aFileOfEveryFormatIsAnArea() async throws {
        try await MapSite.test { site in
            let square = MapSite.square
            // Five columns of households of ten, then two rows of six; who has no position may be in each.
            let west = Self.ring(square.west, square.south, 135.146, square.north)
            let south = Self.ring(square.west, square.south, square.east, 34.231)
            for (name, bytes, inside) in [
                ("試験 太郎.geojson", Array(MapSite.area.utf8), MapSite.inside),
                ("試験 太郎.zip", Self.shapefile(west), MapSite.inside / 2),
                ("試験 太郎.gpkg", try Self.geoPackage(south, in: site.folder), MapSite.inside / 3),
            ] {
                try await Self.drop(name, bytes, on: site.browser)
                try await site.waitForList(inside + 1)
                #expect(
                    try await site.browser.run("return engoPage.answer.summary.certain").number == Double(inside),
                    "\(name.suffix(7))")
            }
            // What is no area is told, and the list of before stays.
            try await Self.drop("試験 太郎.zip", Array("PK".utf8), on: site.browser)
            try await site.browser.until("document.getElementById('alert').textContent.length > 0")
            #expect(try await site.browser.run("return engoPage.answer.count").number == Double(MapSite.inside / 3 + 1))
            // What the files were called never leaves the browser.
            let log = try String(contentsOf: site.folder.appendingPathComponent("w.engo-audit"), encoding: .utf8)
            #expect(!log.contains("太郎") && !site.server.text.contains("太郎"))
        }
    }
}
