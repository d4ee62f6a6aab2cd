package import Disclosure
import Foundation
import GRDB
import Geospatial
package import Places
package import Residents

/// A saved area with its number.
package struct StoredArea: Hashable, Sendable {
    /// Its number, which is never given to another; one that replaces it has a new one.
    package let id: Int64
    /// The area.
    package let area: SavedArea
}

extension RegistrySnapshot {
    /// All saved areas with their numbers, in byte order of their names. Public places: no grant is needed.
    package func storedAreas() throws -> [StoredArea] {
        try Row.fetchAll(db, sql: "SELECT id, name, saved_on FROM saved_area ORDER BY name").map { row in
            StoredArea(
                id: row[0],
                area: SavedArea(
                    name: try StoredText(row[1]), savedOn: try date(row[2]), parts: try parts(ofArea: row[0])))
        }
    }

    /// The number of the saved area of a name, or nil.
    package func savedAreaNumber(named name: StoredText) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM saved_area WHERE name = ?", arguments: [name.text])
    }

    /// The name of the saved area of a number, or nil.
    package func savedAreaName(number: Int64) throws -> StoredText? {
        try String.fetchOne(db, sql: "SELECT name FROM saved_area WHERE id = ?", arguments: [number]).map {
            try StoredText($0)
        }
    }

    /// The numbers of all saved areas, ascending: any change of them changes one.
    package func savedAreaNumbers() throws -> [Int64] {
        try Int64.fetchAll(db, sql: "SELECT id FROM saved_area ORDER BY id")
    }

    /// All saved areas, in byte order of their names. Public places: no grant is needed.
    package func savedAreas() throws -> [SavedArea] {
        try storedAreas().map(\.area)
    }

    /// The saved area of a name, or nil.
    package func savedArea(named name: StoredText) throws -> SavedArea? {
        try Row.fetchOne(db, sql: "SELECT id, saved_on FROM saved_area WHERE name = ?", arguments: [name.text]).map {
            SavedArea(name: name, savedOn: try date($0[1]), parts: try parts(ofArea: $0[0]))
        }
    }

    /// The names of all saved areas, in byte order.
    package func savedAreaNames() throws -> [String] {
        try String.fetchAll(db, sql: "SELECT name FROM saved_area ORDER BY name")
    }

    private func parts(ofArea id: Int64) throws -> [AreaPart] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT kind, name, checksum, reference_system, shape, longitude, latitude, metres, local_government_code,
                    machiaza_id
                FROM saved_area_part WHERE area_id = ? ORDER BY ordinal
                """,
            arguments: [id]
        ).map { row in
            guard let kind = AreaPart.Kind(rawValue: row[0]) else { throw RegistryError.database(code: 0) }
            let name: String = row[1]
            let shape: AreaPart.Shape
            if let data: Data = row[4] {
                guard let area = MultiPolygon(wellKnownBinary: Array(data)) else {
                    throw RegistryError.database(code: 0)
                }
                shape = .polygons(area)
            } else if let metres: Double = row[7] {
                shape = .circle(center: try Coordinate(longitude: row[5], latitude: row[6]), metres: metres)
            } else {
                shape = .town(TownSelection(localGovernmentCode: row[8], machiazaID: row[9], name: name))
            }
            return AreaPart(kind: kind, name: name, checksum: row[2], referenceSystem: row[3], shape: shape)
        }
    }

    /// The towns in which households were found, by municipality code, then id, then name. Names of places, of nobody.
    package func townsOfHouseholds() throws -> [TownSelection] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT lg_code, machiaza_id, town FROM located_place WHERE town <> '' ORDER BY lg_code, machiaza_id, town
                """
        ).map { TownSelection(localGovernmentCode: $0[0], machiazaID: $0[1], name: $0[2]) }
    }

    /// The households whose address lies in one of the towns, at whatever level their point is and without one too, each with
    /// whether its address has one reading.
    ///
    /// - Parameter clearance: proof that audience and basis were stated.
    /// - Complexity: O(located households).
    package func households(inTowns towns: [TownSelection], _ clearance: Clearance) throws -> [UInt32: Bool] {
        var households: [UInt32: Bool] = [:]
        for town in towns {
            let isWhole = town.machiazaID.hasSuffix("000")
            // Who lives in a whole 大字 or 町 may have an address without 丁目, which has its name and no id.
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT household_id, is_certain FROM location WHERE place_id IN (
                        SELECT id FROM located_place
                        WHERE lg_code = ? AND (machiaza_id GLOB ? OR ? AND machiaza_id = '' AND town = ?))
                    """,
                arguments: [
                    town.localGovernmentCode, isWhole ? "\(town.machiazaID.prefix(4))???" : town.machiazaID,
                    isWhole || town.machiazaID.isEmpty, town.name,
                ])
            while let row = try rows.next() { households[UInt32(truncatingIfNeeded: row[0] as Int64)] = row[1] }
        }
        return households
    }
}
