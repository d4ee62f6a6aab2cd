import Foundation
import GRDB
package import Geospatial
package import Places
import Residents

/// A layer of the ground with its number and its size.
package struct StoredGroundLayer: Hashable, Sendable {
    /// Its number, which stays when a file of the same name replaces it and is never given to another.
    package let id: Int64
    /// How often it was imported: every change of the layer changes it.
    package let revision: Int64
    /// The layer.
    package let layer: GroundLayer
    /// Its lines and polygons.
    package let pieces: Int
    /// Their positions.
    package let positions: Int
}

extension RegistrySnapshot {
    /// All layers of the ground, in byte order of their names. Public places: no grant is needed.
    package func groundLayers() throws -> [StoredGroundLayer] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, revision, name, kind, label, source_name, source_checksum, reference_system, received_on,
                    piece_count, position_count
                FROM ground_layer ORDER BY name
                """
        ).map { row in
            guard let kind = GroundKind(rawValue: row[3]) else { throw RegistryError.database(code: 0) }
            return StoredGroundLayer(
                id: row[0], revision: row[1],
                layer: GroundLayer(
                    name: try StoredText(row[2]), kind: kind, label: row[4], sourceName: row[5], sourceChecksum: row[6],
                    referenceSystem: row[7], receivedOn: try date(row[8])),
                pieces: row[9], positions: row[10])
        }
    }

    /// The pieces of a layer, in the order of its file; none when there is no layer of that number.
    ///
    /// - Parameter box: leaves out pieces whose boxes do not meet it; nil for all.
    /// - Complexity: O(n log n) in the positions of the chunks that meet the box.
    package func groundPieces(ofLayer id: Int64, meeting box: BoundingBox? = nil) throws -> [GroundPiece] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT pieces FROM ground_chunk
                WHERE layer_id = ? AND west <= ? AND east >= ? AND south <= ? AND north >= ? ORDER BY chunk
                """,
            arguments: [id, box?.east ?? 180, box?.west ?? -180, box?.north ?? 90, box?.south ?? -90])
        var pieces: [GroundPiece] = []
        while let row = try rows.next() {
            let bytes: Data = row[0]
            guard let found = PackedGround.pieces(in: Array(bytes)) else { throw RegistryError.database(code: 0) }
            pieces += found.filter { piece in box.map { piece.box?.intersects($0) ?? false } ?? true }
        }
        return pieces.sorted { $0.number < $1.number }
    }

    /// The box of all pieces of a layer; nil when there is no layer of that number.
    package func groundExtent(ofLayer id: Int64) throws -> BoundingBox? {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT min(west), min(south), max(east), max(north) FROM ground_chunk WHERE layer_id = ?",
            arguments: [id])
        guard let row, let west: Double = row[0], let south: Double = row[1], let east: Double = row[2],
            let north: Double = row[3]
        else { return nil }
        return BoundingBox([
            try Coordinate(longitude: west, latitude: south), try Coordinate(longitude: east, latitude: north),
        ])
    }
}
