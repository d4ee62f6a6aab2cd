package import AddressDictionary
import GRDB
package import Geospatial

/// Where a household stood before it was located anew.
package struct LocatedHousehold: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// How much of the address was found.
    package let matchLevel: MatchLevel
    /// Which kind of record gave the point.
    package let coordinateLevel: MatchLevel
    /// JGD2011, or nil when nothing gave a point.
    package let position: Coordinate?
    /// Whether the text had one reading and all of it was found.
    package let isCertain: Bool
    /// The municipality that the address was found in, or empty.
    package let city: String
    /// The town that the address was found in, or empty.
    package let town: String
}

extension RegistryTransaction {
    /// The stored positions, in id order; a household that was never located has none.
    ///
    /// Only a change in progress, or its rehearsal, reads them without a clearance.
    package func locatedHouseholds() throws -> [LocatedHousehold] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT l.household_id, l.match_level, l.coordinate_level, l.longitude, l.latitude, p.city, p.town, l.is_certain
                FROM location AS l CROSS JOIN located_place AS p ON p.id = l.place_id ORDER BY l.household_id
                """)
        var result: [LocatedHousehold] = []
        while let row = try rows.next() {
            var position: Coordinate?
            if let longitude: Double = row[3], let latitude: Double = row[4] {
                position = try Coordinate(longitude: longitude, latitude: latitude)
            }
            result.append(
                LocatedHousehold(
                    household: row[0], matchLevel: MatchLevel(rawValue: row[1]) ?? .none,
                    coordinateLevel: MatchLevel(rawValue: row[2]) ?? .none, position: position, isCertain: row[7],
                    city: row[5],
                    town: row[6]))
        }
        return result
    }
}
