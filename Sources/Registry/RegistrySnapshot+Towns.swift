package import Disclosure
import GRDB
package import Places

/// A town as the address dictionary names it; both empty where none was found.
package struct RegisteredTown: Hashable, Comparable, Sendable {
    /// The municipality.
    package let city: String
    /// The town.
    package let town: String

    /// By the bytes of city and town.
    package static func < (left: RegisteredTown, right: RegisteredTown) -> Bool {
        left.city.utf8.elementsEqual(right.city.utf8)
            ? left.town.utf8.lexicographicallyPrecedes(right.town.utf8)
            : left.city.utf8.lexicographicallyPrecedes(right.city.utf8)
    }
}

extension RegistrySnapshot {
    /// The town of each household's address as far as it was read, in the order asked.
    ///
    /// - Parameters:
    ///   - households: ids of this generation, ascending.
    ///   - clearance: proof that audience and basis were stated.
    package func towns(of households: [UInt32], clearance: Clearance) throws -> [RegisteredTown] {
        guard !households.isEmpty else { return [] }
        let rows = try BulkRows(
            """
            SELECT p.city, p.town
            FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
            LEFT JOIN location AS l ON l.household_id = h.id LEFT JOIN located_place AS p ON p.id = l.place_id
            """, arguments: [Self.json(households)], in: db)
        var result: [RegisteredTown] = []
        result.reserveCapacity(households.count)
        while try rows.next() { result.append(RegisteredTown(city: rows.string(0), town: rows.string(1))) }
        guard result.count == households.count else { throw RegistryError.noSuchHousehold }
        return result
    }

    /// The codes of every town in which a household was found: places, of nobody. Where a name has several codes, the first.
    package func townCodes() throws -> [RegisteredTown: TownSelection] {
        var codes: [RegisteredTown: TownSelection] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT city, town, lg_code, machiaza_id FROM located_place WHERE town <> '' AND machiaza_id <> ''
                ORDER BY city, town, lg_code, machiaza_id
                """)
        {
            let town = RegisteredTown(city: row[0], town: row[1])
            guard codes[town] == nil else { continue }
            codes[town] = TownSelection(localGovernmentCode: row[2], machiazaID: row[3], name: town.town)
        }
        return codes
    }
}
