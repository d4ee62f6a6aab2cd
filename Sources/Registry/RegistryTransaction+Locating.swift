import GRDB
import Geospatial

extension RegistryTransaction {
    /// Hands out every household's address, in id order.
    ///
    /// Only a change in progress reads addresses without a grant: locating happens inside the register.
    package func forEachAddress(_ body: (StoredAddress) throws -> Void) throws {
        let rows = try BulkRows(
            "SELECT id, address, survey_longitude, survey_latitude FROM household ORDER BY id", in: db)
        while try rows.next() {
            var survey: Coordinate?
            if let longitude = rows.optionalDouble(2), let latitude = rows.optionalDouble(3) {
                survey = try Coordinate(longitude: longitude, latitude: latitude)
            }
            try body(StoredAddress(household: UInt32(rows.int(0)), address: rows.string(1), survey: survey))
        }
    }
}
