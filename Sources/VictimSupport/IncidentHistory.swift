package import Disclosure
package import Incidents
package import Registry
import Residents

/// Everything that was ever reported of an incident or of one of its households, in the one order: `engo incident history`.
package struct IncidentHistory: Sendable {
    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, and on which rule.
    package let clearance: Clearance
    /// The incident.
    package let incident: Incident
    /// The records by sequence, each with its household.
    package let records: [(record: StateRecord, household: IncidentHousehold)]

    /// Reads within one generation; the release is in the audit log before this returns.
    ///
    /// - Parameter reference: only this household; nil for all.
    /// - Throws: ``Incidents/IncidentError``, ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package init(
        of id: Int64, _ reference: HouseholdReference?, in snapshot: RegistrySnapshot, _ desk: IncidentDesk
    ) throws {
        info = try snapshot.info()
        clearance = try desk.clear(in: snapshot, evenProtected: false)
        incident = try IncidentDesk.incident(id, in: snapshot)
        let view = try IncidentView(incident, clearance, in: snapshot)
        let households: [VisibleHousehold]
        if let reference {
            guard let found = try view.household(reference) else { throw IncidentError.noSuchHousehold }
            households = [found]
        } else {
            households = try view.households()
        }
        let people = try view.records(of: households)
        _ = try clearance.release(
            DisclosureEvent(
                by: desk.release.acting, generation: try snapshot.generation(), households: households.count,
                persons: people.count, records: people,
                query: "incident \(id) history" + (reference == nil ? "" : " of one household"),
                format: desk.release.format),
            to: AuditLog(desk.paths))
        let stored = try snapshot.workStates(of: households, in: id)
        records = households.flatMap { household in
            (stored[household.counted.household] ?? []).map { (record: $0, household: household.counted) }
        }.sorted { $0.record.sequence < $1.record.sequence }
    }
}
