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
    /// - Complexity: three statements per call, O(households + members) rows.
    package func households(_ households: [UInt32], grant: ReleaseGrant) throws -> [DisclosedHousehold] {
        let fields = grant.fields
        let identifiers = "[" + households.sorted().map(String.init).joined(separator: ",") + "]"
        var needs = try currentNeeds(identifiers, fields: fields)
        var members = try self.members(identifiers, fields: fields, needs: &needs)
        let mayScore = fields.contains(.scores)
        var result: [UInt32: DisclosedHousehold] = [:]
        result.reserveCapacity(households.count)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT h.id, h.household_number, h.address, h.building, h.first_resident, l.match_level,
                    l.coordinate_level, l.longitude, l.latitude, l.uncertainty_metres
                FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
                LEFT JOIN location AS l ON l.household_id = h.id
                """,
            arguments: [identifiers])
        while let row = try rows.next() {
            let id: UInt32 = row[0]
            let mayAddress = fields.contains(.address)
            result[id] = DisclosedHousehold(
                id: id,
                householdNumber: fields.contains(.identifiers) ? row[1] : nil,
                address: mayAddress ? row[2] : nil,
                building: mayAddress ? row[3] : nil,
                location: mayAddress ? try location(row) : nil,
                score: mayScore ? try scores.household(id) : nil,
                band: mayScore ? try scores.householdBand(id) : nil,
                members: members.removeValue(forKey: id) ?? [])
        }
        return try households.map { id in
            guard let household = result[id] else { throw RegistryError.noSuchHousehold }
            return household
        }
    }

    /// The id of the household with this number, compared byte for byte.
    package func household(number: HouseholdNumber) throws -> UInt32 {
        guard
            let id = try UInt32.fetchOne(
                db, sql: "SELECT id FROM household WHERE household_number = ?", arguments: [number.text])
        else { throw RegistryError.noSuchHousehold }
        return id
    }

    private func location(_ row: Row) throws -> DisclosedLocation? {
        guard let match: UInt8 = row[5], let coordinate: UInt8 = row[6] else { return nil }
        var position: Coordinate?
        if let longitude: Double = row[7], let latitude: Double = row[8] {
            position = try Coordinate(longitude: longitude, latitude: latitude)
        }
        return DisclosedLocation(
            matchLevel: MatchLevel(rawValue: match) ?? .none,
            coordinateLevel: MatchLevel(rawValue: coordinate) ?? .none,
            position: position, uncertaintyMetres: row[9])
    }

    private func currentNeeds(_ households: String, fields: DisclosedFields) throws -> [UInt32: [DisclosedNeed]] {
        guard fields.contains(.needs) else { return [:] }
        var result: [UInt32: [DisclosedNeed]] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT n.resident_id, n.kind, n.grade
                FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
                CROSS JOIN current_need AS n
                    ON n.resident_id >= h.first_resident AND n.resident_id < h.first_resident + h.member_count
                """,
            arguments: [households])
        while let row = try rows.next() {
            guard let kind = NeedKind(rawValue: row[1]) else { continue }
            result[row[0], default: []].append(DisclosedNeed(kind: kind, grade: NeedGrade(code: row[2])))
        }
        return result
    }

    private func members(
        _ households: String, fields: DisclosedFields, needs: inout [UInt32: [DisclosedNeed]]
    ) throws -> [UInt32: [DisclosedMember]] {
        var result: [UInt32: [DisclosedMember]] = [:]
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT h.id, r.id, r.resident_number, r.name, r.kana, r.birth_date, r.birth_date_is_known, r.sex,
                    r.relationship, r.phone, r.place_of_stay, r.floor
                FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
                CROSS JOIN resident AS r
                    ON r.id >= h.first_resident AND r.id < h.first_resident + h.member_count
                """,
            arguments: [households])
        while let row = try rows.next() {
            let resident: UInt32 = row[1]
            let mayName = fields.contains(.name)
            let mayRelate = fields.contains(.sexAndRelationship)
            let mayContact = fields.contains(.contact)
            let mayScore = fields.contains(.scores)
            let member = DisclosedMember(
                residentNumber: fields.contains(.identifiers) ? row[2] : nil,
                name: mayName ? row[3] : nil, kana: mayName ? row[4] : nil,
                birthDate: fields.contains(.birthDate) ? try birthDate(row[5], isKnown: row[6]) : nil,
                sex: mayRelate ? Sex(rawValue: row[7]) : nil, relationship: mayRelate ? row[8] : nil,
                phone: mayContact ? row[9] : nil, placeOfStay: mayContact ? row[10] : nil,
                floor: fields.contains(.address) ? row[11] : nil,
                score: mayScore ? try scores.resident(resident) : nil,
                band: mayScore ? try scores.residentBand(resident) : nil,
                needs: needs.removeValue(forKey: resident) ?? [])
            result[row[0], default: []].append(member)
        }
        return result
    }
}
