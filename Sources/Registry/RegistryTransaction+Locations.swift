import AddressDictionary
import Foundation
import GRDB
import Geospatial
import SpatialQuery

extension RegistryTransaction {
    /// Replaces all positions, in household order.
    ///
    /// - Parameter edition: the dictionary edition that was asked.
    package func replaceLocations(_ locations: [StoredLocation], edition: String) throws {
        try db.execute(sql: "DELETE FROM location")
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO location (household_id, match_level, coordinate_level, longitude, latitude,
                    uncertainty_metres, is_certain, prefecture, city, town, koaza, number, rest, lg_code, machiaza_id,
                    record_id, candidate_count, rules)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        var points: [(household: UInt32, coordinate: Coordinate, level: UInt8, uncertainty: Float)] = []
        points.reserveCapacity(locations.count)
        for location in locations {
            let match = location.match
            insert.setUncheckedArguments([
                location.household, match.matchLevel.rawValue, match.coordinateLevel.rawValue,
                match.position?.longitude, match.position?.latitude, match.uncertaintyMetres, match.isCertain,
                match.prefecture, match.city, match.town, match.koaza, match.number, match.rest, match.lgCode,
                match.machiazaID, match.recordID, match.candidates.count, match.rules.joined(separator: ","),
            ])
            try insert.execute()
            if let position = match.position {
                points.append(
                    (location.household, position, PackedLevel(match).rawValue, Float(match.uncertaintyMetres ?? 0)))
            }
        }
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
