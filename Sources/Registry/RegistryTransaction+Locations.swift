import AddressDictionary
import Foundation
import GRDB
import Geospatial
import SpatialQuery

extension RegistryTransaction {
    /// Replaces all positions.
    ///
    /// - Parameters:
    ///   - edition: the dictionary edition that was asked.
    ///   - locate: hands each position to its argument, in household order.
    /// - Complexity: memory grows by some 100 bytes a household, for the packing.
    package func replaceLocations(edition: String, _ locate: ((StoredLocation) throws -> Void) throws -> Void) throws {
        try db.execute(sql: "DELETE FROM location")
        let rows = try LocationRows(db)
        var points: [(household: UInt32, coordinate: Coordinate, level: UInt8, uncertainty: Float)] = []
        try locate { location in
            try rows.store(location)
            guard let position = location.match.position else { return }
            points.append(
                (
                    location.household, position, PackedLevel(location.match).rawValue,
                    Float(location.match.uncertaintyMetres ?? 0)
                ))
        }
        try rows.finish()
        try storePacked(PackedPositions.packing(points))
        try db.execute(
            sql: """
                INSERT INTO location_run (id, generation_id, dictionary_edition) VALUES (1, ?, ?)
                ON CONFLICT (id) DO UPDATE SET generation_id = excluded.generation_id,
                    dictionary_edition = excluded.dictionary_edition
                """,
            arguments: [generation, edition])
    }

    private func storePacked(_ positions: PackedPositions) throws {
        try db.execute(sql: "DELETE FROM packed_position")
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO packed_position (chunk, longitude, latitude, household, level, uncertainty)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        for chunk in 0..<positions.chunkCount {
            let columns = PackedPositions.Column.allCases.map { Data(positions.bytes(of: $0, chunk: chunk)) }
            try insert.execute(arguments: [chunk] + StatementArguments(columns))
        }
    }
}

/// Stores positions, one household after the other, in a table that holds none yet.
private final class LocationRows {
    private let insert: BulkInsert
    private var rules: (list: [String], text: String) = ([], "")

    init(_ db: Database) throws {
        insert = try BulkInsert(
            """
            location (household_id, match_level, coordinate_level, longitude, latitude, uncertainty_metres,
                is_certain, prefecture, city, town, koaza, number, rest, lg_code, machiaza_id, record_id, candidate_count,
                rules)
            """, columns: 18, in: db)
    }

    func store(_ location: StoredLocation) throws {
        let match = location.match
        insert.bind(1, Int(location.household))
        insert.bind(2, Int(match.matchLevel.rawValue))
        insert.bind(3, Int(match.coordinateLevel.rawValue))
        insert.bind(4, match.position?.longitude)
        insert.bind(5, match.position?.latitude)
        insert.bind(6, match.uncertaintyMetres)
        insert.bind(7, match.isCertain ? 1 : 0)
        insert.bind(8, match.prefecture)
        insert.bind(9, match.city)
        insert.bind(10, match.town)
        insert.bind(11, match.koaza)
        insert.bind(12, match.number)
        insert.bind(13, match.rest)
        insert.bind(14, match.lgCode)
        insert.bind(15, match.machiazaID)
        insert.bind(16, match.recordID)
        insert.bind(17, match.candidates.count)
        if rules.list != match.rules { rules = (match.rules, match.rules.joined(separator: ",")) }
        insert.bind(18, rules.text)
        try insert.store()
    }

    /// Stores what waits.
    func finish() throws { try insert.finish() }
}
