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
        try removeLocations()
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

    /// Deletes all rows of positions, with what they refer to.
    func removeLocations() throws {
        try db.execute(sql: "DELETE FROM location; DELETE FROM located_place; DELETE FROM match_rules")
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
