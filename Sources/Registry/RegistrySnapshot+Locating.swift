import GRDB
import Geospatial

extension RegistrySnapshot {
    /// Every household's address, in id order.
    ///
    /// For use inside the register only: nothing of it may be shown without a grant.
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
