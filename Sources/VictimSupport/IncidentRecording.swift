import Disclosure
package import Incidents
import Registry
package import Residents

/// What somebody wants to record of a household, before it is looked up.
package struct StateEntry: Sendable {
    /// The household that is meant.
    package let household: HouseholdReference
    /// What was found.
    package let state: WorkState
    /// Which team; nil when nobody said.
    package let team: TeamName?
    /// When it was so.
    package let observedAt: WorkTime
    /// Whether that was reckoned when it came in, so that a repeat has another time.
    package let isReckoned: Bool
    /// The last record that its author knew; nil for all that there are.
    package let seen: Int64?
    /// Its own name; nil when it follows from what it says.
    package let id: ReportID?
    /// How it comes in.
    package let source: StateReport.Source
    /// Whether it is recorded only when nobody else has reported something else of the household since ``seen``.
    package let holdsBack: Bool

    /// States an entry.
    ///
    /// - Parameters:
    ///   - holdsBack: whether it is recorded only when nobody else has reported something else of the household since `seen`.
    ///   - isReckoned: whether `observedAt` was reckoned when it came in.
    package init(
        household: HouseholdReference, state: WorkState, team: TeamName?, observedAt: WorkTime, seen: Int64? = nil,
        id: ReportID? = nil, source: StateReport.Source, holdsBack: Bool = false, isReckoned: Bool = false
    ) {
        self.household = household
        self.state = state
        self.team = team
        self.observedAt = observedAt
        self.seen = seen
        self.id = id
        self.source = source
        self.holdsBack = holdsBack
        self.isReckoned = isReckoned
    }
}

/// What became of a report.
package struct RecordedReport: Sendable {
    /// How it ended.
    package enum Outcome: String, Sendable {
        /// It is in the history now.
        case recorded
        /// It was there already.
        case repeated
        /// Others reported something else since its author looked, and nobody insisted: it is not recorded, and a conflict tells.
        case heldBack = "held-back"
    }

    /// The household as the incident counts it.
    package let household: IncidentHousehold
    /// The household's number; nil when the audience may not have it.
    package let householdNumber: HouseholdNumber?
    /// How it ended.
    package let outcome: Outcome
    /// What was reported.
    package let report: StateReport
    /// Where the work stood before.
    package let before: HouseholdWork
    /// Where the work stands now.
    package let after: HouseholdWork
    /// What others say otherwise, whom the author did not know of; nil when nobody does. What is held back has one.
    package let conflict: StateConflict?
    /// Whether the household was not counted before.
    package let hasJoined: Bool
}

/// Records what was reported of households: `engo incident record`, and every other way in which reports come.
///
/// For who receives everybody but, where it is so, the protected. All in one transaction, or nothing; what was acknowledged survives
/// whatever happens to the program.
package struct IncidentRecording {
    /// The most reports of one household that are recorded at once: each is weighed against all before it.
    package static let householdLimit = 1_000

    private let desk: IncidentDesk

    /// Prepares work.
    package init(_ desk: IncidentDesk) { self.desk = desk }

    /// Records one report.
    ///
    /// - Parameter insists: record it though others reported something else since.
    /// - Throws: ``Incidents/IncidentError``, ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package func record(_ entry: StateEntry, in id: Int64, insists: Bool) throws -> RecordedReport {
        guard let report = try record([entry], in: id, insists: insists).first else {
            throw IncidentError.noSuchHousehold
        }
        return report
    }

    /// Records reports in their order, all or none.
    ///
    /// - Parameter insists: record them though others reported something else since.
    /// - Throws: as ``record(_:in:insists:)-(StateEntry,_,_)``, for the first that cannot be recorded.
    package func record(_ entries: [StateEntry], in id: Int64, insists: Bool) throws -> [RecordedReport] {
        try record(entries, in: id, insists: insists) { error, _ in throw error }
    }

    /// Records reports in their order.
    ///
    /// - Parameter failing: gets the error of an entry with its place, and throws what ends the work; nothing is recorded then. What
    ///   it does not throw is told when all entries have been looked at.
    /// - Parameter finishing: is called when all entries have been looked at, and throws when nothing may be recorded.
    /// - Throws: as ``record(_:in:insists:)``.
    func record(
        _ entries: [StateEntry], in id: Int64, insists: Bool, failing: (IncidentError, Int) throws -> Void,
        finishing: () throws -> Void = {}
    ) throws -> [RecordedReport] {
        try desk.change { transaction in
            let snapshot = transaction.snapshot
            let clearance = try desk.clear(in: snapshot, evenProtected: false)
            let incident = try IncidentDesk.openIncident(id, in: snapshot)
            var plan = try RecordingPlan(
                IncidentView(incident, clearance, in: snapshot), at: desk.now, by: desk.release.operatorName,
                in: transaction)
            var reports: [RecordedReport] = []
            for (place, entry) in entries.enumerated() {
                do {
                    reports.append(try plan.take(entry, insists: insists))
                } catch let error as IncidentError {
                    try failing(error, place)
                }
            }
            try finishing()
            if !desk.isDryRun {
                try transaction.add(plan.joined, to: id)
                for report in plan.recorded {
                    _ = try transaction.append(report, to: id, at: desk.now, by: desk.release.operatorName)
                }
            }
            // A rehearsal tells what others reported, too.
            try release(reports, plan, to: transaction.auditLog(desk.paths))
            return (reports, nil)
        }
    }

    /// What was recorded and what is told of it, in one entry that names whose records they are.
    private func release(_ reports: [RecordedReport], _ plan: RecordingPlan, to audit: AuditLog) throws {
        let (view, households) = (plan.view, plan.reported)
        let records = try view.records(of: households)
        let recorded = desk.isDryRun ? 0 : reports.count { $0.outcome == .recorded }
        var query = "incident \(view.incident.id) reports \(recorded) of \(reports.count)"
        if let only = reports.first, reports.count == 1 {
            query += " household \(only.report.household.text) \(only.report.state.rawValue)"
        }
        _ = try view.clearance.release(
            DisclosureEvent(
                by: desk.release.acting, generation: view.snapshot.generation(), households: households.count,
                persons: records.count, records: records, query: query, format: desk.release.format), to: audit)
    }
}
