import Foundation
import GRDB
package import Geospatial
package import Places
package import Residents

/// A hazard layer with counts of its zones.
package struct StoredHazardLayer: Hashable, Sendable {
    /// Its number, which stays when a file of the same name replaces it and is never given to another.
    package let id: Int64
    /// The layer.
    package let layer: HazardLayer
    /// The generation that its import made.
    package let generation: Int64
    /// Zones by their codes, in byte order of rank and then phenomenon, missing codes first; never empty.
    package let zonesByCode: [HazardCodeCount]

    /// All zones.
    package var zones: Int { zonesByCode.reduce(0) { $0 + $1.zones } }
    /// Zones of which some code is in no list.
    package var unknownZones: Int {
        zonesByCode.reduce(0) { $0 + (layer.meaning(of: $1.code).isUnknown ? $1.zones : 0) }
    }
}

extension RegistrySnapshot {
    /// All hazard layers, in byte order of their names. Public places: no grant is needed.
    package func hazardLayers() throws -> [StoredHazardLayer] {
        var counts: [Int64: [HazardCodeCount]] = [:]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT layer_id, rank_code, phenomenon_code, count(*) FROM hazard_zone
                GROUP BY layer_id, rank_code, phenomenon_code ORDER BY layer_id, rank_code, phenomenon_code
                """)
        for row in rows {
            counts[row[0], default: []].append(
                HazardCodeCount(code: HazardCode(rank: row[1], phenomenon: row[2]), zones: row[3]))
        }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, generation_id, name, kind, attribute, edition, source_name, source_checksum, reference_system,
                    received_on, features_without_shape
                FROM hazard_layer ORDER BY name
                """
        ).map { row in
            StoredHazardLayer(
                id: row[0], layer: try hazardLayer(row), generation: row[1], zonesByCode: counts[row[0]] ?? [])
        }
    }

    /// The zones of a layer, in the order of its file; none when there is no layer of that name.
    ///
    /// - Parameter box: leaves out zones whose boxes do not meet it; nil for all.
    /// - Complexity: O(n) in the positions of the zones.
    package func hazardZones(ofLayer name: StoredText, meeting box: BoundingBox? = nil) throws -> [HazardZone] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT z.feature, z.rank_code, z.phenomenon_code, z.shape FROM hazard_zone AS z
                JOIN hazard_layer AS l ON l.id = z.layer_id
                WHERE l.name = ? AND z.west <= ? AND z.east >= ? AND z.south <= ? AND z.north >= ? ORDER BY z.feature
                """,
            arguments: [name.text, box?.east ?? 180, box?.west ?? -180, box?.north ?? 90, box?.south ?? -90]
        ).map { row in
            let shape: Data = row[3]
            guard let area = MultiPolygon(wellKnownBinary: Array(shape)) else { throw RegistryError.database(code: 0) }
            return HazardZone(feature: row[0], code: HazardCode(rank: row[1], phenomenon: row[2]), area: area)
        }
    }

    private func hazardLayer(_ row: Row) throws -> HazardLayer {
        let attribute: String? = row[4]
        let edition: String? = row[5]
        guard let kind = HazardKind(rawValue: row[3]) else { throw RegistryError.database(code: 0) }
        return HazardLayer(
            name: try StoredText(row[2]), kind: kind,
            attribute: try attribute.map { name in
                guard let known = HazardAttribute(rawValue: name) else { throw RegistryError.database(code: 0) }
                return known
            },
            edition: try edition.map { try StoredText($0) }, sourceName: row[6], sourceChecksum: row[7],
            referenceSystem: row[8], receivedOn: try date(row[9]), featuresWithoutShape: row[10])
    }
}
