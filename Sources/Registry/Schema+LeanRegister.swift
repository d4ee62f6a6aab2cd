extension Schema {
    /// The register in the form that an import of millions writes in one pass: an address that is the household's is stored
    /// once, and unique numbers are guarded by named indexes, which an import builds when all rows are there.
    ///
    /// The checks are comparisons: a list in parentheses is a table that SQLite makes anew for every row, and cost more than
    /// the row.
    static let version6 = """
        CREATE TABLE lean_household (
            -- Ids run from 1 without gaps in byte order of the number, so that packed columns can be indexed by them
            -- and "score, then household number" sorts by (score, id).
            id INTEGER PRIMARY KEY,
            household_number TEXT NOT NULL CHECK (household_number <> ''),
            address TEXT NOT NULL,
            building TEXT,
            postal_code TEXT,
            first_resident INTEGER NOT NULL,
            member_count INTEGER NOT NULL CHECK (member_count > 0),
            survey_longitude REAL,
            survey_latitude REAL,
            CHECK ((survey_longitude IS NULL) = (survey_latitude IS NULL))
        ) STRICT;
        INSERT INTO lean_household
            SELECT id, household_number, address, building, postal_code, first_resident, member_count, survey_longitude,
                survey_latitude
            FROM household ORDER BY id;

        CREATE TABLE lean_resident (
            -- Ids run from 1 without gaps, household by household, members in listing order.
            id INTEGER PRIMARY KEY,
            household_id INTEGER NOT NULL REFERENCES household (id),
            resident_number TEXT NOT NULL CHECK (resident_number <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            kana TEXT,
            birth_date TEXT NOT NULL,
            birth_date_is_known INTEGER NOT NULL CHECK (birth_date_is_known BETWEEN 0 AND 1),
            sex TEXT NOT NULL CHECK (sex = 'male' OR sex = 'female' OR sex = 'unknown'),
            relationship TEXT NOT NULL,
            -- NULL: address, building and postal code are the household's.
            address TEXT,
            building TEXT,
            postal_code TEXT,
            phone TEXT,
            place_of_stay TEXT,
            floor INTEGER,
            build_year INTEGER,
            structure TEXT,
            source_line INTEGER NOT NULL CHECK (source_line > 0),
            first_generation INTEGER NOT NULL REFERENCES generation (id),
            CHECK (address IS NOT NULL OR building IS NULL AND postal_code IS NULL)
        ) STRICT;
        INSERT INTO lean_resident
            SELECT r.id, r.household_id, r.resident_number, r.name, r.kana, r.birth_date, r.birth_date_is_known, r.sex,
                r.relationship,
                iif(r.address = h.address AND r.building IS h.building AND r.postal_code IS h.postal_code, NULL, r.address),
                iif(r.address = h.address AND r.building IS h.building AND r.postal_code IS h.postal_code, NULL, r.building),
                iif(r.address = h.address AND r.building IS h.building AND r.postal_code IS h.postal_code, NULL, r.postal_code),
                r.phone, r.place_of_stay, r.floor, r.build_year, r.structure, r.source_line, r.first_generation
            FROM resident AS r JOIN household AS h ON h.id = r.household_id ORDER BY r.id;

        CREATE TABLE lean_current_need (
            resident_id INTEGER NOT NULL REFERENCES resident (id),
            ordinal INTEGER NOT NULL,
            kind TEXT NOT NULL,
            grade TEXT NOT NULL,
            state TEXT NOT NULL
                CHECK (state = 'holds' OR state = 'expiring' OR state = 'expired' OR state = 'unrecognised'),
            PRIMARY KEY (resident_id, ordinal)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO lean_current_need
            SELECT resident_id, ordinal, kind, grade, state FROM current_need ORDER BY resident_id, ordinal;

        DROP TABLE current_need;
        DROP TABLE resident;
        DROP TABLE household;
        ALTER TABLE lean_current_need RENAME TO current_need;
        ALTER TABLE lean_household RENAME TO household;
        ALTER TABLE lean_resident RENAME TO resident;
        """

    /// The indexes of the register; an import drops them before it stores rows, and makes them anew when all are there.
    static let registerIndexes = """
        CREATE UNIQUE INDEX household_by_number ON household (household_number);
        CREATE UNIQUE INDEX resident_by_number ON resident (resident_number);
        """
}
