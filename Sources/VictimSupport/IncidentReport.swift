package import Disclosure
package import Incidents
package import Registry
import Residents
package import SupportScoring

/// How an incident goes, in numbers: stages by band, how the work went on, how long it took; nobody's name. `engo incident report`.
package struct IncidentReport: Sendable {
    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, on which rule, and how numbers are told.
    package let clearance: Clearance
    /// The generation that was read.
    package let generation: Int64
    /// The incident.
    package let incident: Incident
    /// The end of what is told: the close, or now, or what was asked.
    package let until: WorkTime
    /// Where the work stood then.
    package let progress: Progress
    /// How it went on.
    package let timeline: Timeline
    /// How long it took, of all bands (nil) and of each.
    package let reach: [SupportBand?: ReachTimes]
    /// Reports until then.
    package let reports: Int
    /// Households that joined after the opening.
    package let joinedLater: Int

    /// Counts within one generation; the audit entry is on disk before anybody is counted.
    ///
    /// - Parameters:
    ///   - until: the end of what is told; nil for the close, or now.
    ///   - minutes: the length of an interval, 1…1,440.
    /// - Throws: ``Incidents/IncidentError``, ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package init(
        of id: Int64, until asked: WorkTime?, every minutes: Int, in snapshot: RegistrySnapshot, _ desk: IncidentDesk
    ) throws {
        info = try snapshot.info()
        let clearance = try snapshot.clear(desk.release.disclosure, for: .counts)
        try clearance.requireEverybody()
        self.clearance = clearance
        generation = try snapshot.generation()
        let incident = try IncidentDesk.incident(id, in: snapshot)
        self.incident = incident
        let until = min(asked ?? .endless, incident.closed?.at ?? .endless, desk.now)
        self.until = until
        let view = try IncidentView(incident, clearance, in: snapshot)
        let visible = try view.households()
        _ = try clearance.release(
            DisclosureEvent(
                by: desk.release.acting, generation: generation, households: visible.count, persons: 0, records: nil,
                query: "incident \(id) report", format: desk.release.format), to: AuditLog(desk.paths))
        let stored = try snapshot.workStates(of: visible, in: id)
        let households = visible.map { household in
            (
                household: household.counted,
                records: (stored[household.counted.household] ?? []).filter { $0.report.observedAt <= until }
            )
        }
        guard let timeline = Timeline(households, from: incident.openedAt, to: until, every: minutes) else {
            throw IncidentError.tooManyIntervals(limit: Timeline.mostPoints)
        }
        self.timeline = timeline
        progress = timeline.points.last?.progress ?? Progress()
        var times: [SupportBand?: [Int]] = [:]
        for (household, records) in households {
            guard let first = Self.firstReached(records) else { continue }
            let minutes = first.minutes(since: incident.openedAt)
            times[nil, default: []].append(minutes)
            times[household.band, default: []].append(minutes)
        }
        reach = times.mapValues(ReachTimes.init)
        reports = households.reduce(0) { $0 + $1.records.count }
        joinedLater = households.count { $0.household.cause != .opened }
    }

    /// When somebody first knew how the household is, by a report that was not taken back; nil when nobody does.
    private static func firstReached(_ records: [StateRecord]) -> WorkTime? {
        guard HouseholdWork(records).stage.isReached else { return nil }
        return records.filter { WorkStage(rawValue: $0.report.state.rawValue)?.isReached == true }
            .map(\.report.observedAt).min()
    }

    /// The number of minutes of a share of the reached, where so many may be told of.
    package func minutes(_ percent: Int, _ band: SupportBand?) -> Int? {
        guard let reach = reach[band], reach.minutes.count >= clearance.counts.minimum ?? 0 else { return nil }
        return reach.percentile(percent)
    }
}
