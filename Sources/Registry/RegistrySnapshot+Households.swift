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
        let visible = try visible(grant.clearance)
        guard households.allSatisfy(visible.isVisible(household:)) else { throw RegistryError.noSuchHousehold }
        // Places of the answer in id order: rows come as the file holds them, and go where they were asked for.
        var keys = households.indices.map { SortKey(first: UInt64(households[$0]), place: UInt32($0)) }
        KeySort.sort(&keys)
        let order = keys.map { Int($0.place) }
        return try [DisclosedHousehold](unsafeUninitializedCapacity: order.count) { places, count in
            // Each household is made where it was asked for; after an error those that were made go again.
            var made = 0
            do {
                let pieceLength = max(Self.leastPieceLength, order.count / Self.mostPieces)
                for start in stride(from: 0, to: order.count, by: pieceLength) {
                    let piece = order[start..<min(start + pieceLength, order.count)]
                    if start > 0 { FileMap.letGo(db) }
                    try read(piece.map { households[$0] }, visible, parts: parts, grant: grant) { household in
                        places.initializeElement(at: order[made], to: household)
                        made += 1
                    }
                }
                count = made
            } catch {
                for place in order.prefix(made) { places.deinitializeElement(at: place) }
                throw error
            }
        }
    }

    /// At least so many households are read before their pages are let go, each perhaps on pages of its own.
    private static let leastPieceLength = 1024
    /// Where pages hold several that are wanted, so many pieces of the file are enough.
    private static let mostPieces = 32

    private func read(
        _ households: [UInt32], _ visible: VisiblePeople, parts: HouseholdParts, grant: ReleaseGrant,
        _ body: (DisclosedHousehold) -> Void
    ) throws {
        let fields = grant.fields
        let rows = try householdRows(households, fields: fields)
        guard rows.count == households.count else { throw RegistryError.noSuchHousehold }
        let members =
            parts.contains(.members)
            ? try membersByHousehold(rows.map { ($0.firstResident, Int($0.memberCount)) }, grant: grant, visible) : nil
        let mayScore = fields.contains(.scores)
        let mayBand = fields.contains(.band)
        let towns =
            fields.contains(.address) || !fields.contains(.town)
            ? nil : try townNames(households, grant: grant)
        for (index, row) in rows.enumerated() {
            body(
                DisclosedHousehold(
                    id: row.id, householdNumber: row.householdNumber,
                    isProtected: grant.clearance.seesProtected ? visible.protectedHouseholds.contains(row.id) : nil,
                    address: row.address ?? towns?[index], building: row.building,
                    location: row.location, score: mayScore ? try scores.household(row.id) : nil,
                    band: mayBand ? try scores.householdBand(row.id) : nil,
                    daytimeScore: mayScore ? try scores.daytime(row.id) : nil,
                    daytimeBand: mayBand ? try scores.daytimeBand(row.id) : nil,
                    members: members?[index] ?? []))
        }
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
        let rows = try BulkRows(
            """
            SELECT h.id, h.household_number, h.address, h.building, h.first_resident, h.member_count,
                l.match_level, l.coordinate_level, l.longitude, l.latitude, l.uncertainty_metres
            FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
            LEFT JOIN location AS l ON l.household_id = h.id
            """,
            arguments: [Self.json(households)], in: db)
        let mayAddress = fields.contains(.address)
        let mayNumber = fields.contains(.identifiers)
        while try rows.next() {
            result.append(
                HouseholdRow(
                    id: UInt32(rows.int(0)), householdNumber: mayNumber ? rows.optionalString(1) : nil,
                    address: mayAddress ? rows.optionalString(2) : nil,
                    building: mayAddress ? rows.optionalString(3) : nil,
                    location: try location(rows, fields: fields), firstResident: UInt32(rows.int(4)),
                    memberCount: UInt32(rows.int(5))))
        }
        return result
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
