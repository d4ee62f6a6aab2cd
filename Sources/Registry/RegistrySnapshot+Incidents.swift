package import Disclosure
import GRDB
package import Incidents
package import Residents
import SupportScoring

/// A household of an incident as an audience may know of it.
package struct VisibleHousehold: Hashable, Sendable {
    /// As it is counted.
    package let counted: IncidentHousehold
    /// Its id in this generation; nil when it is no longer registered.
    package let id: UInt32?

    /// Takes a household that is about to be counted.
    package init(counted: IncidentHousehold, id: UInt32?) {
        self.counted = counted
        self.id = id
    }
}

extension RegistrySnapshot {
    /// All incidents, by number. Places, offices and times: no grant is needed.
    package func incidents() throws -> [Incident] { try incidents("", []) }

    /// The incident of a number, or nil.
    package func incident(_ id: Int64) throws -> Incident? { try incidents("WHERE i.id = ?", [id]).first }

    private func incidents(_ condition: String, _ arguments: StatementArguments) throws -> [Incident] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT i.id, i.name, i.area, i.area_checksum, i.activation_id, i.opened_at, i.opened_by, c.closed_at,
                    c.closed_by, i.inclusion
                FROM incident AS i LEFT JOIN incident_close AS c ON c.incident_id = i.id \(condition) ORDER BY i.id
                """, arguments: arguments
        ).map { row in
            Incident(
                id: row[0], name: try StoredText(row[1]), area: try StoredText(row[2]), areaChecksum: row[3],
                inclusion: row[9], activation: row[4], openedAt: try time(row[5]), openedBy: row[6],
                closed: try (row[7] as String?).map { Incident.Closing(at: try time($0), by: row[8] ?? "") })
        }
    }

    /// The teams of an incident, in byte order of their names.
    package func teams(of incident: Int64) throws -> [TeamName] {
        try String.fetchAll(
            db, sql: "SELECT name FROM incident_team WHERE incident_id = ? ORDER BY name", arguments: [incident]
        ).compactMap(TeamName.init)
    }

    /// The largest sequence of a record; 0 when there is none.
    package func lastWorkSequence() throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM work_state") ?? 0
    }

    /// The largest numbers of households in an incident, below a number and from it on; 0 where there is none.
    package func lastNumbers(of incident: Int64, splitAt first: Int) throws -> (below: Int, from: Int) {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT max(number) FILTER (WHERE number < ?), max(number) FILTER (WHERE number >= ?)
                FROM incident_household WHERE incident_id = ?
                """, arguments: [first, first, incident])
        return ((row?[0] as Int?) ?? 0, (row?[1] as Int?) ?? 0)
    }

    /// The households of an incident that an audience may know of, by their numbers in the incident.
    ///
    /// Of one that is no longer registered nobody knows whether somebody in it is protected, so only who sees protected persons
    /// sees it.
    /// - Parameter clearance: proof that audience and basis were stated.
    /// - Complexity: O(households of the incident · log households).
    package func households(of incident: Int64, _ clearance: Clearance) throws -> [VisibleHousehold] {
        try visibleHouseholds("", [incident], clearance)
    }

    /// The household of a number in an incident, or nil when there is none that the audience may know of.
    package func household(_ number: Int, of incident: Int64, _ clearance: Clearance) throws -> VisibleHousehold? {
        try visibleHouseholds("AND m.number = ?", [incident, number], clearance).first
    }

    /// The household of an incident with a household number, or nil when there is none that the audience may know of.
    package func household(
        _ number: HouseholdNumber, of incident: Int64, _ clearance: Clearance
    ) throws -> VisibleHousehold? {
        try visibleHouseholds("AND m.household_number = ?", [incident, number.text], clearance).first
    }

    private func visibleHouseholds(
        _ condition: String, _ arguments: StatementArguments, _ clearance: Clearance
    ) throws -> [VisibleHousehold] {
        let visible = try visible(clearance)
        return try Row.fetchAll(
            db,
            sql: """
                SELECT m.number, m.household_number, m.score, m.band, m.joined_at, m.cause, h.id
                FROM incident_household AS m LEFT JOIN household AS h ON h.household_number = m.household_number
                WHERE m.incident_id = ? \(condition) ORDER BY m.number
                """, arguments: arguments
        ).compactMap { row in
            let id: UInt32? = (row[6] as Int64?).map(UInt32.init(truncatingIfNeeded:))
            guard id.map(visible.isVisible(household:)) ?? clearance.seesProtected else { return nil }
            guard let band = SupportBand(rawValue: row[3]),
                let cause = IncidentHousehold.Cause(rawValue: row[5])
            else { throw RegistryError.database(code: 0) }
            return VisibleHousehold(
                counted: IncidentHousehold(
                    number: row[0], household: try HouseholdNumber(row[1]), score: Points(thousandths: row[2]),
                    band: band, joinedAt: try time(row[4]), cause: cause), id: id)
        }
    }

    /// The records of one household of an incident, by sequence.
    package func workStates(of household: VisibleHousehold, in incident: Int64) throws -> [StateRecord] {
        try records(
            "incident_id = ? AND household_number = ?", [incident, household.counted.household.text])
    }

    /// The records of the households of an incident, each household's by sequence; those who are not among them are left out.
    package func workStates(
        of households: [VisibleHousehold], in incident: Int64
    ) throws -> [HouseholdNumber: [StateRecord]] {
        let wanted = Set(households.map(\.counted.household))
        var result: [HouseholdNumber: [StateRecord]] = [:]
        for record in try records("incident_id = ?", [incident]) where wanted.contains(record.report.household) {
            result[record.report.household, default: []].append(record)
        }
        return result
    }

    /// The record of a report's id in an incident, or nil.
    package func workState(_ id: ReportID, in incident: Int64) throws -> StateRecord? {
        try records("incident_id = ? AND report_id = ?", [incident, id.text]).first
    }

    private func records(_ condition: String, _ arguments: StatementArguments) throws -> [StateRecord] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT id, household_number, state, team, observed_at, seen, source, report_id, recorded_at, recorded_by
                FROM work_state WHERE \(condition) ORDER BY id
                """, arguments: arguments
        ).map { row in
            guard let state = WorkState(rawValue: row[2]), let id = ReportID(row[7]),
                let source = StateReport.Source(rawValue: row[6])
            else { throw RegistryError.database(code: 0) }
            return StateRecord(
                sequence: row[0],
                report: StateReport(
                    id: id, household: try HouseholdNumber(row[1]), state: state,
                    team: (row[3] as String?).flatMap(TeamName.init), observedAt: try time(row[4]), seen: row[5],
                    source: source),
                recordedAt: try time(row[8]), recordedBy: row[9])
        }
    }

    private func time(_ utc: String) throws -> WorkTime {
        guard let time = WorkTime(utc: utc) else { throw RegistryError.database(code: 0) }
        return time
    }
}
