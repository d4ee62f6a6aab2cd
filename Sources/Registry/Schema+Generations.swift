extension Schema {
    /// What earlier generations held: rows that are no longer today's, each once, with the generations that held it.
    ///
    /// A generation's register is today's rows that are as old as it, and the rows of history that it held; a row that did
    /// not change is stored once. The cause of a generation stands in a CHECK: see ``version2`` for why its table is copied.
    static let version4 = """
        CREATE TABLE generation_with_restore (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            cause TEXT NOT NULL
                CHECK (cause IN ('create', 'residents', 'needs', 'locate', 'score', 'correction', 'restore')),
            created_at TEXT NOT NULL
        ) STRICT;
        INSERT INTO generation_with_restore (id, cause, created_at)
            SELECT id, cause, created_at FROM generation ORDER BY id;
        DROP TABLE generation;
        ALTER TABLE generation_with_restore RENAME TO generation;

        ALTER TABLE resident ADD COLUMN first_generation INTEGER REFERENCES generation (id);
        UPDATE resident SET first_generation = (SELECT generation_id FROM source_file WHERE kind = 'residents');
        ALTER TABLE need ADD COLUMN first_generation INTEGER REFERENCES generation (id);
        UPDATE need SET first_generation = (SELECT generation_id FROM source_file WHERE kind = 'needs');

        CREATE TABLE resident_history (
            id INTEGER PRIMARY KEY,
            first_generation INTEGER NOT NULL REFERENCES generation (id),
            last_generation INTEGER NOT NULL REFERENCES generation (id),
            resident_number TEXT NOT NULL,
            household_number TEXT NOT NULL,
            name TEXT NOT NULL,
            kana TEXT,
            birth_date TEXT NOT NULL,
            birth_date_is_known INTEGER NOT NULL CHECK (birth_date_is_known IN (0, 1)),
            sex TEXT NOT NULL CHECK (sex IN ('male', 'female', 'unknown')),
            relationship TEXT NOT NULL,
            address TEXT NOT NULL,
            building TEXT,
            postal_code TEXT,
            phone TEXT,
            place_of_stay TEXT,
            floor INTEGER,
            build_year INTEGER,
            structure TEXT,
            survey_longitude REAL,
            survey_latitude REAL,
            source_line INTEGER NOT NULL CHECK (source_line > 0),
            CHECK (first_generation <= last_generation),
            CHECK ((survey_longitude IS NULL) = (survey_latitude IS NULL))
        ) STRICT;
        CREATE INDEX resident_history_by_last_generation ON resident_history (last_generation);

        CREATE TABLE need_history (
            id INTEGER PRIMARY KEY,
            first_generation INTEGER NOT NULL REFERENCES generation (id),
            last_generation INTEGER NOT NULL REFERENCES generation (id),
            resident_number TEXT NOT NULL,
            kind TEXT NOT NULL,
            grade TEXT NOT NULL,
            detail TEXT,
            valid_from TEXT,
            valid_until TEXT,
            source_line INTEGER NOT NULL CHECK (source_line > 0),
            file_id INTEGER REFERENCES need_file (id),
            CHECK (first_generation <= last_generation)
        ) STRICT;
        CREATE INDEX need_history_by_last_generation ON need_history (last_generation);

        -- Before this generation the history is not whole: it was purged, or not yet kept.
        CREATE TABLE history_limit (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            first_whole_generation INTEGER NOT NULL
        ) STRICT;
        INSERT INTO history_limit (id, first_whole_generation)
            SELECT 1, coalesce(max(generation_id), 0) FROM source_file;

        -- What each import said of the one before it.
        CREATE TABLE generation_change (
            generation_id INTEGER PRIMARY KEY REFERENCES generation (id),
            source_name TEXT NOT NULL,
            row_count INTEGER NOT NULL,
            added INTEGER NOT NULL,
            moved INTEGER NOT NULL,
            changed INTEGER NOT NULL,
            departed INTEGER NOT NULL,
            deceased INTEGER NOT NULL,
            missing INTEGER NOT NULL,
            unchanged INTEGER NOT NULL
        ) STRICT;
        """
}
