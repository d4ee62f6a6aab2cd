import Foundation
import GRDB
import Interchange

/// A table of features of a GeoPackage.
struct GeoPackageTable {
    /// The table, which is the layer's name.
    let name: String
    private let column: String
    private let system: Int

    /// All tables of features, in byte order of their names.
    static func all(in db: Database) throws -> [GeoPackageTable] {
        let rows: [Row]
        do {
            rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.table_name, g.column_name, g.srs_id FROM gpkg_contents AS c
                    JOIN gpkg_geometry_columns AS g ON g.table_name = c.table_name
                    WHERE c.data_type = 'features' ORDER BY c.table_name COLLATE BINARY LIMIT 10000
                    """)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            throw AreaFileError.noLayers
        }
        return try rows.map { row in
            guard let name = String.fromDatabaseValue(row[0]), let column = String.fromDatabaseValue(row[1]),
                let system = Int.fromDatabaseValue(row[2])
            else { throw AreaFileError.damaged(.geoPackage, part: "gpkg_geometry_columns", place: nil) }
            return GeoPackageTable(name: name, column: column, system: system)
        }
    }

    /// The features in the order of their ids.
    func features(in db: Database, attributes: Bool, lines: Bool) throws -> AreaLayer {
        // A view or a virtual table could compute anything.
        let definition = try Row.fetchOne(
            db, sql: "SELECT type, sql FROM sqlite_schema WHERE name = ? COLLATE NOCASE", arguments: [name])
        guard let definition, String.fromDatabaseValue(definition[0]) == "table",
            String.fromDatabaseValue(definition[1])?.lowercased().hasPrefix("create table") == true
        else { throw AreaFileError.unsupportedShape(.geoPackage, kind: "view", feature: 1) }
        let declared = try declaredSystem(in: db)
        var shapes = ShapeCollector(keepsLines: lines)
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(Self.quoted(column))\(attributes ? ", *" : "") FROM \(Self.quoted(name))")
        while let row = try rows.next() {
            try row.withUnsafeData(atIndex: 0) { data in
                guard let data else { return shapes.passOverMissing() }
                try data.withUnsafeBytes { try Self.shape($0, into: &shapes) }
            }
            try shapes.end(properties: attributes ? Self.properties(row, without: column) : .null)
        }
        return shapes.finished(declared)
    }

    /// Reads a geometry: GeoPackage's header, then well-known binary.
    private static func shape(_ bytes: UnsafeRawBufferPointer, into shapes: inout ShapeCollector) throws {
        var cursor = ByteCursor(bytes)
        let envelopes = [0, 32, 48, 48, 64]
        guard cursor.take(2) == Array("GP".utf8), cursor.skip(1), let flags = cursor.byte(), cursor.skip(4),
            Int(flags >> 1 & 7) < envelopes.count, cursor.skip(envelopes[Int(flags >> 1 & 7)])
        else { throw AreaFileError.damaged(.geoPackage, part: "geometry", place: shapes.feature) }
        guard flags & 0x20 == 0 else {
            throw AreaFileError.unsupportedShape(.geoPackage, kind: "extended geometry", feature: shapes.feature)
        }
        var shape = WellKnownBinaryShape(format: .geoPackage, cursor: cursor)
        try shape.read(into: &shapes)
    }

    private static func properties(_ row: Row, without column: String) -> JSONValue {
        var members: [JSONValue.Member] = []
        for (index, name) in row.columnNames.enumerated().dropFirst() where name != column {
            let value = row[index] as DatabaseValue
            switch value.storage {
            case .null, .blob: members.append(JSONValue.Member(name: name, value: .null))
            case .int64(let number): members.append(JSONValue.Member(name: name, value: .number(Double(number))))
            case .double(let number):
                members.append(JSONValue.Member(name: name, value: number.isFinite ? .number(number) : .null))
            case .string(let text): members.append(JSONValue.Member(name: name, value: .string(text)))
            }
        }
        return .object(members)
    }

    /// What the file says of the layer's reference system; -1 and 0 say nothing.
    private func declaredSystem(in db: Database) throws -> DeclaredReferenceSystem? {
        guard system > 0 else { return nil }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?
                """,
            arguments: [system])
        guard let row else { throw AreaFileError.damaged(.geoPackage, part: "gpkg_spatial_ref_sys", place: nil) }
        if String.fromDatabaseValue(row[0])?.uppercased() == "EPSG", let number = Int.fromDatabaseValue(row[1]),
            (1...999_999).contains(number)
        {
            return .epsg(number)
        }
        return String.fromDatabaseValue(row[2]).map { .wellKnownText($0) }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
}
