extension Schema {
    /// Layers of the ground: roads, rivers, railways. They are drawn under the households and change no list, so keeping one makes no
    /// generation.
    static let ground = """
        CREATE TABLE ground_layer (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- How often the layer was imported: every change of it changes this number.
            revision INTEGER NOT NULL CHECK (revision > 0),
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            kind TEXT NOT NULL CHECK (kind IN ('road', 'river', 'railway', 'other')),
            label TEXT,
            source_name TEXT NOT NULL,
            source_checksum TEXT NOT NULL,
            reference_system TEXT,
            received_on TEXT NOT NULL,
            piece_count INTEGER NOT NULL CHECK (piece_count > 0),
            position_count INTEGER NOT NULL CHECK (position_count > 0)
        ) STRICT;
        -- Neighbouring pieces packed together, see PackedGround; the box holds them, so that a reader can pass over chunks.
        CREATE TABLE ground_chunk (
            layer_id INTEGER NOT NULL REFERENCES ground_layer (id),
            chunk INTEGER NOT NULL,
            west REAL NOT NULL,
            south REAL NOT NULL,
            east REAL NOT NULL,
            north REAL NOT NULL,
            pieces BLOB NOT NULL,
            PRIMARY KEY (layer_id, chunk),
            CHECK (west BETWEEN 122 AND east AND east <= 154),
            CHECK (south BETWEEN 20 AND north AND north <= 46)
        ) STRICT;
        """
}
