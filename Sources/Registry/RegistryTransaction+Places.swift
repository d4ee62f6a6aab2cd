import Foundation
import GRDB
import Geospatial
package import Places
package import Residents

extension RegistryTransaction {
    /// Replaces all shelters.
    package func replaceShelters(_ shelters: [Shelter], source: SourceFile, receivedOn: CalendarDate) throws {
        try db.execute(sql: "DELETE FROM shelter_disaster; DELETE FROM shelter; DELETE FROM shelter_file")
        try db.execute(
            sql: """
                INSERT INTO shelter_file (id, generation_id, name, encoding, byte_count, row_count, received_on)
                VALUES (1, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                generation, source.name, source.encoding, source.byteCount, source.rowCount, receivedOn.iso,
            ])
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO shelter (id, identifier, name, kana, address, municipality_code, longitude, latitude,
                    capacity_text, capacity, is_designated_shelter_too, note, source_line)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let mark = try db.makeStatement(sql: "INSERT INTO shelter_disaster (shelter_id, kind) VALUES (?, ?)")
        for (index, shelter) in shelters.enumerated() {
            try insert.execute(arguments: [
                index + 1, shelter.identifier?.text, shelter.name.text, shelter.kana?.text, shelter.address?.text,
                shelter.municipalityCode, shelter.position?.longitude, shelter.position?.latitude,
                shelter.capacity?.recorded.text, shelter.capacity?.persons, shelter.isDesignatedShelterToo,
                shelter.note?.text, shelter.sourceLine,
            ])
            for kind in DisasterKind.allCases where shelter.disasters.contains(kind) {
                try mark.execute(arguments: [index + 1, kind.rawValue])
            }
        }
    }

    /// Adds a layer with its zones; a layer of the same name must have been removed.
    ///
    /// - Parameter id: the number of the layer that it replaces; nil for a new one.
    package func add(_ layer: HazardLayer, zones: [HazardZone], replacing id: Int64? = nil) throws {
        try db.execute(
            sql: """
                INSERT INTO hazard_layer (id, generation_id, name, kind, attribute, edition, source_name, source_checksum,
                    reference_system, received_on, features_without_shape)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, generation, layer.name.text, layer.kind.rawValue, layer.attribute?.rawValue, layer.edition?.text,
                layer.sourceName, layer.sourceChecksum, layer.referenceSystem, layer.receivedOn.iso,
                layer.featuresWithoutShape,
            ])
        let id = db.lastInsertedRowID
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO hazard_zone (layer_id, feature, rank_code, phenomenon_code, west, south, east, north, shape)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        for zone in zones {
            let box = zone.area.bounds
            try insert.execute(arguments: [
                id, zone.feature, zone.code.rank, zone.code.phenomenon, box?.west, box?.south, box?.east, box?.north,
                Data(zone.area.wellKnownBinary),
            ])
        }
    }

    /// Removes a layer and its zones; nothing when there is none of that name.
    ///
    /// - Returns: the number of the layer.
    @discardableResult
    package func removeHazardLayer(named name: StoredText) throws -> Int64? {
        let id = try Int64.fetchOne(db, sql: "SELECT id FROM hazard_layer WHERE name = ?", arguments: [name.text])
        try db.execute(
            sql: "DELETE FROM hazard_zone WHERE layer_id = (SELECT id FROM hazard_layer WHERE name = ?)",
            arguments: [name.text])
        try db.execute(sql: "DELETE FROM hazard_layer WHERE name = ?", arguments: [name.text])
        return id
    }
}
