package import Disclosure
import GRDB
package import Incidents
package import Residents
package import SupportScoring

extension RegistryTransaction {
    /// Opens an incident.
    ///
    /// - Parameter incident: its number is given by the workspace.
    /// - Returns: the number.
    package func add(_ incident: Incident) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO incident (name, area, area_checksum, inclusion, activation_id, opened_at, opened_by)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                incident.name.text, incident.area.text, incident.areaChecksum, incident.inclusion,
                incident.activation, incident.openedAt.utc, incident.openedBy,
            ])
        return db.lastInsertedRowID
    }

    /// Closes an incident; one that is closed stays as it is.
    package func close(_ incident: Int64, _ closing: Incident.Closing) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO incident_close (incident_id, closed_at, closed_by) VALUES (?, ?, ?)",
            arguments: [incident, closing.at.utc, closing.by])
    }

    /// Names a team; one that is there stays as it is.
    package func add(_ team: TeamName, to incident: Int64, at time: WorkTime, by name: String) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO incident_team (incident_id, name, made_at, made_by) VALUES (?, ?, ?, ?)",
            arguments: [incident, team.text, time.utc, name])
    }

    /// Counts households from now on, none of which is counted yet.
    package func add(_ households: [IncidentHousehold], to incident: Int64) throws {
        let insert = try db.makeStatement(
            sql: """
                INSERT INTO incident_household (incident_id, number, household_number, score, band, joined_at, cause)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for household in households {
            try insert.execute(arguments: [
                incident, household.number, household.household.text, household.score.thousandths,
                Int(household.band.rawValue), household.joinedAt.utc, household.cause.rawValue,
            ])
        }
    }

    /// Appends a report of a household that is counted, and of a team that is named.
    ///
    /// - Returns: its place in the order of all records.
    package func append(
        _ report: StateReport, to incident: Int64, at time: WorkTime, by name: String
    ) throws -> StateRecord {
        try db.execute(
            sql: """
                INSERT INTO work_state (incident_id, household_number, state, team, observed_at, seen, source, report_id,
                    recorded_at, recorded_by)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                incident, report.household.text, report.state.rawValue, report.team?.text, report.observedAt.utc,
                report.seen, report.source.rawValue, report.id.text, time.utc, name,
            ])
        return StateRecord(sequence: db.lastInsertedRowID, report: report, recordedAt: time, recordedBy: name)
    }

    /// What an incident keeps of households, in the order asked, and whether somebody in them is protected: it stays inside the
    /// workspace, whoever reports.
    ///
    /// - Throws: ``RegistryError/packedColumnMismatch(column:)`` when the register is not scored.
    package func standings(
        of households: [UInt32], _ clearance: Clearance
    ) throws -> [(household: HouseholdNumber, score: Points, band: SupportBand, isProtected: Bool)] {
        let protected = try snapshot.visible(clearance).protectedHouseholds
        let numbers = try PackedNumbers.numbers(of: households, in: db)
        let scores = snapshot.scores
        return try households.enumerated().map { index, id in
            guard let score = try scores.household(id), let band = try scores.householdBand(id) else {
                throw RegistryError.packedColumnMismatch(column: PackedColumns.score.name)
            }
            return (try HouseholdNumber(numbers[index]), score, band, protected.contains(id))
        }
    }
}
