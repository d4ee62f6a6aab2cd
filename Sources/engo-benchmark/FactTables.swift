import GRDBSQLite
import Residents
import SupportScoring

/// The facts of ``InventedPeople`` in an SQLite database in memory: one row a person, one row a need.
final class FactTables {
    private var database: OpaquePointer?
    private var persons = 0
    private var person: OpaquePointer?
    private var need: OpaquePointer?

    init() throws {
        guard sqlite3_open(":memory:", &database) == SQLITE_OK else { throw BenchmarkError.baselineFailed }
        try execute(
            """
            CREATE TABLE person (id INTEGER PRIMARY KEY, household INTEGER NOT NULL, age INTEGER, rank INTEGER NOT NULL);
            CREATE TABLE need (person INTEGER, place INTEGER, kind INTEGER NOT NULL, level INTEGER NOT NULL,
                PRIMARY KEY (person, place)) WITHOUT ROWID;
            BEGIN
            """)
        person = try prepare("INSERT INTO person VALUES (?, ?, ?, ?)")
        need = try prepare("INSERT INTO need VALUES (?, ?, ?, ?)")
    }

    deinit {
        sqlite3_finalize(person)
        sqlite3_finalize(need)
        sqlite3_close(database)
    }

    func insert(_ row: InventedPeople.Row) throws {
        persons += 1
        try insert([persons, row.household, row.age, Int(row.rank.ordinal)], person)
        for (place, fact) in row.needs.enumerated() {
            try insert([persons, place, fact.kind.ordinal, Int(fact.level.rawValue)], need)
        }
    }

    func finish() throws { try execute("COMMIT; ANALYZE") }

    /// The result of a statement that gives four numbers for each household, in the order of households.
    func scores(_ statement: String) throws -> [HouseholdResult] {
        let statement = try prepare(statement)
        defer { sqlite3_finalize(statement) }
        var results: [HouseholdResult] = []
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW:
                results.append(
                    HouseholdResult(
                        score: sqlite3_column_int(statement, 0),
                        band: UInt8(truncatingIfNeeded: sqlite3_column_int(statement, 1)),
                        daytimeScore: sqlite3_column_int(statement, 2),
                        daytimeBand: UInt8(truncatingIfNeeded: sqlite3_column_int(statement, 3))))
            case SQLITE_DONE: return results
            default: throw BenchmarkError.baselineFailed
            }
        }
    }

    private func prepare(_ sql: String) throws -> OpaquePointer? {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else {
            throw BenchmarkError.baselineFailed
        }
        return statement
    }

    private func execute(_ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw BenchmarkError.baselineFailed }
    }

    private func insert(_ values: [Int?], _ statement: OpaquePointer?) throws {
        for (index, value) in values.enumerated() {
            if let value {
                sqlite3_bind_int64(statement, Int32(index + 1), Int64(value))
            } else {
                sqlite3_bind_null(statement, Int32(index + 1))
            }
        }
        guard sqlite3_step(statement) == SQLITE_DONE else { throw BenchmarkError.baselineFailed }
        sqlite3_reset(statement)
    }
}
