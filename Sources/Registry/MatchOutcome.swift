package import AddressDictionary
package import Disclosure
import GRDB

/// How the search for one household's address ended, without the address.
package struct MatchOutcome: Sendable {
    /// The household's id in this generation; ids are in byte order of the household numbers.
    package let household: UInt32
    /// Members of the household.
    package let memberCount: Int
    /// How much of the text was found.
    package let matchLevel: MatchLevel
    /// Which kind of record gave the point.
    package let coordinateLevel: MatchLevel
    /// Whether the text has one reading and all of it was found.
    package let isCertain: Bool
    /// The municipality that was found, or empty.
    package let city: String
    /// The town that was found, or empty.
    package let town: String
    /// Whether a number was read.
    package let hasNumber: Bool
    /// How many readings the text has between which it does not decide; 0 when it is one.
    package let candidateCount: Int
    /// The ids of the rules that fired.
    package let rules: [Substring]
    /// False when nobody ever looked for the household.
    package let isLocated: Bool
}

/// A household's address as registered, with how it was found; a withheld field is nil.
package struct RegisteredAddress: Sendable {
    /// The household's id in this generation.
    package let household: UInt32
    /// 世帯番号.
    package let householdNumber: String?
    /// 住所 as registered.
    package let address: String?
    /// 方書 as registered.
    package let building: String?
    /// Radius in metres in which the household stands, or nil when it has no position.
    package let uncertaintyMetres: Double?
}

extension RegistrySnapshot {
    /// How the search ended for every household, in id order.
    ///
    /// - Parameter clearance: proof that audience and basis were stated.
    /// - Complexity: O(households).
    package func matchOutcomes(clearance: Clearance) throws -> [MatchOutcome] {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT h.id, h.member_count, l.match_level, l.coordinate_level, l.is_certain, p.city, p.town,
                    l.number <> '', m.rules, l.candidate_count
                FROM household AS h LEFT JOIN location AS l ON l.household_id = h.id
                    LEFT JOIN located_place AS p ON p.id = l.place_id LEFT JOIN match_rules AS m ON m.id = l.rules_id
                ORDER BY h.id
                """)
        var result: [MatchOutcome] = []
        while let row = try rows.next() {
            let level: UInt8? = row[2]
            let rules: String = row[8] ?? ""
            result.append(
                MatchOutcome(
                    household: row[0], memberCount: row[1], matchLevel: level.flatMap(MatchLevel.init) ?? .none,
                    coordinateLevel: MatchLevel(rawValue: row[3] ?? 0) ?? .none, isCertain: row[4] ?? false,
                    city: row[5] ?? "", town: row[6] ?? "", hasNumber: row[7] ?? false, candidateCount: row[9] ?? 0,
                    rules: rules.split(separator: ","), isLocated: level != nil))
        }
        return result
    }

    /// The towns that were found for some households, in the order asked; empty where none was, or the grant withholds addresses.
    package func townNames(_ households: [UInt32], grant: ReleaseGrant) throws -> [String] {
        guard grant.fields.contains(.town) else { return households.map { _ in "" } }
        let names = try String.fetchAll(
            db,
            sql: """
                SELECT coalesce(p.town, '') FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
                LEFT JOIN location AS l ON l.household_id = h.id LEFT JOIN located_place AS p ON p.id = l.place_id
                ORDER BY wanted.key
                """,
            arguments: [Self.json(households)])
        guard names.count == households.count else { throw RegistryError.noSuchHousehold }
        return names
    }

    /// The addresses of some households, in the order asked, masked to what the grant allows.
    package func registeredAddresses(_ households: [UInt32], grant: ReleaseGrant) throws -> [RegisteredAddress] {
        let fields = grant.fields
        let mayAddress = fields.contains(.address)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT h.id, h.household_number, h.address, h.building, l.uncertainty_metres
                FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
                LEFT JOIN location AS l ON l.household_id = h.id ORDER BY wanted.key
                """,
            arguments: [Self.json(households)])
        var result: [RegisteredAddress] = []
        while let row = try rows.next() {
            result.append(
                RegisteredAddress(
                    household: row[0], householdNumber: fields.contains(.identifiers) ? row[1] : nil,
                    address: mayAddress ? row[2] : nil, building: mayAddress ? row[3] : nil,
                    uncertaintyMetres: mayAddress ? row[4] : nil))
        }
        guard result.count == households.count else { throw RegistryError.noSuchHousehold }
        return result
    }
}
