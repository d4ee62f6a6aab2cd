extension Schema {
    /// Consent to sharing in peacetime, and protected persons: what files told, never changed or deleted; the last row about
    /// a person (and kind) counts. They belong to a number, not to a row of the register, and outlive every import.
    static let version5 = """
        CREATE TABLE generation_with_sharing (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            cause TEXT NOT NULL CHECK (cause IN (
                'create', 'residents', 'needs', 'locate', 'score', 'correction', 'restore', 'consent', 'protection')),
            created_at TEXT NOT NULL
        ) STRICT;
        INSERT INTO generation_with_sharing (id, cause, created_at)
            SELECT id, cause, created_at FROM generation ORDER BY id;
        DROP TABLE generation;
        ALTER TABLE generation_with_sharing RENAME TO generation;

        CREATE TABLE consent_record (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            resident_number TEXT NOT NULL CHECK (length(resident_number) > 0),
            answer TEXT NOT NULL CHECK (answer IN ('agreed', 'refused', 'unanswered')),
            answered_on TEXT,
            source_name TEXT NOT NULL,
            source_line INTEGER NOT NULL CHECK (source_line >= 0)
        ) STRICT;
        CREATE INDEX consent_record_by_resident_number ON consent_record (resident_number, id);
        CREATE TRIGGER consent_record_is_history BEFORE UPDATE ON consent_record
            BEGIN SELECT RAISE(ABORT, 'an answer is replaced by a later one, never changed'); END;
        CREATE TRIGGER consent_record_is_kept BEFORE DELETE ON consent_record
            BEGIN SELECT RAISE(ABORT, 'an answer is replaced by a later one, never deleted'); END;

        CREATE TABLE protection_record (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            resident_number TEXT NOT NULL CHECK (length(resident_number) > 0),
            kind TEXT NOT NULL CHECK (kind IN ('supportMeasure', 'suppression', 'other')),
            is_lifted INTEGER NOT NULL CHECK (is_lifted IN (0, 1)),
            valid_from TEXT,
            valid_until TEXT,
            source_name TEXT NOT NULL,
            source_line INTEGER NOT NULL CHECK (source_line > 0)
        ) STRICT;
        CREATE INDEX protection_record_by_resident_number ON protection_record (resident_number, kind, id);
        CREATE TRIGGER protection_record_is_history BEFORE UPDATE ON protection_record
            BEGIN SELECT RAISE(ABORT, 'a protection is lifted by a later row, never changed'); END;
        CREATE TRIGGER protection_record_is_kept BEFORE DELETE ON protection_record
            BEGIN SELECT RAISE(ABORT, 'a protection is lifted by a later row, never deleted'); END;

        -- What counts: the last answer of each person, and the protections that were not lifted.
        CREATE VIEW current_consent AS
            SELECT resident_number, answer, answered_on, source_line FROM consent_record
            WHERE id IN (SELECT max(id) FROM consent_record GROUP BY resident_number);
        CREATE VIEW current_protection AS
            SELECT resident_number, kind, valid_from, valid_until, source_line FROM protection_record
            WHERE is_lifted = 0
                AND id IN (SELECT max(id) FROM protection_record GROUP BY resident_number, kind);
        """
}
