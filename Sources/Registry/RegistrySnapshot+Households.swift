import AddressDictionary
package import Disclosure
import Foundation
import GRDB
import Geospatial
package import Residents
import SupportScoring

extension RegistrySnapshot {
    /// The rows of some households, in the order asked, masked to what the grant allows.
    ///
    /// Rows are read in id order, which is file order, whatever order is asked: one pass over the pages.
    /// - Parameters:
    ///   - households: ids of this generation, each once.
    ///   - grant: proof that the release is in the audit log.
    /// - Complexity: three statements per call, one look-up per household, resident, and resident with needs.
    package func households(_ households: [UInt32], grant: ReleaseGrant) throws -> [DisclosedHousehold] {
        let fields = grant.fields
        let visible = try visible(grant.clearance)
        guard households.allSatisfy({ visible.isVisible(household: $0) }) else { throw RegistryError.noSuchHousehold }
        // Places of the answer in id order: rows come as the file holds them, and go where they were asked for.
        let order = households.indices.sorted { households[$0] < households[$1] }
        let rows = try householdRows(order.map { households[$0] }, fields: fields)
        guard rows.count == households.count else { throw RegistryError.noSuchHousehold }
        let members = try membersByHousehold(
            rows.map { ($0.firstResident, Int($0.memberCount)) }, grant: grant, visible)
        var result = [DisclosedHousehold?](repeating: nil, count: households.count)
        let mayScore = fields.contains(.scores)
        let mayBand = fields.contains(.band)
        let towns =
            fields.contains(.address) || !fields.contains(.town)
            ? nil : try townNames(order.map { households[$0] }, grant: grant)
        for (index, row) in rows.enumerated() {
            result[order[index]] = DisclosedHousehold(
                id: row.id, householdNumber: row.householdNumber,
                isProtected: grant.clearance.seesProtected ? visible.protectedHouseholds.contains(row.id) : nil,
                address: row.address ?? towns?[index], building: row.building,
                location: row.location, score: mayScore ? try scores.household(row.id) : nil,
                band: mayBand ? try scores.householdBand(row.id) : nil,
                daytimeScore: mayScore ? try scores.daytime(row.id) : nil,
                daytimeBand: mayBand ? try scores.daytimeBand(row.id) : nil,
                members: members[index])
        }
        return result.compactMap(\.self)
    }

    /// The id of the household with this number, compared byte for byte.
    ///
    /// - Parameter clearance: proof that audience and basis were stated; whether a number exists is an answer too.
    package func household(number: HouseholdNumber, clearance: Clearance) throws -> UInt32 {
        guard
            let id = try UInt32.fetchOne(
                db, sql: "SELECT id FROM household WHERE household_number = ?", arguments: [number.text])
        else { throw RegistryError.noSuchHousehold }
        // Whoever may not see a household must not learn that it is there.
        guard try visible(clearance).isVisible(household: id) else { throw RegistryError.noSuchHousehold }
        return id
    }

    /// How many members of a household the audience may see.
    package func memberCount(household: UInt32, clearance: Clearance) throws -> Int {
        if let counts = try visible(clearance).memberCounts { return Int(counts[Int(household) - 1]) }
        return try Int.fetchOne(db, sql: "SELECT member_count FROM household WHERE id = ?", arguments: [household]) ?? 0
    }

    private struct HouseholdRow {
        let id: UInt32
        let householdNumber: String?
        let address: String?
        let building: String?
        let location: DisclosedLocation?
        let firstResident: UInt32
        let memberCount: UInt32
    }

    private func householdRows(_ households: [UInt32], fields: DisclosedFields) throws -> [HouseholdRow] {
        var result: [HouseholdRow] = []
        result.reserveCapacity(households.count)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT h.id, h.household_number, h.address, h.building, h.first_resident, h.member_count,
                    l.match_level, l.coordinate_level, l.longitude, l.latitude, l.uncertainty_metres
                FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
                LEFT JOIN location AS l ON l.household_id = h.id
                """,
            arguments: [Self.json(households)])
        let mayAddress = fields.contains(.address)
        while let row = try rows.next() {
            result.append(
                HouseholdRow(
                    id: row[0], householdNumber: fields.contains(.identifiers) ? row[1] : nil,
                    address: mayAddress ? row[2] : nil, building: mayAddress ? row[3] : nil,
                    location: try location(row, fields: fields), firstResident: row[4], memberCount: row[5]))
        }
        return result
    }

    /// Ids as the array that `json_each` turns into rows, in the same order.
    static func json(_ identifiers: [UInt32]) -> String {
        "[" + identifiers.map(String.init).joined(separator: ",") + "]"
    }

    private func location(_ row: Row, fields: DisclosedFields) throws -> DisclosedLocation? {
        guard fields.contains(.mesh), let match: UInt8 = row[6], let coordinate: UInt8 = row[7] else { return nil }
        var position: Coordinate?
        if let longitude: Double = row[8], let latitude: Double = row[9] {
            position = try Coordinate(longitude: longitude, latitude: latitude)
        }
        var uncertainty: Double? = row[10]
        if !fields.contains(.position), let exact = position {
            let cell = MeshCell(holding: exact)
            position = cell.center
            uncertainty = (uncertainty ?? 0) + cell.radiusMetres
        }
        return DisclosedLocation(
            matchLevel: MatchLevel(rawValue: match) ?? .none,
            coordinateLevel: MatchLevel(rawValue: coordinate) ?? .none,
            position: position, uncertaintyMetres: uncertainty)
    }
}
