import Foundation
import GRDB
import Geospatial
package import Places
package import Residents

extension RegistryTransaction {
    /// Keeps an area; one of the same name must have been removed.
    package func add(_ area: SavedArea) throws {
        try db.execute(
            sql: "INSERT INTO saved_area (name, saved_on) VALUES (?, ?)",
            arguments: [area.name.text, area.savedOn.iso])
        let id = db.lastInsertedRowID
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO saved_area_part (area_id, ordinal, kind, name, checksum, reference_system, shape, longitude,
                    latitude, metres, local_government_code, machiaza_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for (index, part) in area.parts.enumerated() {
            var shape: Data?
            var circle: (center: Coordinate, metres: Double)?
            var town: TownSelection?
            switch part.shape {
            case .polygons(let polygons): shape = Data(polygons.wellKnownBinary)
            case .circle(let center, let metres): circle = (center, metres)
            case .town(let selection): town = selection
            }
            try insert.execute(arguments: [
                id, index + 1, part.kind.rawValue, part.name, part.checksum, part.referenceSystem, shape,
                circle?.center.longitude, circle?.center.latitude, circle?.metres, town?.localGovernmentCode,
                town?.machiazaID,
            ])
        }
    }

    /// Removes an area; nothing when there is none of that name.
    package func removeArea(named name: StoredText) throws {
        try db.execute(
            sql: "DELETE FROM saved_area_part WHERE area_id = (SELECT id FROM saved_area WHERE name = ?)",
            arguments: [name.text])
        try db.execute(sql: "DELETE FROM saved_area WHERE name = ?", arguments: [name.text])
    }
}
