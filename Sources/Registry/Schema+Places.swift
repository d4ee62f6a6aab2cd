extension Schema {
    /// Shelters and hazard layers: places that anybody may know, replaced as a whole, kept apart from every person. See
    /// ``version2`` for why the table of generations is copied.
    static let version7 = """
        CREATE TABLE generation_with_places (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            cause TEXT NOT NULL CHECK (cause IN (
                'create', 'residents', 'needs', 'locate', 'score', 'correction', 'restore', 'consent', 'protection',
                'shelters', 'hazard')),
            created_at TEXT NOT NULL
        ) STRICT;
        INSERT INTO generation_with_places (id, cause, created_at)
            SELECT id, cause, created_at FROM generation ORDER BY id;
        DROP TABLE generation;
        ALTER TABLE generation_with_places RENAME TO generation;

        CREATE TABLE shelter_file (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            name TEXT NOT NULL,
            encoding TEXT NOT NULL,
            byte_count INTEGER NOT NULL CHECK (byte_count >= 0),
            row_count INTEGER NOT NULL CHECK (row_count >= 0),
            received_on TEXT NOT NULL
        ) STRICT;
        -- Ids run from 1 in the order of the file. A shelter without longitude and latitude has no known position.
        CREATE TABLE shelter (
            id INTEGER PRIMARY KEY,
            identifier TEXT UNIQUE CHECK (length(identifier) > 0),
            name TEXT NOT NULL CHECK (length(name) > 0),
            kana TEXT,
            address TEXT,
            municipality_code TEXT
                CHECK (length(municipality_code) = 6 AND municipality_code NOT GLOB '*[^0-9]*'),
            longitude REAL CHECK (longitude BETWEEN 122 AND 154),
            latitude REAL CHECK (latitude BETWEEN 20 AND 46),
            capacity_text TEXT,
            capacity INTEGER CHECK (capacity >= 0),
            is_designated_shelter_too INTEGER NOT NULL CHECK (is_designated_shelter_too IN (0, 1)),
            note TEXT,
            source_line INTEGER NOT NULL CHECK (source_line > 0),
            CHECK ((longitude IS NULL) = (latitude IS NULL)),
            CHECK (capacity IS NULL OR capacity_text IS NOT NULL)
        ) STRICT;
        CREATE TABLE shelter_disaster (
            shelter_id INTEGER NOT NULL REFERENCES shelter (id),
            kind TEXT NOT NULL CHECK (kind IN (
                'flood', 'landslide', 'storm-surge', 'earthquake', 'tsunami', 'large-fire', 'inland-flood', 'volcano')),
            PRIMARY KEY (shelter_id, kind)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE hazard_layer (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
            kind TEXT NOT NULL CHECK (kind IN (
                'flood-depth-planned', 'flood-depth-maximum', 'flood-duration', 'house-collapse', 'landslide')),
            attribute TEXT,
            edition TEXT,
            source_name TEXT NOT NULL,
            source_checksum TEXT NOT NULL,
            reference_system TEXT,
            received_on TEXT NOT NULL,
            features_without_shape INTEGER NOT NULL CHECK (features_without_shape >= 0)
        ) STRICT;
        -- The box holds the shape, so that a reader can pass over zones without reading them. The shape is a MultiPolygon in
        -- OGC well-known binary, little-endian: every double as the file had it.
        CREATE TABLE hazard_zone (
            layer_id INTEGER NOT NULL REFERENCES hazard_layer (id),
            feature INTEGER NOT NULL CHECK (feature > 0),
            rank_code TEXT,
            phenomenon_code TEXT,
            west REAL NOT NULL,
            south REAL NOT NULL,
            east REAL NOT NULL,
            north REAL NOT NULL,
            shape BLOB NOT NULL,
            PRIMARY KEY (layer_id, feature),
            CHECK (west BETWEEN 122 AND east AND east <= 154),
            CHECK (south BETWEEN 20 AND north AND north <= 46)
        ) STRICT;
        """
}
