import GRDB
import Geospatial

extension RegistryTransaction {
    /// Every household's address, in id order.
    ///
    /// Only a change in progress reads addresses without a grant: locating happens inside the register.
    package func addresses() throws -> [StoredAddress] {
        var result: [StoredAddress] = []
        let rows = try Row.fetchCursor(
            db, sql: "SELECT id, address, survey_longitude, survey_latitude FROM household ORDER BY id")
        while let row = try rows.next() {
            var survey: Coordinate?
            if let longitude: Double = row[2], let latitude: Double = row[3] {
                survey = try Coordinate(longitude: longitude, latitude: latitude)
            }
            result.append(StoredAddress(household: row[0], address: row[1], survey: survey))
        }
        return result
    }
}
