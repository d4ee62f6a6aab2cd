extension Schema {
    /// The file that brought each need, and what can be said of each need on the as-of date.
    static let version3 = """
        CREATE TABLE need_file (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            name TEXT NOT NULL,
            received_on TEXT NOT NULL CHECK (length(received_on) = 10)
        ) STRICT;
        INSERT INTO need_file (generation_id, name, received_on)
            SELECT s.generation_id, s.name, substr(date(g.created_at, '+9 hours'), 1, 10)
            FROM source_file AS s JOIN generation AS g ON g.id = s.generation_id
            WHERE s.kind = 'needs' AND date(g.created_at) IS NOT NULL;
        ALTER TABLE need ADD COLUMN file_id INTEGER REFERENCES need_file (id);
        UPDATE need SET file_id = (SELECT max(id) FROM need_file);

        -- Scores of before hold needs that counted and nothing else.
        ALTER TABLE current_need ADD COLUMN state TEXT NOT NULL DEFAULT 'holds'
            CHECK (state IN ('holds', 'expiring', 'expired', 'unrecognised'));
        """
}
