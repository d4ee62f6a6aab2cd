import GRDB
import Geospatial
package import Places
package import Residents

/// Where the shelters of a workspace came from.
package struct ShelterSource: Hashable, Sendable {
    /// The file.
    package let file: SourceFile
    /// The generation that its import made.
    package let generation: Int64
    /// The day of the import.
    package let receivedOn: CalendarDate
}

/// How many shelters there are, and for what.
package struct ShelterCounts: Hashable, Sendable {
    /// All of them.
    package let shelters: Int
    /// Those whose position is not known.
    package let withoutPosition: Int
    /// Shelters by what they are designated for; a shelter counts once for each.
    package let byDisaster: [DisasterKind: Int]
}

extension RegistrySnapshot {
    /// All shelters, in the order of their file. Public places: no grant is needed.
    package func shelters() throws -> [Shelter] {
        var disasters: [Int64: Set<DisasterKind>] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT shelter_id, kind FROM shelter_disaster") {
            guard let kind = DisasterKind(rawValue: row[1]) else { throw RegistryError.database(code: 0) }
            disasters[row[0], default: []].insert(kind)
        }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT id, identifier, name, kana, address, municipality_code, longitude, latitude, capacity_text,
                    capacity, is_designated_shelter_too, note, source_line
                FROM shelter ORDER BY id
                """
        ).map { row in
            var position: Coordinate?
            if let longitude: Double = row[6], let latitude: Double = row[7] {
                position = try Coordinate(longitude: longitude, latitude: latitude)
            }
            var capacity: ShelterCapacity?
            if let recorded = try text(row[8]) { capacity = ShelterCapacity(recorded: recorded, persons: row[9]) }
            return Shelter(
                identifier: try text(row[1]), name: try StoredText(row[2]), kana: try text(row[3]),
                address: try text(row[4]), municipalityCode: row[5], position: position,
                disasters: disasters[row[0]] ?? [], capacity: capacity, isDesignatedShelterToo: row[10],
                note: try text(row[11]), sourceLine: row[12])
        }
    }

    /// Where the shelters came from, or nil when none were imported.
    package func shelterSource() throws -> ShelterSource? {
        guard
            let row = try Row.fetchOne(
                db,
                sql: "SELECT name, encoding, byte_count, row_count, generation_id, received_on FROM shelter_file")
        else { return nil }
        return ShelterSource(
            file: SourceFile(name: row[0], encoding: row[1], byteCount: row[2], rowCount: row[3]), generation: row[4],
            receivedOn: try date(row[5]))
    }

    /// Counts the shelters.
    package func shelterCounts() throws -> ShelterCounts {
        var byDisaster: [DisasterKind: Int] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT kind, count(*) FROM shelter_disaster GROUP BY kind") {
            guard let kind = DisasterKind(rawValue: row[0]) else { throw RegistryError.database(code: 0) }
            byDisaster[kind] = row[1]
        }
        let row = try Row.fetchOne(db, sql: "SELECT count(*), count(*) - count(longitude) FROM shelter")
        return ShelterCounts(shelters: row?[0] ?? 0, withoutPosition: row?[1] ?? 0, byDisaster: byDisaster)
    }

    private func text(_ recorded: String?) throws -> StoredText? { try recorded.map { try StoredText($0) } }
}
