package import Disclosure
package import Incidents
package import Registry
import Residents

/// Where the work of an incident stands, household by household, as one audience may know it: `engo incident status`.
package struct IncidentStatus: Sendable {
    /// Which households stand on the list.
    package struct Filter: Sendable {
        /// Only those of these teams; empty for all.
        package let teams: Set<TeamName>
        /// Only those at these stages; empty for all.
        package let stages: Set<WorkStage>
        /// Only those with which something is left to do.
        package let isOpenOnly: Bool

        /// Only those with a record behind this one, from 0 for any record; nil for all.
        package let after: Int64?
        /// The places on the list, from 0, that are wanted; nil for all.
        package let places: Range<Int>?

        /// Everybody, unless something else is said.
        package init(
            teams: Set<TeamName> = [], stages: Set<WorkStage> = [], isOpenOnly: Bool = false, after: Int64? = nil,
            places: Range<Int>? = nil
        ) {
            self.teams = teams
            self.stages = stages
            self.isOpenOnly = isOpenOnly
            self.after = after
            self.places = places
        }

        func passes(_ line: Line) -> Bool {
            (teams.isEmpty || line.work.team.map(teams.contains) ?? false)
                && (stages.isEmpty || stages.contains(line.work.stage)) && !(isOpenOnly && line.work.stage.isDone)
                && (after.map { line.work.lastSequence > $0 } ?? true)
        }

        var auditText: String {
            (teams.isEmpty ? "" : " teams \(teams.count)")
                + (stages.isEmpty ? "" : " stages " + stages.map(\.rawValue).sorted().joined(separator: ","))
                + (isOpenOnly ? " open" : "") + (after.map { " after \($0)" } ?? "")
                + (places.map { " places \($0.lowerBound + 1) to \($0.upperBound)" } ?? "")
        }
    }

    /// One household.
    package struct Line: Sendable {
        /// As it is counted.
        package let household: IncidentHousehold
        /// What is known.
        package let work: HouseholdWork
        /// Its rows, masked by the disclosure gate; nil when it is no longer registered.
        package let row: DisclosedHousehold?
    }

    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, and on which rule.
    package let clearance: Clearance
    /// The generation that was read.
    package let generation: Int64
    /// The incident.
    package let incident: Incident
    /// Its teams, in byte order of their names.
    package let teams: [TeamName]
    /// Stages by band of all households that the audience may see, listed or not.
    package let progress: Progress
    /// The last record of any of them; 0 when nothing was recorded.
    package let lastRecord: Int64
    /// Of those, how many are no longer registered.
    package let gone: Int
    /// Households inside the area now that the incident does not count; nil for an audience that may not see everybody, where
    /// news alone are asked for, when the incident is closed, and when its area is gone.
    package let uncounted: Int?
    /// Households that pass the filter, on all places.
    package let listed: Int
    /// Those listed: by score where it may be seen, else by number.
    package let lines: [Line]

    /// Reads within one generation; the release is in the audit log before this returns.
    ///
    /// - Throws: ``Incidents/IncidentError/noSuchIncident(open:)``, ``Disclosure/DisclosureError``,
    ///   ``Registry/RegistryError``.
    package init(of id: Int64, _ filter: Filter = Filter(), in snapshot: RegistrySnapshot, _ desk: IncidentDesk) throws
    {
        info = try snapshot.info()
        let clearance = try desk.clear(in: snapshot, evenProtected: false)
        self.clearance = clearance
        generation = try snapshot.generation()
        let incident = try IncidentDesk.incident(id, in: snapshot)
        self.incident = incident
        teams = try snapshot.teams(of: id)
        let view = try IncidentView(incident, clearance, in: snapshot)
        let households = try view.households()
        let records = try snapshot.workStates(of: households, in: id)
        var progress = Progress()
        var lastRecord: Int64 = 0
        var listed: [(household: VisibleHousehold, work: HouseholdWork)] = []
        for household in households {
            let work = HouseholdWork(records[household.counted.household] ?? [])
            progress.add(work.stage, household.counted.band)
            lastRecord = max(lastRecord, work.lastSequence)
            if filter.passes(Line(household: household.counted, work: work, row: nil)) {
                listed.append((household, work))
            }
        }
        self.progress = progress
        self.lastRecord = lastRecord
        gone = households.count { $0.id == nil }
        uncounted =
            clearance.seesProtected && incident.closed == nil && filter.after == nil
            ? try IncidentKeeping.missing(incident, in: snapshot, clearance)?.count : nil
        if clearance.fields.contains(.scores) {
            listed.sort { VisibleHousehold.byNeed($0.household, $1.household) }
        }
        self.listed = listed.count
        if let places = filter.places { listed = Array(listed[places.clamped(to: listed.indices)]) }
        let people = try view.records(of: listed.map(\.household))
        let grant = try clearance.release(
            DisclosureEvent(
                by: desk.release.acting, generation: generation, households: listed.count, persons: people.count,
                records: people, query: "incident \(id)" + filter.auditText, format: desk.release.format),
            to: AuditLog(desk.paths))
        let ids = listed.compactMap(\.household.id)
        var rows: [UInt32: DisclosedHousehold] = [:]
        for row in try snapshot.households(ids, grant: grant) { rows[row.id] = row }
        lines = listed.map { household, work in
            Line(household: household.counted, work: work, row: household.id.flatMap { rows[$0] })
        }
    }
}
