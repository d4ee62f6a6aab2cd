import AddressDictionary
package import Disclosure
import Foundation
import GRDB
import Geospatial
package import Residents
import SpatialQuery
import SupportScoring

extension RegistrySnapshot {
    /// The rows of some households, in the order asked, masked to what the grant allows.
    ///
    /// Rows are read in id order, which is file order, whatever order is asked: one pass over the pages. Between pieces of the pass
    /// the pages are let go, so memory does not grow with the file.
    /// - Parameters:
    ///   - households: ids of this generation, each once.
    ///   - parts: what is wanted; without ``HouseholdParts/members`` there are none.
    ///   - grant: proof that the release is in the audit log.
    /// - Complexity: three statements per piece of a thousand households or more, one look-up per household, resident, and resident with needs.
    package func households(
        _ households: [UInt32], parts: HouseholdParts = .all, grant: ReleaseGrant
    ) throws -> [DisclosedHousehold] {
        var result: [DisclosedHousehold] = []
        result.reserveCapacity(households.count)
        try self.households(households, parts: parts, grant: grant) { result.append($1) }
        return result
    }

    /// Hands out the rows of some households one by one, in the order asked, masked to what the grant allows.
    ///
    /// All are read before the first is handed out, see ``WaitingHouseholds``.
    /// - Parameter body: gets the place of a household among those asked for, from 0, and the household.
    package func households(
        _ households: [UInt32], parts: HouseholdParts = .all, grant: ReleaseGrant,
        _ body: (_ place: Int, _ household: consuming DisclosedHousehold) throws -> Void
    ) throws {
        let visible = try visible(grant.clearance)
        guard households.allSatisfy(visible.isVisible(household:)) else { throw RegistryError.noSuchHousehold }
        // Places of the answer in id order: rows come as the file holds them, and wait where they were asked for.
        var keys = households.indices.map { SortKey(first: UInt64(households[$0]), place: UInt32($0)) }
        KeySort.sort(&keys)
        let order = keys.map { Int($0.place) }
        var waiting = WaitingHouseholds(count: order.count)
        let pieceLength = max(Self.leastPieceLength, order.count / Self.mostPieces)
        for start in stride(from: 0, to: order.count, by: pieceLength) {
            if start > 0 { FileMap.letGo(db) }
            let places = order[start..<min(start + pieceLength, order.count)]
            let members = try read(places.map { households[$0] }, at: places, grant: grant, into: &waiting)
            if parts.contains(.members) {
                try readMembers(of: members, at: places, grant: grant, visible, into: &waiting)
            }
        }
        for (place, id) in households.enumerated() {
            let isProtected = grant.clearance.seesProtected ? visible.protectedHouseholds.contains(id) : nil
            guard let household = waiting.household(at: place, isProtected: isProtected) else {
                throw RegistryError.noSuchHousehold
            }
            try body(place, household)
        }
    }

    /// At least so many households are read before their pages are let go, each perhaps on pages of its own.
    private static let leastPieceLength = 1024
    /// Where pages hold several that are wanted, so many pieces of the file are enough.
    private static let mostPieces = 32

    /// Reads the rows of households of one piece of the file.
    ///
    /// - Parameters:
    ///   - households: ids, ascending.
    ///   - places: where each stands in the list.
    /// - Returns: of each the first resident, and how many are registered.
    private func read(
        _ households: [UInt32], at places: ArraySlice<Int>, grant: ReleaseGrant, into waiting: inout WaitingHouseholds
    ) throws -> [(first: UInt32, count: Int)] {
        let fields = grant.fields
        let (mayAddress, mayNumber) = (fields.contains(.address), fields.contains(.identifiers))
        let (mayScore, mayBand) = (fields.contains(.scores), fields.contains(.band))
        let towns = mayAddress || !fields.contains(.town) ? nil : try townNames(households, grant: grant)
        let rows = try BulkRows(
            """
            SELECT h.id, h.household_number, h.address, h.building, h.first_resident, h.member_count,
                l.match_level, l.coordinate_level, l.longitude, l.latitude, l.uncertainty_metres
            FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
            LEFT JOIN location AS l ON l.household_id = h.id
            """,
            arguments: [Self.json(households)], in: db)
        var members: [(first: UInt32, count: Int)] = []
        members.reserveCapacity(households.count)
        while try rows.next(), members.count < households.count {
            let id = UInt32(rows.int(0))
            guard id == households[members.count] else { throw RegistryError.noSuchHousehold }
            let facts = WaitingHouseholds.Facts(
                id: id, location: try location(rows, fields: fields), score: mayScore ? try scores.household(id) : nil,
                band: mayBand ? try scores.householdBand(id) : nil,
                daytimeScore: mayScore ? try scores.daytime(id) : nil,
                daytimeBand: mayBand ? try scores.daytimeBand(id) : nil, memberCount: UInt32(rows.int(5)))
            func add(address: UnsafeRawBufferPointer?) {
                waiting.add(
                    facts, number: mayNumber ? rows.text(1) : nil, address: address,
                    building: mayAddress ? rows.text(3) : nil, at: places[places.startIndex + members.count])
            }
            if let towns {
                towns[members.count].utf8.span.withUnsafeBytes { add(address: $0) }
            } else {
                add(address: mayAddress ? rows.text(2) : nil)
            }
            members.append((UInt32(rows.int(4)), Int(facts.memberCount)))
        }
        guard members.count == households.count else { throw RegistryError.noSuchHousehold }
        return members
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

    /// Ids as the array that `json_each` turns into rows, in the same order.
    ///
    /// Written digit by digit into one text: of each hundred thousand households there are half a million ids.
    static func json(_ identifiers: [UInt32]) -> String {
        let mostDigits = 10
        return String(unsafeUninitializedCapacity: max(2, identifiers.count * (mostDigits + 1) + 1)) { text in
            text[0] = UInt8(ascii: "[")
            var end = 1
            for identifier in identifiers {
                var (digits, limit) = (1, UInt64(10))
                while identifier >= limit { (digits, limit) = (digits + 1, limit * 10) }
                var rest = identifier
                for place in stride(from: end + digits - 1, through: end, by: -1) {
                    text[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                }
                text[end + digits] = UInt8(ascii: ",")
                end += digits + 1
            }
            // In the place of the last comma, if there is one.
            end = max(end, 2)
            text[end - 1] = UInt8(ascii: "]")
            return end
        }
    }

    private func location(_ rows: BulkRows, fields: DisclosedFields) throws -> DisclosedLocation? {
        guard fields.contains(.mesh), let match = rows.optionalInt(6), let coordinate = rows.optionalInt(7) else {
            return nil
        }
        var position: Coordinate?
        if let longitude = rows.optionalDouble(8), let latitude = rows.optionalDouble(9) {
            position = try Coordinate(longitude: longitude, latitude: latitude)
        }
        var uncertainty = rows.optionalDouble(10)
        if !fields.contains(.position), let exact = position {
            let cell = MeshCell(holding: exact)
            position = cell.center
            uncertainty = (uncertainty ?? 0) + cell.radiusMetres
        }
        return DisclosedLocation(
            matchLevel: MatchLevel(rawValue: UInt8(match)) ?? MatchLevel.none,
            coordinateLevel: MatchLevel(rawValue: UInt8(coordinate)) ?? .none,
            position: position, uncertaintyMetres: uncertainty)
    }
}
