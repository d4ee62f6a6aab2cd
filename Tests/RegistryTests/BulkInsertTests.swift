import GRDB
import Testing

@testable import Registry

@Suite struct BulkInsertTests {
    private struct Value: Equatable {
        var number: Int?
        var real: Double?
        var text: String?
        var word: String?
    }

    /// Rows whose texts are set in another order than their columns, some of them long.
    private static func values(_ count: Int) -> [Value] {
        (0..<count).map { index in
            Value(
                number: index % 7 == 3 ? nil : index, real: index % 5 == 0 ? nil : Double(index) / 8,
                text: index % 11 == 4 ? nil : String(repeating: "字\(index) ", count: index % 13 == 0 ? 900 : index % 4),
                word: index % 2 == 0 ? "even" : nil)
        }
    }

    private static func stored(_ values: [Value]) throws -> [Value] {
        let queue = try DatabaseQueue()
        return try queue.write { db in
            try db.execute(sql: "CREATE TABLE t (number INTEGER, text TEXT, real REAL, word TEXT) STRICT")
            let insert = try BulkInsert("t", columns: 4, in: db)
            for value in values {
                if value.word != nil { insert.bind(4, literal: "even") }
                insert.bind(1, value.number)
                insert.bind(3, value.real)
                if let text = value.text { insert.bind(2, text) }
                try insert.store()
            }
            try insert.finish()
            return try Row.fetchAll(db, sql: "SELECT number, real, text, word FROM t ORDER BY rowid").map {
                Value(number: $0[0], real: $0[1], text: $0[2], word: $0[3])
            }
        }
    }

    @Test(arguments: [0, 1, 15, 16, 17, 48, 1_000])
    func everyRowArrivesAsItWasSet(count: Int) throws {
        let values = Self.values(count)
        #expect(try Self.stored(values) == values)
    }

    @Test func aRowThatBreaksARuleFailsAsTheDatabaseSays() throws {
        let queue = try DatabaseQueue()
        try queue.write { db in
            try db.execute(sql: "CREATE TABLE t (number INTEGER NOT NULL) STRICT")
            let insert = try BulkInsert("t", columns: 1, in: db)
            for _ in 0..<15 {
                insert.bind(1, 1)
                try insert.store()
            }
            let failure = #expect(throws: DatabaseError.self) { try insert.store() }
            #expect(failure?.extendedResultCode == .SQLITE_CONSTRAINT_NOTNULL)
        }
    }
}
