extension Schema {
    /// Areas kept under a name. They change no list by themselves, so keeping one makes no generation.
    static let savedAreas = """
        CREATE TABLE saved_area (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            saved_on TEXT NOT NULL
        ) STRICT;
        -- A part is polygons (a MultiPolygon in OGC well-known binary, little-endian), a circle, or a town.
        CREATE TABLE saved_area_part (
            area_id INTEGER NOT NULL REFERENCES saved_area (id),
            ordinal INTEGER NOT NULL CHECK (ordinal > 0),
            kind TEXT NOT NULL CHECK (kind IN ('file', 'text', 'box', 'mesh', 'hazard', 'circle', 'town')),
            name TEXT NOT NULL,
            checksum TEXT NOT NULL,
            reference_system TEXT,
            shape BLOB,
            longitude REAL CHECK (longitude BETWEEN -180 AND 180),
            latitude REAL CHECK (latitude BETWEEN -90 AND 90),
            metres REAL CHECK (metres > 0),
            local_government_code TEXT,
            machiaza_id TEXT,
            PRIMARY KEY (area_id, ordinal),
            CHECK ((shape IS NOT NULL) + (metres IS NOT NULL) + (machiaza_id IS NOT NULL) = 1),
            CHECK ((metres IS NULL) = (longitude IS NULL) AND (metres IS NULL) = (latitude IS NULL)),
            CHECK ((machiaza_id IS NULL) = (local_government_code IS NULL)),
            CHECK ((kind = 'circle') = (metres IS NOT NULL) AND (kind = 'town') = (machiaza_id IS NOT NULL))
        ) STRICT;
        """
}
