package import AddressDictionary
package import Disclosure
import GRDB
import Geospatial

/// A household's address match as stored, for explanations.
package struct StoredMatch: Sendable {
    /// The dictionary's answer.
    package let match: AddressMatch
    /// The dictionary edition that gave it.
    package let edition: String
    /// How many equally good records there were; 0 when the answer is single.
    package let candidateCount: Int
}

extension RegistrySnapshot {
    /// How a household's address was matched, or nil when it was never located.
    package func match(household: UInt32, grant: ReleaseGrant) throws -> StoredMatch? {
        guard grant.fields.contains(.address),
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT l.match_level, l.coordinate_level, l.longitude, l.latitude, l.uncertainty_metres, l.is_certain,
                        p.prefecture, p.city, p.town, p.koaza, l.number, l.rest, p.lg_code, p.machiaza_id, l.record_id,
                        l.candidate_count, m.rules
                    FROM location AS l JOIN located_place AS p ON p.id = l.place_id
                        JOIN match_rules AS m ON m.id = l.rules_id
                    WHERE l.household_id = ?
                    """,
                arguments: [household]),
            let edition = try locatedEdition()
        else { return nil }
        var position: Coordinate?
        if let longitude: Double = row[2], let latitude: Double = row[3] {
            position = try Coordinate(longitude: longitude, latitude: latitude)
        }
        let rules: String = row[16]
        let match = AddressMatch(
            prefecture: row[6], city: row[7], town: row[8], koaza: row[9], number: row[10], rest: row[11],
            matchLevel: MatchLevel(rawValue: row[0]) ?? .none, coordinateLevel: MatchLevel(rawValue: row[1]) ?? .none,
            position: position, uncertaintyMetres: row[4], isCertain: row[5], lgCode: row[12], machiazaID: row[13],
            recordID: row[14], candidates: [], rules: rules.split(separator: ",").map(String.init))
        return StoredMatch(match: match, edition: edition, candidateCount: row[15])
    }
}
