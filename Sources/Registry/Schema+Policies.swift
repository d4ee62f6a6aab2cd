import Foundation
import GRDB
import SupportScoring

extension Schema {
    /// Every policy that ever scored the workspace, which scores it made, and how old the facts behind them are.
    ///
    /// The hash of the policy that is there is worked out on the way, since SQLite has no SHA-256.
    static func policies(_ db: Database) throws {
        try db.execute(sql: policyTables)
        if let yaml = try Data.fetchOne(db, sql: "SELECT yaml FROM policy") {
            try db.execute(
                sql: """
                    INSERT INTO policy_text (sha256, yaml, first_used_at)
                    SELECT ?, ?, created_at FROM generation ORDER BY id LIMIT 1
                    """, arguments: [PolicyHash(of: Array(yaml)).text, yaml])
        }
        try db.execute(sql: policyReferences)
    }

    private static let policyTables = """
        CREATE TABLE policy_text (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
            yaml BLOB NOT NULL,
            first_used_at TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER policy_text_is_history BEFORE UPDATE ON policy_text
            BEGIN SELECT RAISE(ABORT, 'a policy is replaced by another, never changed'); END;
        CREATE TRIGGER policy_text_is_kept BEFORE DELETE ON policy_text
            BEGIN SELECT RAISE(ABORT, 'a policy that was used is never deleted'); END;

        -- One row per scoring. The generation is no reference: a restore keeps the rows of the workspace that it replaced,
        -- whose generations went with it and whose numbers are never used again.
        CREATE TABLE policy_run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            generation_id INTEGER NOT NULL,
            scored_at TEXT NOT NULL,
            operator_name TEXT,
            as_of TEXT NOT NULL,
            policy_sha256 TEXT NOT NULL REFERENCES policy_text (sha256),
            policy_title TEXT NOT NULL,
            policy_version TEXT NOT NULL,
            -- Households by band; NULL where an older program scored, which did not count them.
            band_a INTEGER CHECK (band_a >= 0),
            band_b INTEGER CHECK (band_b >= 0),
            band_c INTEGER CHECK (band_c >= 0)
        ) STRICT;
        CREATE TRIGGER policy_run_is_history BEFORE UPDATE ON policy_run
            BEGIN SELECT RAISE(ABORT, 'a scoring is followed by another, never changed'); END;
        CREATE TRIGGER policy_run_is_kept BEFORE DELETE ON policy_run
            BEGIN SELECT RAISE(ABORT, 'a scoring is never deleted'); END;
        """

    private static let policyReferences = """
        CREATE TABLE policy_in_use (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            sha256 TEXT NOT NULL REFERENCES policy_text (sha256)
        ) STRICT;
        INSERT INTO policy_in_use (id, sha256) SELECT 1, sha256 FROM policy_text;
        DROP TABLE policy;

        CREATE TABLE score_run_with_policy (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            generation_id INTEGER NOT NULL REFERENCES generation (id),
            as_of TEXT NOT NULL,
            policy_title TEXT NOT NULL,
            policy_version TEXT NOT NULL,
            policy_sha256 TEXT NOT NULL REFERENCES policy_text (sha256),
            needs_expired INTEGER NOT NULL CHECK (needs_expired >= 0),
            needs_expiring INTEGER NOT NULL CHECK (needs_expiring >= 0)
        ) STRICT;
        INSERT INTO score_run_with_policy
            SELECT r.id, r.generation_id, r.as_of, r.policy_title, r.policy_version, p.sha256,
                (SELECT count(*) FROM current_need WHERE state = 'expired'),
                (SELECT count(*) FROM current_need WHERE state = 'expiring')
            FROM score_run AS r, policy_in_use AS p;
        INSERT INTO policy_run (generation_id, scored_at, as_of, policy_sha256, policy_title, policy_version)
            SELECT r.generation_id, g.created_at, r.as_of, r.policy_sha256, r.policy_title, r.policy_version
            FROM score_run_with_policy AS r JOIN generation AS g ON g.id = r.generation_id;
        DROP TABLE score_run;
        ALTER TABLE score_run_with_policy RENAME TO score_run;

        -- The day on which a file was received, in Japan; NULL when it is not known.
        ALTER TABLE source_file ADD COLUMN received_on TEXT;
        UPDATE source_file SET received_on =
            (SELECT substr(date(g.created_at, '+9 hours'), 1, 10) FROM generation AS g WHERE g.id = generation_id);
        ALTER TABLE generation_change ADD COLUMN received_on TEXT;
        UPDATE generation_change SET received_on =
            (SELECT substr(date(g.created_at, '+9 hours'), 1, 10) FROM generation AS g WHERE g.id = generation_id);
        -- How many of today's needs a file brought.
        ALTER TABLE need_file ADD COLUMN need_count INTEGER NOT NULL DEFAULT 0 CHECK (need_count >= 0);
        UPDATE need_file SET need_count = (SELECT count(*) FROM need WHERE need.file_id = need_file.id);
        """
}
