import GRDB

/// The tables of a workspace; migrations are append-only, and a published one never changes.
enum Schema {
    /// `PRAGMA application_id` of every workspace: "ENGO".
    static let applicationID: Int32 = 0x454E_474F

    /// Bytes of a page of a new workspace. Large ones make fewer entries in the log, and the commit of an import of
    /// millions cheaper; older workspaces keep theirs.
    static let pageSize = 16_384

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1-main-job") { db in
            try db.execute(sql: version1)
        }
        migrator.registerMigration("2-corrections") { db in
            try db.execute(sql: version2)
        }
        migrator.registerMigration("3-needs-with-time") { db in
            try db.execute(sql: version3)
        }
        migrator.registerMigration("4-generations") { db in
            try db.execute(sql: version4)
        }
        migrator.registerMigration("5-sharing") { db in
            try db.execute(sql: version5)
        }
        migrator.registerMigration("6-lean-register") { db in
            try db.execute(sql: version6)
            try db.execute(sql: registerIndexes)
        }
        migrator.registerMigration("7-places") { db in
            try db.execute(sql: version7)
        }
        migrator.registerMigration("8-audit-key") { db in
            try db.execute(sql: auditKey)
            try AuditKey.make().store(in: db)
        }
        migrator.registerMigration("9-lean-positions") { db in
            try db.execute(sql: leanPositions)
        }
        migrator.registerMigration("10-policies") { db in
            try policies(db)
        }
        migrator.registerMigration("11-areas") { db in
            try db.execute(sql: savedAreas)
        }
        migrator.registerMigration("12-unlocated") { db in
            try db.execute(sql: unlocated)
        }
        migrator.registerMigration("13-disclosure") { db in
            try db.execute(sql: disclosure)
        }
        migrator.registerMigration("14-accounts") { db in
            try db.execute(sql: accounts)
        }
        migrator.registerMigration("15-household-numbers") { db in
            try packedNumbers(db)
        }
        migrator.registerMigration("16-resident-keys") { db in
            try ResidentKeys.store(in: db)
        }
        migrator.registerMigration("17-login-book") { db in
            try db.execute(sql: loginBook)
        }
        migrator.registerMigration("18-incidents") { db in
            try db.execute(sql: incidents)
        }
        migrator.registerMigration("19-incident-inclusion") { db in
            try db.execute(sql: incidentInclusion)
        }
        migrator.registerMigration("20-ground") { db in
            try db.execute(sql: ground)
        }
        return migrator
    }

    private static let version1 = """
        CREATE TABLE workspace (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            local_government_code TEXT NOT NULL
                CHECK (length(local_government_code) = 6 AND local_government_code NOT GLOB '*[^0-9]*'),
            mode TEXT NOT NULL CHECK (mode IN ('real', 'drill')),
            audience TEXT NOT NULL,
            legal_basis TEXT NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER workspace_mode_is_fixed BEFORE UPDATE OF mode, local_government_code ON workspace
            BEGIN SELECT RAISE(ABORT, 'mode and municipality are fixed at creation'); END;
        CREATE TRIGGER workspace_is_permanent BEFORE DELETE ON workspace
            BEGIN SELECT RAISE(ABORT, 'a workspace keeps its identity'); END;

        -- One row per committed change of what a list shows; the largest id is the state that readers see.
        CREATE TABLE generation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            cause TEXT NOT NULL CHECK (cause IN ('create', 'residents', 'needs', 'locate', 'score')),
            created_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE source_file (
            kind TEXT PRIMARY KEY CHECK (kind IN ('residents', 'needs')),
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            name TEXT NOT NULL,
            encoding TEXT NOT NULL,
            byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
            row_count INTEGER NOT NULL CHECK (row_count >= 0)
        ) STRICT;

        -- Ids run from 1 without gaps in byte order of the number, so that packed columns can be indexed by them
        -- and "score, then household number" sorts by (score, id).
        CREATE TABLE household (
            id INTEGER PRIMARY KEY,
            household_number TEXT NOT NULL UNIQUE CHECK (length(household_number) > 0),
            address TEXT NOT NULL,
            building TEXT,
            postal_code TEXT,
            first_resident INTEGER NOT NULL,
            member_count INTEGER NOT NULL CHECK (member_count > 0),
            survey_longitude REAL,
            survey_latitude REAL,
            CHECK ((survey_longitude IS NULL) = (survey_latitude IS NULL))
        ) STRICT;

        -- Ids run from 1 without gaps, household by household, members in listing order.
        CREATE TABLE resident (
            id INTEGER PRIMARY KEY,
            household_id INTEGER NOT NULL REFERENCES household (id),
            resident_number TEXT NOT NULL UNIQUE CHECK (length(resident_number) > 0),
            name TEXT NOT NULL CHECK (length(name) > 0),
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
            source_line INTEGER NOT NULL CHECK (source_line > 0)
        ) STRICT;
        CREATE INDEX resident_by_household ON resident (household_id);

        -- Needs belong to a number, not to a row of the register: they outlive its replacement, and a need of
        -- somebody who is not registered is kept and counted.
        CREATE TABLE need (
            id INTEGER PRIMARY KEY,
            resident_number TEXT NOT NULL,
            kind TEXT NOT NULL,
            grade TEXT NOT NULL,
            detail TEXT,
            valid_from TEXT,
            valid_until TEXT,
            source_line INTEGER NOT NULL CHECK (source_line > 0),
            CHECK (valid_from IS NULL OR valid_until IS NULL OR valid_from <= valid_until)
        ) STRICT;
        CREATE INDEX need_by_resident_number ON need (resident_number);

        -- A household without a row here has no position.
        CREATE TABLE location (
            household_id INTEGER PRIMARY KEY REFERENCES household (id),
            match_level INTEGER NOT NULL CHECK (match_level BETWEEN 0 AND 8),
            coordinate_level INTEGER NOT NULL CHECK (coordinate_level BETWEEN 0 AND 8),
            longitude REAL CHECK (longitude BETWEEN -180 AND 180),
            latitude REAL CHECK (latitude BETWEEN -90 AND 90),
            uncertainty_metres REAL CHECK (uncertainty_metres >= 0),
            is_certain INTEGER NOT NULL CHECK (is_certain IN (0, 1)),
            prefecture TEXT NOT NULL,
            city TEXT NOT NULL,
            town TEXT NOT NULL,
            koaza TEXT NOT NULL,
            number TEXT NOT NULL,
            rest TEXT NOT NULL,
            lg_code TEXT NOT NULL,
            machiaza_id TEXT NOT NULL,
            record_id TEXT NOT NULL,
            candidate_count INTEGER NOT NULL CHECK (candidate_count >= 0),
            rules TEXT NOT NULL,
            CHECK ((longitude IS NULL) = (latitude IS NULL)),
            CHECK ((longitude IS NULL) = (coordinate_level = 0)),
            CHECK ((longitude IS NULL) = (uncertainty_metres IS NULL))
        ) STRICT;
        CREATE TABLE location_run (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            dictionary_edition TEXT NOT NULL
        ) STRICT;

        CREATE TABLE policy (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            yaml BLOB NOT NULL
        ) STRICT;
        CREATE TABLE score_run (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            as_of TEXT NOT NULL,
            policy_title TEXT NOT NULL,
            policy_version TEXT NOT NULL
        ) STRICT;
        -- The needs that hold on the as-of date, tied to today's residents; rebuilt by every scoring.
        CREATE TABLE current_need (
            resident_id INTEGER NOT NULL REFERENCES resident (id),
            ordinal INTEGER NOT NULL,
            kind TEXT NOT NULL,
            grade TEXT NOT NULL,
            PRIMARY KEY (resident_id, ordinal)
        ) STRICT, WITHOUT ROWID;

        -- Positions in spatial order, 4,096 a row; see PackedPositions.
        CREATE TABLE packed_position (
            chunk INTEGER PRIMARY KEY,
            longitude BLOB NOT NULL,
            latitude BLOB NOT NULL,
            household BLOB NOT NULL,
            level BLOB NOT NULL,
            uncertainty BLOB NOT NULL
        ) STRICT;
        -- Columns of fixed-width little-endian values, read whole in one pass; see PackedColumn.
        CREATE TABLE packed_column (
            name TEXT NOT NULL,
            chunk INTEGER NOT NULL,
            element_count INTEGER NOT NULL CHECK (element_count > 0),
            bytes BLOB NOT NULL,
            PRIMARY KEY (name, chunk)
        ) STRICT;
        """
}
