package import Disclosure
import Incidents
import Interchange
package import Registry
import Residents

/// What all work on the incidents of one workspace shares: who works, for whom, and how long another change is waited for.
package struct IncidentDesk: Sendable {
    let paths: WorkspacePaths
    let release: ListRelease
    let waiting: Duration
    let isDryRun: Bool

    /// So long a record waits for an import to end.
    package static let usualWait: Duration = .seconds(60)

    /// Prepares work.
    ///
    /// - Parameters:
    ///   - release: who works and when, for whom, and the form in which answers leave.
    ///   - waiting: so long another process's change is waited for: a report should not be lost to an import.
    ///   - isDryRun: check everything and change nothing.
    package init(
        _ paths: WorkspacePaths, release: ListRelease, waiting: Duration = usualWait, isDryRun: Bool = false
    ) {
        self.paths = paths
        self.release = release
        self.waiting = waiting
        self.isDryRun = isDryRun
    }

    var now: WorkTime { WorkTime(seconds: release.moment.seconds) }

    /// Runs one all-or-nothing change of one incident, or rehearses it; its entry is in the audit log before it is kept.
    ///
    /// - Parameter body: returns what leaves and what the log says, or nil when nothing is changed.
    func change<Result>(
        _ body: (RegistryTransaction) throws -> (result: Result, what: String?)
    ) throws -> Result {
        if isDryRun { return try RegistryReader(paths).rehearse(body).result }
        let writer = try RegistryWriter(paths, waiting: waiting)
        let result = try writer.change { transaction in
            let (result, what) = try body(transaction)
            if let what {
                try transaction.auditLog(paths).append(
                    AuditEntry(
                        change: what, by: release.acting, mode: transaction.snapshot.info().mode, generation: nil))
            }
            return result
        }
        try writer.close()
        return result
    }

    /// Proof that the one who works may have everybody on a list, and even those who are protected where that is needed.
    ///
    /// - Throws: ``Disclosure/DisclosureError``, ``Accounts/AccountError``.
    func clear(in snapshot: RegistrySnapshot, evenProtected: Bool) throws -> Clearance {
        let clearance = try snapshot.clear(release.disclosure, for: .lists)
        try clearance.requireEverybody(evenProtected: evenProtected)
        if evenProtected { try clearance.require([.identifiers, .scores, .band]) }
        return clearance
    }

    /// Proof that the one who works may know of the work on incidents: that they may have everybody on a list.
    ///
    /// - Throws: ``Disclosure/DisclosureError``, ``Accounts/AccountError``.
    package func clear(in snapshot: RegistrySnapshot) throws -> Clearance {
        try clear(in: snapshot, evenProtected: false)
    }

    /// The same for one incident, open or closed, of which nothing is read.
    ///
    /// - Throws: ``Incidents/IncidentError/noSuchIncident(open:)``, ``Disclosure/DisclosureError``, ``Accounts/AccountError``.
    package func clear(toWatch id: Int64, in snapshot: RegistrySnapshot) throws -> Clearance {
        let clearance = try clear(in: snapshot)
        _ = try Self.incident(id, in: snapshot)
        return clearance
    }

    /// Refuses a household of an incident that the audience may not see.
    ///
    /// - Throws: ``Incidents/IncidentError``, ``Disclosure/DisclosureError``.
    package func requireVisible(_ number: Int, of id: Int64, in snapshot: RegistrySnapshot) throws {
        let clearance = try clear(in: snapshot, evenProtected: false)
        _ = try IncidentView(Self.openIncident(id, in: snapshot), clearance, in: snapshot).household(.number(number))
    }

    /// An incident, open or closed.
    ///
    /// - Throws: ``Incidents/IncidentError/noSuchIncident(open:)``.
    static func incident(_ id: Int64, in snapshot: RegistrySnapshot) throws -> Incident {
        guard let incident = try snapshot.incident(id) else {
            throw IncidentError.noSuchIncident(open: try snapshot.incidents().filter { $0.closed == nil }.map(\.id))
        }
        return incident
    }

    /// An incident that is open.
    ///
    /// - Throws: ``Incidents/IncidentError/noSuchIncident(open:)``, ``Incidents/IncidentError/closed(_:)``.
    static func openIncident(_ id: Int64, in snapshot: RegistrySnapshot) throws -> Incident {
        let incident = try incident(id, in: snapshot)
        guard incident.closed == nil else { throw IncidentError.closed(id) }
        return incident
    }
}
