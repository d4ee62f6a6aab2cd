package import Disclosure
import GRDB
import Geospatial
package import Residents

extension RegistryTransaction {
    /// The whole history of corrections, oldest first.
    ///
    /// Only a change in progress, or its rehearsal, reads them without a grant: locating happens inside the register.
    package func corrections() throws -> [StoredCorrection] { try snapshot.correctionHistory() }

    /// Appends rows to the history, in the order given.
    ///
    /// - Returns: the rows as stored.
    package func append(
        _ corrections: [NewCorrection], operatorName: String, time: String
    ) throws -> [StoredCorrection] {
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO address_correction (generation_id, action, address, corrected_address, longitude, latitude,
                    note, operator_name, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        return try corrections.map { new in
            try insert.execute(arguments: [
                generation, new.action.rawValue, new.address, new.correctedAddress, new.point?.longitude,
                new.point?.latitude, new.note, operatorName, time,
            ])
            return StoredCorrection(
                new, id: db.lastInsertedRowID, generation: generation, operatorName: operatorName, createdAt: time)
        }
    }

    /// The address of the household with this number, to be corrected inside this change and not shown.
    ///
    /// - Parameter clearance: proof that audience and basis were stated; whether a number exists is an answer too.
    package func address(ofHousehold number: HouseholdNumber, clearance: Clearance) throws -> String {
        guard
            let address = try String.fetchOne(
                db, sql: "SELECT address FROM household WHERE household_number = ?", arguments: [number.text])
        else { throw RegistryError.noSuchHousehold }
        return address
    }
}
