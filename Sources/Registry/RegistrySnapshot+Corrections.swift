package import Disclosure
import GRDB
import Geospatial

extension RegistrySnapshot {
    /// The whole history of corrections, oldest first; empty when the grant withholds addresses.
    package func corrections(grant: ReleaseGrant) throws -> [StoredCorrection] {
        grant.fields.contains(.address) ? try correctionHistory() : []
    }

    /// How many rows the history has.
    package func correctionRowCount() throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM address_correction") ?? 0
    }

    func correctionHistory() throws -> [StoredCorrection] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, generation_id, action, address, corrected_address, longitude, latitude, note, operator_name,
                    created_at
                FROM address_correction ORDER BY id
                """)
        var result: [StoredCorrection] = []
        while let row = try rows.next() {
            guard let action = StoredCorrection.Action(rawValue: row[2]) else { throw RegistryError.database(code: 0) }
            var point: Coordinate?
            if let longitude: Double = row[5], let latitude: Double = row[6] {
                point = try Coordinate(longitude: longitude, latitude: latitude)
            }
            result.append(
                StoredCorrection(
                    id: row[0], generation: row[1], action: action, address: row[3], correctedAddress: row[4],
                    point: point, note: row[7], operatorName: row[8], createdAt: row[9]))
        }
        return result
    }
}
