extension Schema {
    /// What people taught about addresses, and a new cause of generations.
    ///
    /// The cause stands in a CHECK, which SQLite cannot change in place: the table is copied, dropped and renamed. The
    /// migrator switches foreign keys off for it and checks all of them before it commits.
    ///
    /// - Source: SQLite, *ALTER TABLE*, "Making Other Kinds Of Table Schema Changes".
    static let version2 = """
        CREATE TABLE generation_with_corrections (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            cause TEXT NOT NULL
                CHECK (cause IN ('create', 'residents', 'needs', 'locate', 'score', 'correction')),
            created_at TEXT NOT NULL
        ) STRICT;
        INSERT INTO generation_with_corrections (id, cause, created_at)
            SELECT id, cause, created_at FROM generation ORDER BY id;
        DROP TABLE generation;
        ALTER TABLE generation_with_corrections RENAME TO generation;

        -- The history of what was taught, never changed: of the rows whose address has one key, the last counts. Keys
        -- are made when the rows are read, so a later program that reads more spellings reads them here too.
        CREATE TABLE address_correction (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            action TEXT NOT NULL CHECK (action IN ('teach', 'remove')),
            address TEXT NOT NULL CHECK (length(address) BETWEEN 1 AND 1000),
            corrected_address TEXT CHECK (length(corrected_address) BETWEEN 1 AND 1000),
            longitude REAL CHECK (longitude BETWEEN 122 AND 154),
            latitude REAL CHECK (latitude BETWEEN 20 AND 46),
            note TEXT CHECK (length(note) BETWEEN 1 AND 1000),
            operator_name TEXT NOT NULL CHECK (length(operator_name) > 0),
            created_at TEXT NOT NULL,
            CHECK ((longitude IS NULL) = (latitude IS NULL)),
            CHECK ((action = 'teach') = (corrected_address IS NOT NULL OR longitude IS NOT NULL))
        ) STRICT;
        CREATE TRIGGER address_correction_is_history BEFORE UPDATE ON address_correction
            BEGIN SELECT RAISE(ABORT, 'a correction is replaced by a later one, never changed'); END;
        CREATE TRIGGER address_correction_is_kept BEFORE DELETE ON address_correction
            BEGIN SELECT RAISE(ABORT, 'a correction is taken back by a later row, never deleted'); END;
        """
}
