import Disclosure
package import Incidents
import Interchange
import Places
import Registry
package import Residents
package import SupportScoring

/// Opens, staffs and closes incidents: `engo incident open`, `assign`, `refresh` and `close`. For who receives everybody, even those
/// who are protected.
package struct IncidentKeeping {
    private let desk: IncidentDesk

    /// Prepares work.
    package init(_ desk: IncidentDesk) { self.desk = desk }

    /// What an incident that was opened begins with.
    package struct Opened: Sendable {
        /// The incident.
        package let incident: Incident
        /// Its households, nobody assigned.
        package let progress: Progress
        /// Households of the register without a position, in no town of the area, that are not counted.
        package let unlocated: Int
        /// What was noticed about the area.
        package let warnings: [AreaWarning]
    }

    /// Opens an incident on the households that an area may concern now.
    ///
    /// The area stays under a name: its own, when it is one saved area, else that of the incident.
    /// - Parameters:
    ///   - activation: the number of the declaration of a disaster that it follows.
    ///   - inclusion: which households are counted.
    ///   - teams: the teams that are known from the beginning.
    /// - Throws: ``Incidents/IncidentError``, ``AreaError``, ``VictimSupportError``, ``Disclosure/DisclosureError``,
    ///   ``Registry/RegistryError``.
    package func open(
        _ name: StoredText, on area: LoadedArea, activation: Int64?, including inclusion: ListSelection.Inclusion,
        teams: [TeamName]
    ) throws -> Opened {
        try desk.change { transaction in
            let snapshot = transaction.snapshot
            let clearance = try desk.clear(in: snapshot, evenProtected: true)
            if let taken = try snapshot.incidents().first(where: { $0.name == name }) {
                throw IncidentError.nameTaken(taken.id)
            }
            if let activation { try checkHolds(activation, in: snapshot) }
            let query = try area.resolved(in: snapshot, desk.paths)
            let answer = try AreaQuery(area: query, limit: nil, selection: ListSelection(inclusion: inclusion))
                .answer(in: snapshot, for: desk.release.disclosure)
            guard !answer.hits.isEmpty else { throw IncidentError.nobodyInside }
            let saved = area.savedName
            if saved == nil, try snapshot.savedArea(named: name) != nil { throw AreaError.areaExists }
            var progress = Progress()
            var incident = Incident(
                id: 0, name: name, area: saved ?? name, areaChecksum: query.checksum,
                inclusion: inclusion.rawValue, activation: activation, openedAt: desk.now,
                openedBy: desk.release.operatorName)
            let households = try transaction.joining(
                answer.hits.map(\.household), 0, at: desk.now, because: .opened, clearance)
            for household in households { progress.add(.untouched, household.band) }
            if !desk.isDryRun {
                if saved == nil {
                    try transaction.add(
                        SavedArea(name: name, savedOn: desk.release.moment.today, parts: query.parts))
                }
                incident = incident.numbered(try transaction.add(incident))
                for team in teams {
                    try transaction.add(team, to: incident.id, at: desk.now, by: desk.release.operatorName)
                }
                try transaction.add(households, to: incident.id)
            }
            return (
                Opened(
                    incident: incident, progress: progress,
                    unlocated: inclusion == .all ? 0 : answer.counts.unlocated, warnings: query.warnings),
                "incident \(incident.id) \(query.auditText) households \(households.count)"
            )
        }
    }

    /// Counts households that came into the area since, as sure as those with which it was opened; those that went stay counted.
    ///
    /// - Returns: the households that joined.
    /// - Throws: as ``open(_:on:activation:including:teams:)``.
    package func refresh(_ id: Int64) throws -> [IncidentHousehold] {
        try desk.change { transaction in
            let snapshot = transaction.snapshot
            let clearance = try desk.clear(in: snapshot, evenProtected: true)
            let incident = try IncidentDesk.openIncident(id, in: snapshot)
            guard let missing = try Self.missing(incident, in: snapshot, clearance) else {
                throw AreaError.noSuchArea(nearest: nil)
            }
            let households = try transaction.joining(missing, id, at: desk.now, because: .refreshed, clearance)
            if !desk.isDryRun { try transaction.add(households, to: id) }
            return (households, households.isEmpty ? nil : "incident \(id) refreshed, households \(households.count)")
        }
    }

    /// Households inside the area now that the incident does not count, of those that it was opened for; nil when the area is gone.
    static func missing(
        _ incident: Incident, in snapshot: RegistrySnapshot, _ clearance: Clearance
    ) throws -> [UInt32]? {
        guard let area = try snapshot.savedArea(named: incident.area) else { return nil }
        _ = try AreaQuery.scoreRun(in: snapshot)
        let selection = ListSelection(
            inclusion: ListSelection.Inclusion(rawValue: incident.inclusion) ?? ListSelection().inclusion)
        let found = try FoundHouseholds(
            QueryArea(parts: area.parts), selection, in: snapshot.packedRegister(clearance, time: .night),
            of: snapshot, clearance)
        let counted = Set(try snapshot.households(of: incident.id, clearance).compactMap(\.id))
        return found.hits.map(\.household).filter { !counted.contains($0) }
    }

    /// Which households a team is told to go to.
    package enum Selection: Sendable {
        /// These.
        case these([HouseholdReference])
        /// Those that nobody was told to go to and of whom nothing is known, most urgent first: of these bands, at most so many.
        case untouched(bands: Set<SupportBand>, limit: Int?)
    }

    /// Tells a team to go to households; a team that is new is named by it.
    ///
    /// - Returns: how many households are newly the team's, how many were already, and whether the team is new.
    /// - Throws: ``Incidents/IncidentError``, ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package func assign(
        _ selection: Selection, to team: TeamName, of id: Int64
    ) throws -> (assigned: Int, unchanged: Int, isNewTeam: Bool) {
        try desk.change { transaction in
            let snapshot = transaction.snapshot
            let clearance = try desk.clear(in: snapshot, evenProtected: true)
            let incident = try IncidentDesk.openIncident(id, in: snapshot)
            let view = try IncidentView(incident, clearance, in: snapshot)
            let chosen = try households(selection, view)
            let isNew = try !snapshot.teams(of: id).contains(team)
            let seen = try snapshot.lastWorkSequence()
            var assigned = 0
            if !desk.isDryRun { try transaction.add(team, to: id, at: desk.now, by: desk.release.operatorName) }
            for household in chosen {
                let work = HouseholdWork(try snapshot.workStates(of: household, in: id))
                guard work.assignment?.report.team != team else { continue }
                let report = StateReport.making(
                    household.counted.household, .assigned, team, at: desk.now, seen: seen, from: .terminal,
                    besides: seen)
                assigned += 1
                if !desk.isDryRun {
                    _ = try transaction.append(report, to: id, at: desk.now, by: desk.release.operatorName)
                }
            }
            let changes = assigned > 0 || isNew
            return (
                (assigned, chosen.count - assigned, isNew),
                changes ? "incident \(id) assigned, households \(assigned)" : nil
            )
        }
    }

    private func households(_ selection: Selection, _ view: IncidentView) throws -> [VisibleHousehold] {
        switch selection {
        case .these(let references):
            var seen: Set<Int> = []
            return try references.map { reference in
                guard let household = try view.household(reference) else { throw IncidentError.noSuchHousehold }
                return household
            }.filter { seen.insert($0.counted.number).inserted }
        case .untouched(let bands, let limit):
            let all = try view.households()
            let records = try view.snapshot.workStates(of: all, in: view.incident.id)
            let untouched = all.filter { household in
                (bands.isEmpty || bands.contains(household.counted.band))
                    && HouseholdWork(records[household.counted.household] ?? []).stage == .untouched
            }.sorted(by: VisibleHousehold.byNeed)
            return limit.map { Array(untouched.prefix($0)) } ?? untouched
        }
    }

    /// Closes an incident: nothing is recorded in it any more, and everything of it stays.
    ///
    /// - Returns: the incident as closed.
    /// - Throws: ``Incidents/IncidentError``, ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package func close(_ id: Int64) throws -> Incident {
        try desk.change { transaction in
            _ = try desk.clear(in: transaction.snapshot, evenProtected: true)
            let incident = try IncidentDesk.openIncident(id, in: transaction.snapshot)
            let closing = Incident.Closing(at: desk.now, by: desk.release.operatorName)
            if !desk.isDryRun { try transaction.close(id, closing) }
            return (incident.closed(closing), "incident \(id) closed")
        }
    }

    private func checkHolds(_ activation: Int64, in snapshot: RegistrySnapshot) throws {
        let holding = try snapshot.activations().filter { $0.holds(at: desk.release.moment.utc) }
        guard holding.contains(where: { $0.id == activation }) else {
            throw VictimSupportError.noSuchActivation(holding: holding.map(\.id))
        }
    }
}

extension VisibleHousehold {
    /// The most urgent first: by score, then by household number.
    static func byNeed(_ left: VisibleHousehold, _ right: VisibleHousehold) -> Bool {
        left.counted.score != right.counted.score
            ? left.counted.score > right.counted.score : left.counted.household < right.counted.household
    }
}
