import GRDB

extension Schema {
    /// Household numbers beside their rows, see PackedNumbers; those that are there are packed on the way.
    static func packedNumbers(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE packed_number (
                    chunk INTEGER PRIMARY KEY,
                    element_count INTEGER NOT NULL CHECK (element_count BETWEEN 1 AND 256),
                    bytes BLOB NOT NULL
                ) STRICT;
                """)
        try PackedNumbers.pack(db)
    }
}
