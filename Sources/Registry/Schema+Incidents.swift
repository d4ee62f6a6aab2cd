extension Schema {
    /// Incidents, whom they count, and what was reported: each kept as it was said, keyed by household number, so that it outlives
    /// registers. The state of the register is not touched, so nothing of it makes a generation.
    static let incidents = """
        CREATE TABLE incident (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
            area TEXT NOT NULL CHECK (length(area) > 0),
            area_checksum TEXT NOT NULL,
            activation_id INTEGER,
            opened_at TEXT NOT NULL,
            opened_by TEXT NOT NULL
        ) STRICT;
        CREATE TABLE incident_close (
            incident_id INTEGER PRIMARY KEY REFERENCES incident (id),
            closed_at TEXT NOT NULL,
            closed_by TEXT NOT NULL
        ) STRICT;
        CREATE TABLE incident_team (
            incident_id INTEGER NOT NULL REFERENCES incident (id),
            name TEXT NOT NULL CHECK (length(name) > 0),
            made_at TEXT NOT NULL,
            made_by TEXT NOT NULL,
            PRIMARY KEY (incident_id, name)
        ) STRICT;
        -- Whom an incident counts, with score and band of the day on which they joined; nobody is ever taken out.
        CREATE TABLE incident_household (
            incident_id INTEGER NOT NULL REFERENCES incident (id),
            number INTEGER NOT NULL CHECK (number > 0),
            household_number TEXT NOT NULL CHECK (length(household_number) > 0),
            score INTEGER NOT NULL,
            band INTEGER NOT NULL CHECK (band BETWEEN 1 AND 3),
            joined_at TEXT NOT NULL,
            cause TEXT NOT NULL CHECK (cause IN ('opened', 'refreshed', 'reported')),
            PRIMARY KEY (incident_id, number),
            UNIQUE (incident_id, household_number)
        ) STRICT;
        -- The id is the one order of all records of the workspace.
        CREATE TABLE work_state (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            incident_id INTEGER NOT NULL,
            household_number TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('assigned', 'not-reached', 'needs-help', 'checked-safe', 'evacuated',
                'away', 'reopened')),
            team TEXT,
            observed_at TEXT NOT NULL,
            seen INTEGER NOT NULL CHECK (seen >= 0),
            source TEXT NOT NULL CHECK (source IN ('terminal', 'server', 'csv', 'field')),
            report_id TEXT NOT NULL CHECK (length(report_id) BETWEEN 1 AND 64),
            recorded_at TEXT NOT NULL,
            recorded_by TEXT NOT NULL,
            UNIQUE (incident_id, report_id),
            CHECK (state <> 'assigned' OR team IS NOT NULL),
            FOREIGN KEY (incident_id, household_number) REFERENCES incident_household (incident_id, household_number),
            FOREIGN KEY (incident_id, team) REFERENCES incident_team (incident_id, name)
        ) STRICT;
        CREATE INDEX work_state_by_household ON work_state (incident_id, household_number, id);

        CREATE TRIGGER incident_is_history BEFORE UPDATE ON incident
            BEGIN SELECT RAISE(ABORT, 'an incident is closed by a row of incident_close, never changed'); END;
        CREATE TRIGGER incident_is_kept BEFORE DELETE ON incident
            BEGIN SELECT RAISE(ABORT, 'an incident is closed by a row of incident_close, never deleted'); END;
        CREATE TRIGGER incident_close_is_history BEFORE UPDATE ON incident_close
            BEGIN SELECT RAISE(ABORT, 'what was closed stays closed'); END;
        CREATE TRIGGER incident_close_is_kept BEFORE DELETE ON incident_close
            BEGIN SELECT RAISE(ABORT, 'what was closed stays closed'); END;
        CREATE TRIGGER incident_team_is_history BEFORE UPDATE ON incident_team
            BEGIN SELECT RAISE(ABORT, 'a team stays as it was named'); END;
        CREATE TRIGGER incident_team_is_kept BEFORE DELETE ON incident_team
            BEGIN SELECT RAISE(ABORT, 'a team stays as it was named'); END;
        CREATE TRIGGER incident_household_is_history BEFORE UPDATE ON incident_household
            BEGIN SELECT RAISE(ABORT, 'who is counted stays counted'); END;
        CREATE TRIGGER incident_household_is_kept BEFORE DELETE ON incident_household
            BEGIN SELECT RAISE(ABORT, 'who is counted stays counted'); END;
        CREATE TRIGGER work_state_is_history BEFORE UPDATE ON work_state
            BEGIN SELECT RAISE(ABORT, 'a report is corrected by a later one, never changed'); END;
        CREATE TRIGGER work_state_is_kept BEFORE DELETE ON work_state
            BEGIN SELECT RAISE(ABORT, 'a report is corrected by a later one, never deleted'); END;
        """

    /// Which households of its area an incident counts, so that those who come into the area later are asked for alike.
    static let incidentInclusion = """
        ALTER TABLE incident ADD COLUMN inclusion TEXT NOT NULL DEFAULT 'possible'
            CHECK (inclusion IN ('certain', 'possible', 'all'));
        """
}
