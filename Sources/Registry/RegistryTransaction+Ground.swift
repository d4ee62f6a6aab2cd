import Foundation
import GRDB
import Geospatial
package import Places
package import Residents

extension RegistryTransaction {
    /// Keeps a layer of the ground in the place of the one of its name, if there is one.
    ///
    /// - Parameter pieces: in the order of the file, numbered from 1; not empty, and all in Japan.
    package func keep(_ layer: GroundLayer, pieces: [GroundPiece]) throws {
        let replaced = try Row.fetchOne(
            db, sql: "SELECT id, revision FROM ground_layer WHERE name = ?", arguments: [layer.name.text])
        let id: Int64? = replaced.map { $0[0] }
        let revision: Int64 = replaced.map { $0[1] } ?? 0
        try removeGround(named: layer.name)
        try db.execute(
            sql: """
                INSERT INTO ground_layer (id, revision, name, kind, label, source_name, source_checksum, reference_system,
                    received_on, piece_count, position_count)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, revision + 1, layer.name.text, layer.kind.rawValue,
                layer.label, layer.sourceName, layer.sourceChecksum, layer.referenceSystem, layer.receivedOn.iso,
                pieces.count, pieces.reduce(0) { $0 + $1.positionCount },
            ])
        let inserted = db.lastInsertedRowID
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO ground_chunk (layer_id, chunk, west, south, east, north, pieces) VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for (chunk, pieces) in PackedGround.chunks(of: pieces).enumerated() {
            guard let first = pieces.first?.box else { continue }
            let box = pieces.reduce(first) { box, piece in piece.box.map(box.union) ?? box }
            try insert.execute(arguments: [
                inserted, chunk, box.west, box.south, box.east, box.north, Data(PackedGround.bytes(of: pieces)),
            ])
        }
    }

    /// Removes a layer of the ground; nothing when there is none of that name.
    package func removeGround(named name: StoredText) throws {
        try db.execute(
            sql: "DELETE FROM ground_chunk WHERE layer_id = (SELECT id FROM ground_layer WHERE name = ?)",
            arguments: [name.text])
        try db.execute(sql: "DELETE FROM ground_layer WHERE name = ?", arguments: [name.text])
    }
}
