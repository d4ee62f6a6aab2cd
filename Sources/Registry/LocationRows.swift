import AddressDictionary
import GRDB
import Geospatial
import Residents

/// Stores the positions of all households, one after the other, in tables that hold none yet.
final class LocationRows {
    private let db: Database
    private var count = 0
    private let insert: BulkInsert
    private let insertPlace: Statement
    private let insertRules: Statement
    private var places = Interning<Place>()
    private var rules = Interning<[String]>()

    init(_ db: Database) throws {
        self.db = db
        insert = try BulkInsert(
            """
            location (place_id, rules_id, match_level, coordinate_level, longitude, latitude, uncertainty_metres, is_certain,
                number, rest, record_id, candidate_count)
            """, columns: 12, in: db)
        insertPlace = try db.makeStatement(
            sql: """
                INSERT INTO located_place (id, prefecture, city, town, koaza, lg_code, machiaza_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        insertRules = try db.makeStatement(sql: "INSERT INTO match_rules (id, rules) VALUES (?, ?)")
    }

    func store(_ location: StoredLocation) throws {
        let match = location.match
        count += 1
        guard Int(location.household) == count else { throw DatabaseError(resultCode: .SQLITE_CONSTRAINT_FOREIGNKEY) }
        insert.bind(1, try placeID(Place(match)))
        insert.bind(2, try rulesID(match.rules))
        insert.bind(3, Int(match.matchLevel.rawValue))
        insert.bind(4, Int(match.coordinateLevel.rawValue))
        insert.bind(5, match.position?.longitude)
        insert.bind(6, match.position?.latitude)
        insert.bind(7, match.uncertaintyMetres)
        insert.bind(8, match.isCertain ? 1 : 0)
        insert.bind(9, match.number)
        insert.bind(10, match.rest)
        insert.bind(11, match.recordID)
        insert.bind(12, match.candidates.count)
        try insert.store()
    }

    /// Stores what waits.
    ///
    /// - Throws: `DatabaseError` of a broken reference when the positions are not those of all households.
    func finish() throws {
        try insert.finish()
        try db.checkIDs(of: "household", runTo: count)
        try db.checkIDs(of: "location", column: "household_id", runTo: count)
    }

    /// The row of a place, which is stored when it is the first household's there.
    private func placeID(_ place: Place) throws -> Int {
        let (id, isNew) = places.id(of: place, spread: place.spread)
        if isNew {
            try insertPlace.execute(
                arguments: [id, place.prefecture, place.city, place.town, place.koaza, place.lgCode, place.machiazaID])
        }
        return id
    }

    private func rulesID(_ list: [String]) throws -> Int {
        var spread: UInt = 0
        // Few lists differ, and those by a rule more or less: a length and an end tell most of them apart.
        for rule in list {
            let last = rule.utf8.withContiguousStorageIfAvailable { $0.last ?? 0 } ?? 0
            spread = spread &* 31 &+ UInt(rule.utf8.count) &* 7 &+ UInt(last)
        }
        let (id, isNew) = rules.id(of: list, spread: spread)
        if isNew { try insertRules.execute(arguments: [id, list.joined(separator: ",")]) }
        return id
    }

    /// A row of `located_place`, compared byte for byte.
    private struct Place: Hashable {
        let prefecture: String
        let city: String
        let town: String
        let koaza: String
        let lgCode: String
        let machiazaID: String

        init(_ match: AddressMatch) {
            prefecture = match.prefecture
            city = match.city
            town = match.town
            koaza = match.koaza
            lgCode = match.lgCode
            machiazaID = match.machiazaID
        }

        /// Towns differ in their ids, and where they have none, in their names.
        var spread: UInt {
            var text = machiazaID.isEmpty ? town : machiazaID
            return text.withUTF8 { $0.reduce(UInt(koaza.utf8.count)) { $0 &* 31 &+ UInt($1) } }
        }

        static func == (left: Place, right: Place) -> Bool {
            same(left.machiazaID, right.machiazaID) && same(left.town, right.town) && same(left.koaza, right.koaza)
                && same(left.lgCode, right.lgCode) && same(left.city, right.city)
                && same(left.prefecture, right.prefecture)
        }

        private static func same(_ left: String, _ right: String) -> Bool {
            var (left, right) = (left, right)
            return left.withUTF8 { left in
                right.withUTF8 { UnsafeRawBufferPointer(left).holdsSame(as: UnsafeRawBufferPointer($0)) }
            }
        }

        func hash(into hasher: inout Hasher) {
            for text in [prefecture, city, town, koaza, lgCode, machiazaID] {
                for byte in text.utf8 { hasher.combine(byte) }
            }
        }
    }
}

/// Numbers from 1 for few values that come again and again.
private struct Interning<Value: Hashable> {
    private static var slots: Int { 2048 }

    /// Values that came lately, by their spread.
    private var recent: [(value: Value, id: Int)?] = Array(repeating: nil, count: Interning.slots)
    private var ids: [Value: Int] = [:]

    /// The value's number, and whether it is a new one.
    ///
    /// - Parameter spread: any number made of the value; the more values have different ones, the faster this is.
    mutating func id(of value: Value, spread: UInt) -> (id: Int, isNew: Bool) {
        let slot = Int(spread % UInt(Self.slots - 1))
        if let entry = recent[slot], entry.value == value { return (entry.id, false) }
        let next = ids.count + 1
        let id = ids[value, default: next]
        if id == next { ids[value] = id }
        recent[slot] = (value, id)
        return (id, id == next)
    }
}
