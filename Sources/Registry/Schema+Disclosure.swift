extension Schema {
    /// Who may receive what in this workspace, and when a disaster was declared: each kept as it was said, the last row counts.
    ///
    /// The usual audience and basis no longer come with the workspace: somebody must have set them.
    static let disclosure = """
        ALTER TABLE workspace DROP COLUMN audience;
        ALTER TABLE workspace DROP COLUMN legal_basis;

        CREATE TABLE disclosure_rules (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            yaml BLOB NOT NULL,
            operator_name TEXT NOT NULL,
            set_at TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER disclosure_rules_are_history BEFORE UPDATE ON disclosure_rules
            BEGIN SELECT RAISE(ABORT, 'rules are replaced by later ones, never changed'); END;
        CREATE TRIGGER disclosure_rules_are_kept BEFORE DELETE ON disclosure_rules
            BEGIN SELECT RAISE(ABORT, 'rules are replaced by later ones, never deleted'); END;

        -- Both NULL: no usual audience, so that every release states one.
        CREATE TABLE disclosure_default (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            audience TEXT,
            legal_basis TEXT,
            operator_name TEXT NOT NULL,
            set_at TEXT NOT NULL,
            CHECK ((audience IS NULL) = (legal_basis IS NULL))
        ) STRICT;
        CREATE TRIGGER disclosure_default_is_history BEFORE UPDATE ON disclosure_default
            BEGIN SELECT RAISE(ABORT, 'a default is replaced by a later one, never changed'); END;
        CREATE TRIGGER disclosure_default_is_kept BEFORE DELETE ON disclosure_default
            BEGIN SELECT RAISE(ABORT, 'a default is replaced by a later one, never deleted'); END;

        CREATE TABLE activation (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event TEXT NOT NULL CHECK (length(event) BETWEEN 1 AND 200),
            declared_by TEXT NOT NULL CHECK (length(declared_by) BETWEEN 1 AND 200),
            valid_from TEXT NOT NULL,
            valid_until TEXT NOT NULL,
            area TEXT CHECK (length(area) > 0),
            operator_name TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            CHECK (valid_from < valid_until)
        ) STRICT;
        CREATE TRIGGER activation_is_history BEFORE UPDATE ON activation
            BEGIN SELECT RAISE(ABORT, 'a declaration is ended by a row of activation_end, never changed'); END;
        CREATE TRIGGER activation_is_kept BEFORE DELETE ON activation
            BEGIN SELECT RAISE(ABORT, 'a declaration is ended by a row of activation_end, never deleted'); END;
        CREATE TABLE activation_end (
            activation_id INTEGER PRIMARY KEY REFERENCES activation (id),
            operator_name TEXT NOT NULL,
            ended_at TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER activation_end_is_history BEFORE UPDATE ON activation_end
            BEGIN SELECT RAISE(ABORT, 'what was ended stays ended'); END;
        CREATE TRIGGER activation_end_is_kept BEFORE DELETE ON activation_end
            BEGIN SELECT RAISE(ABORT, 'what was ended stays ended'); END;
        """
}
