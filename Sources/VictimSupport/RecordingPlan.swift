import Disclosure
import Incidents
import Interchange
import Registry
import Residents

/// What recording reports would do, worked out before anything is written: the same for a rehearsal and for the change itself.
struct RecordingPlan {
    let view: IncidentView
    /// Reports that are to be appended, in their order.
    private(set) var recorded: [StateReport] = []
    /// Households that are to be counted from now on.
    private(set) var joined: [IncidentHousehold] = []

    private let transaction: RegistryTransaction
    private let now: WorkTime
    private let operatorName: String
    private let teams: [TeamName]
    /// The last record that is there; what is planned goes on counting from it.
    private let lastThere: Int64
    private var households: [HouseholdReference: VisibleHousehold] = [:]
    private var records: [HouseholdNumber: [StateRecord]] = [:]
    private var planned: Set<ReportID> = []
    private var taken: [HouseholdNumber: Int] = [:]

    /// The households that entries meant, by their numbers in the incident; also those that join.
    var reported: [VisibleHousehold] {
        var seen: Set<Int> = []
        return households.values.sorted { $0.counted.number < $1.counted.number }
            .filter { seen.insert($0.counted.number).inserted }
    }

    init(_ view: IncidentView, at now: WorkTime, by operatorName: String, in transaction: RegistryTransaction) throws {
        self.view = view
        self.now = now
        self.operatorName = operatorName
        self.transaction = transaction
        teams = try view.snapshot.teams(of: view.incident.id)
        lastThere = try view.snapshot.lastWorkSequence()
    }

    /// Plans one entry.
    ///
    /// - Throws: ``Incidents/IncidentError``, ``Registry/RegistryError``.
    mutating func take(_ entry: StateEntry, insists: Bool) throws -> RecordedReport {
        guard IncidentError.accepts(entry.observedAt, of: view.incident, now: now) else {
            throw IncidentError.timeOutOfRange
        }
        if let team = entry.team, !teams.contains(team) {
            throw IncidentError.noSuchTeam(nearest: NearestWord.find(team.text, among: teams.map(\.text)))
        }
        let joinedBefore = joined.count
        let household = try household(entry.household)
        // Counted by the household itself, which a table may name in several ways.
        taken[household.counted.household, default: 0] += 1
        guard taken[household.counted.household, default: 0] <= IncidentRecording.householdLimit else {
            throw IncidentError.tooManyReports(limit: IncidentRecording.householdLimit)
        }
        let there = try records(of: household)
        let report = report(entry, household.counted.household)
        // What comes with it is by the same hand.
        let others = there.filter { $0.sequence <= lastThere }
        let before = HouseholdWork(there)
        func result(_ outcome: RecordedReport.Outcome, _ report: StateReport, _ after: HouseholdWork) -> RecordedReport
        {
            RecordedReport(
                household: household.counted,
                householdNumber: view.clearance.fields.contains(.identifiers) ? household.counted.household : nil,
                outcome: outcome, report: report, before: before, after: after,
                conflict: StateConflict(report, among: others, stands: after.finding?.report.id == report.id),
                hasJoined: joined.count > joinedBefore)
        }
        if let known = try known(report, there) {
            guard known.report.tellsTheSame(as: report, atAnyTime: entry.isReckoned) else {
                throw IncidentError.idTaken
            }
            return result(.repeated, known.report, before)
        }
        let contradicts = StateConflict(report, among: others, stands: false) != nil
        guard !contradicts || insists || !entry.holdsBack else { return result(.heldBack, report, before) }
        // Who contradicts others and insists has been told of them; who says the same may know of them, too.
        let stored = entry.holdsBack ? report.knowing(lastThere + Int64(recorded.count)) : report
        recorded.append(stored)
        planned.insert(stored.id)
        let record = StateRecord(
            sequence: lastThere + Int64(recorded.count), report: stored, recordedAt: now, recordedBy: operatorName)
        records[household.counted.household] = there + [record]
        return result(.recorded, report, HouseholdWork(there + [record]))
    }

    /// A record of the report's id, stored or planned.
    private func known(_ report: StateReport, _ there: [StateRecord]) throws -> StateRecord? {
        if let known = there.first(where: { $0.report.id == report.id }) { return known }
        if planned.contains(report.id) { throw IncidentError.idTaken }
        return try view.snapshot.workState(report.id, in: view.incident.id)
    }

    private func report(_ entry: StateEntry, _ household: HouseholdNumber) -> StateReport {
        let seen = min(entry.seen ?? .max, lastThere + Int64(recorded.count))
        guard let id = entry.id else {
            // What comes back in a table is told apart by what its author knew, too; what is typed is not.
            return .making(
                household, entry.state, entry.team, at: entry.observedAt, seen: seen, from: entry.source,
                besides: entry.source == .terminal ? 0 : entry.seen ?? 0)
        }
        return StateReport(
            id: id, household: household, state: entry.state, team: entry.team, observedAt: entry.observedAt,
            seen: seen, source: entry.source)
    }

    private mutating func records(of household: VisibleHousehold) throws -> [StateRecord] {
        if let known = records[household.counted.household] { return known }
        let there = try view.snapshot.workStates(of: household, in: view.incident.id)
        records[household.counted.household] = there
        return there
    }

    /// The household that is meant; one that is registered and not counted yet joins.
    private mutating func household(_ reference: HouseholdReference) throws -> VisibleHousehold {
        if let known = households[reference] { return known }
        let found: VisibleHousehold
        if let counted = try view.household(reference) {
            found = counted
        } else {
            guard case .household(let number) = reference else { throw IncidentError.noSuchHousehold }
            let id = try view.registered(number)
            let joining = try transaction.joining(
                [id], view.incident.id, at: now, because: .reported, view.clearance, besides: joined)
            guard let household = joining.first else { throw IncidentError.noSuchHousehold }
            joined.append(household)
            found = VisibleHousehold(counted: household, id: id)
        }
        households[reference] = found
        return found
    }
}
