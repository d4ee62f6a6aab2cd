import Foundation
import GRDB
import GRDBSQLite
package import Geospatial

/// Writes a GeoPackage of points (JGD2011, EPSG:6668) and attributes, in memory: nothing of it is on a disk before it is whole.
///
/// The same calls give the same bytes, on the same version of SQLite.
/// - Source: OGC 12-128r18, *GeoPackage Encoding Standard* 1.3.1, sections 1.1, 2.1 and 2.4.
package final class GeoPackageWriter {
    /// A cell of a row.
    package enum Cell: Sendable {
        /// Text.
        case text(String)
        /// A whole number.
        case whole(Int)
        /// A decimal number.
        case decimal(Double)
        /// Nothing.
        case missing
    }

    /// A table with the statement that adds to it.
    private struct Table {
        let form: GeoPackageTableForm
        let insertion: String
        var bounds: BoundingBox?
    }

    private static let system: Int32 = 6668
    private let queue: DatabaseQueue
    private let changed: String
    private var tables: [Table] = []
    /// Bytes of all cells; the file is a little longer.
    package private(set) var contentBytes = 0

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - tables: in the order in which ``add(_:at:to:)`` counts them.
    ///   - day: when what is written last changed, as `YYYY-MM-DD`.
    /// - Throws: when SQLite has no memory for it.
    package init(_ tables: [GeoPackageTableForm], changedOn day: String) throws {
        var configuration = Configuration()
        // One transaction from the beginning to the end.
        configuration.allowsUnsafeTransactions = true
        queue = try DatabaseQueue(configuration: configuration)
        changed = day + "T00:00:00.000Z"
        try queue.inDatabase { db in
            try db.execute(sql: "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA temp_store = MEMORY")
            try db.execute(sql: "PRAGMA application_id = 0x47504B47; PRAGMA user_version = 10301; BEGIN")
            try db.execute(sql: Self.schema)
        }
        self.tables = try tables.map(begin)
    }

    /// Adds a row.
    ///
    /// - Parameters:
    ///   - cells: one for each column.
    ///   - position: where it stands; nil for nowhere, and in a table without places.
    ///   - table: counted from 0.
    /// - Throws: when SQLite has no memory for it.
    package func add(_ cells: [Cell], at position: Coordinate? = nil, to table: Int) throws {
        var values: [DatabaseValue] = []
        values.reserveCapacity(cells.count + 1)
        if tables[table].form.hasPlaces { values.append(position.map(Self.geometry)?.databaseValue ?? .null) }
        for cell in cells {
            switch cell {
            case .text(let text):
                values.append(text.databaseValue)
                contentBytes += text.utf8.count
            case .whole(let number): values.append(number.databaseValue)
            case .decimal(let number): values.append(number.databaseValue)
            case .missing: values.append(.null)
            }
        }
        contentBytes += 8 * values.count
        if let position, let box = BoundingBox([position]) {
            tables[table].bounds = tables[table].bounds?.union(box) ?? box
        }
        try queue.inDatabase { db in
            try db.cachedStatement(sql: tables[table].insertion).execute(arguments: StatementArguments(values))
        }
    }

    /// Ends the file and hands out its bytes; nothing can be added afterwards.
    ///
    /// - Throws: when SQLite has no memory for it.
    package func finish<Value>(_ body: (UnsafeRawBufferPointer) throws -> Value) throws -> Value {
        try queue.inDatabase { db in
            for table in tables {
                guard let box = table.bounds else { continue }
                try db.execute(
                    sql: "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
                    arguments: [box.west, box.south, box.east, box.north, table.form.name])
            }
            try db.execute(sql: "COMMIT")
            var size: Int64 = 0
            guard let bytes = sqlite3_serialize(db.sqliteConnection, "main", &size, 0) else {
                throw DatabaseError(resultCode: .SQLITE_NOMEM)
            }
            defer { sqlite3_free(bytes) }
            return try body(UnsafeRawBufferPointer(start: bytes, count: Int(size)))
        }
    }

    /// Makes a table and tells the file's catalogue of it.
    private func begin(_ form: GeoPackageTableForm) throws -> Table {
        let place = form.hasPlaces ? ["geom POINT"] : []
        let columns = form.columns.map { "\(Self.quoted($0.name)) \($0.kind.rawValue)" }
        let names = (form.hasPlaces ? ["geom"] : []) + form.columns.map { Self.quoted($0.name) }
        try queue.inDatabase { db in
            try db.execute(
                sql: """
                    CREATE TABLE \(Self.quoted(form.name)) (
                    \((["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"] + place + columns).joined(separator: ", ")))
                    """)
            try db.execute(
                sql: """
                    INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    form.name, form.hasPlaces ? "features" : "attributes", form.name, form.description, changed,
                    form.hasPlaces ? Self.system : 0,
                ])
            guard form.hasPlaces else { return }
            try db.execute(
                sql: "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)",
                arguments: [form.name, Self.system])
        }
        let marks = [String](repeating: "?", count: names.count).joined(separator: ", ")
        return Table(
            form: form,
            insertion: "INSERT INTO \(Self.quoted(form.name)) (\(names.joined(separator: ", "))) VALUES (\(marks))")
    }

    /// A point: GeoPackage's header without an envelope, then well-known binary, all little-endian.
    private static func geometry(_ position: Coordinate) -> Data {
        var bytes = Array("GP".utf8) + [0, 1]
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(system)
        bytes.append(1)
        append(UInt32(1))
        append(position.longitude.bitPattern)
        append(position.latitude.bitPattern)
        return Data(bytes)
    }

    private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    /// The tables that every GeoPackage has, and the systems that it must know beside ours.
    private static let schema = """
        CREATE TABLE gpkg_spatial_ref_sys (
          srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (
          table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
          description TEXT DEFAULT '',
          last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
          CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (
          table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
          CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT uk_gc_table_name UNIQUE (table_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        INSERT INTO gpkg_spatial_ref_sys VALUES
          ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
          ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
          ('WGS 84 geodetic', 4326, 'EPSG', 4326,
           'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],\
        AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
        UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],\
        AUTHORITY["EPSG","4326"]]', 'longitude and latitude'),
          ('JGD2011', 6668, 'EPSG', 6668,
           'GEOGCS["JGD2011",DATUM["Japanese_Geodetic_Datum_2011",SPHEROID["GRS 1980",6378137,298.257222101,\
        AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","1128"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],\
        UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],\
        AUTHORITY["EPSG","6668"]]', 'longitude and latitude, Japan');
        """
}
