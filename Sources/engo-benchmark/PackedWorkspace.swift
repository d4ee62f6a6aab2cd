import Foundation
import GRDBSQLite
import Geospatial
import SpatialQuery
import TestSupport

/// A workspace of as many households as a country has, with what a list reads of all of them and rows of those that head it.
///
/// It is made by `engo init` and then filled table by table: the packed positions, scores, bands, member counts and household
/// numbers of every household, and a key of every resident for the audit log; rows of household, location and residents only for the two hundredth part with the highest scores.
/// Positions are those of ``Town`` with a radius of 15 m. There are no needs, and no scores of single persons.
struct PackedWorkspace {
    let path: String
    let households: Int
    let box: BoundingBox
    let seed: UInt64

    /// Scores are even between 0 and this, in thousandths.
    private static let highestScore = 400_000
    /// From this score on a household has rows.
    private static let rowScore = 398_000
    private static let chunkLength = 65_536
    private static let numbersPerRow = 256
    private static let mostMembers = 4

    func fill() throws {
        let database = try StoredTables(path: path)
        try database.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; BEGIN")
        try storePositions(database)
        var generator = SeededGenerator(seed: seed &+ 1)
        let scores = (0..<households).map { _ in Int32(generator.next() % UInt64(Self.highestScore)) }
        let counts = (0..<households).map { _ in UInt32(generator.next() >> 40) % UInt32(Self.mostMembers) + 1 }
        try store(scores, "household.score", database)
        try store(
            scores.map { score -> UInt8 in score >= 300_000 ? 1 : score >= 150_000 ? 2 : 3 }, "household.band", database
        )
        try store(counts, "household.member_count", database)
        let residents = counts.reduce(0) { $0 + Int($1) }
        try store((0..<residents).map { _ in Key(generator.next()) }, "resident.key", database)
        try storeNumbers(database)
        try storeRows(scores, counts, database)
        try database.execute(
            """
            INSERT INTO generation (cause, created_at) VALUES ('residents', '2026-06-01T00:00:00Z');
            INSERT INTO source_file (kind, generation_id, name, encoding, byte_count, row_count, received_on)
                SELECT 'residents', max(id), 'generated', 'utf-8', 0, \(households), '2026-06-01' FROM generation;
            INSERT INTO location_run (id, generation_id, dictionary_edition) SELECT 1, max(id), '' FROM generation;
            INSERT INTO score_run (id, generation_id, as_of, policy_title, policy_version, policy_sha256, needs_expired,
                needs_expiring)
                SELECT 1, (SELECT max(id) FROM generation), '2026-06-01', 'generated', '0', sha256, 0, 0 FROM policy_in_use;
            COMMIT; PRAGMA journal_mode = WAL
            """)
    }

    /// Five bytes of a random number.
    private struct Key {
        private let bytes: (UInt8, UInt8, UInt8, UInt8, UInt8)

        init(_ number: UInt64) {
            func byte(_ place: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: number >> (8 * place)) }
            bytes = (byte(0), byte(1), byte(2), byte(3), byte(4))
        }
    }

    private func storePositions(_ database: StoredTables) throws {
        let town = try Town(households: households, box: box, seed: seed)
        let packed = PackedPositions.packing(
            town.positions.enumerated().map { (UInt32($0 + 1), $1, UInt8(6), Float(15)) })
        let insert = try database.prepare("INSERT INTO packed_position VALUES (?, ?, ?, ?, ?, ?)")
        for chunk in 0..<packed.chunkCount {
            insert.bind(1, chunk)
            for (place, column) in PackedPositions.Column.allCases.enumerated() {
                insert.bind(Int32(place + 2), packed.bytes(of: column, chunk: chunk))
            }
            try insert.run()
        }
    }

    private func store<Element>(_ values: [Element], _ name: String, _ database: StoredTables) throws {
        let insert = try database.prepare(
            "INSERT INTO packed_column (name, chunk, element_count, bytes) VALUES ('\(name)', ?, ?, ?)")
        for (chunk, start) in stride(from: 0, to: values.count, by: Self.chunkLength).enumerated() {
            let part = values[start..<min(start + Self.chunkLength, values.count)]
            insert.bind(1, chunk)
            insert.bind(2, part.count)
            insert.bind(3, part.withUnsafeBytes { Array($0) })
            try insert.run()
        }
    }

    /// Ten digits that count from 1.
    private static func number(_ household: Int) -> [UInt8] {
        let digits = Array(String(household).utf8)
        return Array(repeating: 0x30, count: max(0, 10 - digits.count)) + digits
    }

    private func storeNumbers(_ database: StoredTables) throws {
        let insert = try database.prepare("INSERT INTO packed_number (chunk, element_count, bytes) VALUES (?, ?, ?)")
        for (chunk, start) in stride(from: 1, through: households, by: Self.numbersPerRow).enumerated() {
            let numbers = (start..<min(start + Self.numbersPerRow, households + 1)).map(Self.number)
            insert.bind(1, chunk)
            insert.bind(2, numbers.count)
            insert.bind(3, numbers.flatMap { [UInt8($0.count), 0] + $0 })
            try insert.run()
        }
    }

    private func storeRows(_ scores: [Int32], _ counts: [UInt32], _ database: StoredTables) throws {
        try database.execute(
            """
            INSERT INTO located_place VALUES (1, '試験県', '試験市', '試験町', '', '992011', '0001000');
            INSERT INTO match_rules VALUES (1, 'town.exact')
            """)
        let household = try database.prepare(
            """
            INSERT INTO household (id, household_number, address, first_resident, member_count)
            VALUES (?1, printf('%010d', ?1), '試験県試験市試験町' || ?1, ?2, ?3)
            """)
        let resident = try database.prepare(
            """
            INSERT INTO resident (id, household_id, resident_number, name, birth_date, birth_date_is_known, sex, relationship,
                source_line, first_generation)
            VALUES (?1, ?2, printf('%012d', ?1), '試験 花子', '1950-01-02', 1, 'female', '世帯主', 1, 1)
            """)
        let location = try database.prepare(
            """
            INSERT INTO location (household_id, place_id, rules_id, match_level, coordinate_level, longitude, latitude,
                uncertainty_metres, is_certain, number, rest, record_id, candidate_count)
            VALUES (?1, 1, 1, 6, 6, 135.0, 34.0, 15.0, 1, '', '', '', 0)
            """)
        for (place, score) in scores.enumerated() where Int(score) >= Self.rowScore {
            let first = place * Self.mostMembers + 1
            household.bind(1, place + 1)
            household.bind(2, first)
            household.bind(3, Int(counts[place]))
            try household.run()
            location.bind(1, place + 1)
            try location.run()
            for member in 0..<Int(counts[place]) {
                resident.bind(1, first + member)
                resident.bind(2, place + 1)
                try resident.run()
            }
        }
    }
}
