extension Schema {
    /// Positions in the form that an import of millions writes: what the households of a town have in common, the town and
    /// the way in which addresses were found, is stored once.
    static let leanPositions = """
        -- The towns that addresses were found in, as the dictionary registers them; made anew with the positions.
        CREATE TABLE located_place (
            id INTEGER PRIMARY KEY,
            prefecture TEXT NOT NULL,
            city TEXT NOT NULL,
            town TEXT NOT NULL,
            koaza TEXT NOT NULL,
            lg_code TEXT NOT NULL,
            machiaza_id TEXT NOT NULL,
            UNIQUE (lg_code, machiaza_id, koaza, town, city, prefecture)
        ) STRICT;
        INSERT INTO located_place (prefecture, city, town, koaza, lg_code, machiaza_id)
            SELECT DISTINCT prefecture, city, town, koaza, lg_code, machiaza_id FROM location
            ORDER BY lg_code, machiaza_id, koaza, town, city, prefecture;
        -- The lists of rules by which addresses were found, joined by commas; made anew with the positions.
        CREATE TABLE match_rules (
            id INTEGER PRIMARY KEY,
            rules TEXT NOT NULL UNIQUE
        ) STRICT;
        INSERT INTO match_rules (rules) SELECT DISTINCT rules FROM location ORDER BY rules;

        -- A household without a row here has no position.
        CREATE TABLE lean_location (
            household_id INTEGER PRIMARY KEY REFERENCES household (id),
            place_id INTEGER NOT NULL REFERENCES located_place (id),
            rules_id INTEGER NOT NULL REFERENCES match_rules (id),
            match_level INTEGER NOT NULL CHECK (match_level BETWEEN 0 AND 8),
            coordinate_level INTEGER NOT NULL CHECK (coordinate_level BETWEEN 0 AND 8),
            longitude REAL CHECK (longitude BETWEEN -180 AND 180),
            latitude REAL CHECK (latitude BETWEEN -90 AND 90),
            uncertainty_metres REAL CHECK (uncertainty_metres >= 0),
            is_certain INTEGER NOT NULL CHECK (is_certain BETWEEN 0 AND 1),
            number TEXT NOT NULL,
            rest TEXT NOT NULL,
            record_id TEXT NOT NULL,
            candidate_count INTEGER NOT NULL CHECK (candidate_count >= 0),
            CHECK ((longitude IS NULL) = (latitude IS NULL)),
            CHECK ((longitude IS NULL) = (coordinate_level = 0)),
            CHECK ((longitude IS NULL) = (uncertainty_metres IS NULL))
        ) STRICT;
        INSERT INTO lean_location
            SELECT l.household_id, p.id, m.id, l.match_level, l.coordinate_level, l.longitude, l.latitude,
                l.uncertainty_metres, l.is_certain, l.number, l.rest, l.record_id, l.candidate_count
            FROM location AS l
                JOIN located_place AS p USING (lg_code, machiaza_id, koaza, town, city, prefecture)
                JOIN match_rules AS m USING (rules)
            ORDER BY l.household_id;
        DROP TABLE location;
        ALTER TABLE lean_location RENAME TO location;
        """
}
