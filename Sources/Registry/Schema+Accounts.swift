extension Schema {
    /// Who may log in. Accounts change no list, so they make no generation; an account is never deleted and its name never
    /// given to another, because the audit log names it.
    static let accounts = """
        CREATE TABLE account (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL CHECK (name <> ''),
            name_key TEXT NOT NULL UNIQUE CHECK (name_key <> ''),
            is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
            created_at TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER account_name_is_fixed BEFORE UPDATE OF id, name, name_key, created_at ON account
            BEGIN SELECT RAISE(ABORT, 'an account keeps its name'); END;
        CREATE TRIGGER account_is_permanent BEFORE DELETE ON account
            BEGIN SELECT RAISE(ABORT, 'an account is disabled, never deleted'); END;

        CREATE TABLE account_role (
            account_id INTEGER NOT NULL REFERENCES account (id),
            role TEXT NOT NULL CHECK (role IN (
                'administrator', 'headquarters', 'welfare', 'shelter', 'responder', 'partner')),
            PRIMARY KEY (account_id, role)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER an_administrator_is_left BEFORE UPDATE OF is_enabled ON account
            WHEN NEW.is_enabled = 0
                AND EXISTS (SELECT 1 FROM account_role WHERE account_id = NEW.id AND role = 'administrator')
                AND NOT EXISTS (
                    SELECT 1 FROM account JOIN account_role ON account_id = account.id
                    WHERE role = 'administrator' AND account.is_enabled = 1 AND account.id <> NEW.id)
            BEGIN SELECT RAISE(ABORT, 'the last administrator stays'); END;

        -- The secret of the second factor must be readable to check a code; password and recovery codes are hashes.
        CREATE TABLE account_credential (
            account_id INTEGER PRIMARY KEY REFERENCES account (id),
            password TEXT NOT NULL CHECK (password LIKE '$scrypt$%'),
            one_time_secret BLOB NOT NULL CHECK (length(one_time_secret) = 20),
            used_step INTEGER CHECK (used_step >= 0),
            set_at TEXT NOT NULL,
            -- Tells one credential from the next, even two of the same second.
            serial INTEGER NOT NULL CHECK (serial > 0)
        ) STRICT;
        CREATE TABLE recovery_code (
            account_id INTEGER NOT NULL REFERENCES account (id),
            code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
            used_at TEXT,
            PRIMARY KEY (account_id, code_hash)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE account_history (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            account_id INTEGER NOT NULL REFERENCES account (id),
            action TEXT NOT NULL CHECK (action IN ('add', 'disable', 'enable', 'reset')),
            operator_name TEXT NOT NULL,
            created_at TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER account_history_is_history BEFORE UPDATE ON account_history
            BEGIN SELECT RAISE(ABORT, 'what was done to an account is never changed'); END;
        CREATE TRIGGER account_history_is_kept BEFORE DELETE ON account_history
            BEGIN SELECT RAISE(ABORT, 'what was done to an account is never deleted'); END;

        -- Times in seconds since 1970; rows of a day ago are forgotten. A key holds no name that was typed.
        CREATE TABLE login_counter (
            key TEXT PRIMARY KEY CHECK (key <> ''),
            failures INTEGER NOT NULL CHECK (failures > 0),
            last_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE known_source (
            account_id INTEGER NOT NULL REFERENCES account (id),
            source TEXT NOT NULL,
            last_login_at INTEGER NOT NULL,
            PRIMARY KEY (account_id, source)
        ) STRICT, WITHOUT ROWID;
        """

    /// What every login writes went to a file of its own; see ``LoginBook``. Failures, sources and used codes of before are forgotten.
    static let loginBook = """
        DROP TABLE login_counter;
        DROP TABLE known_source;
        ALTER TABLE account_credential DROP COLUMN used_step;
        """
}
