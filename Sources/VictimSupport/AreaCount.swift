import Disclosure
package import Registry
package import SupportScoring

/// How many households and persons an area may concern, as the audience may know: what somebody sees while they draw.
package struct AreaCount: Sendable {
    /// Households that stand inside, certainly or possibly; nil when the number is withheld.
    package let households: Int?
    /// Persons of those households; nil when the number is withheld.
    package let persons: Int?

    /// Counts within one generation; the audit entry is on disk before this returns.
    ///
    /// - Parameter cache: remembers the register for the next count.
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/notScored``, ``AreaError/elsewhere(kilometres:)``,
    ///   ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package init(
        of area: QueryArea, time: ScoringTime, in snapshot: RegistrySnapshot, release: ListRelease, audit: AuditLog,
        cache: HouseholdCache? = nil
    ) throws {
        let clearance = try snapshot.clear(release.disclosure, for: .counts)
        _ = try AreaQuery.scoreRun(in: snapshot)
        let register = try snapshot.packedRegister(clearance, time: time, cache)
        let found = try FoundHouseholds(area, ListSelection(), in: register, of: snapshot, clearance)
        _ = try clearance.release(
            DisclosureEvent(
                by: release.acting, generation: try snapshot.generation(), households: found.counts.households,
                persons: found.counts.persons, records: nil, query: area.auditText, format: release.format,
                withheld: clearance.seesProtected ? nil : found.withheld),
            to: audit)
        households = clearance.counts.number(found.counts.households)
        persons = clearance.counts.number(found.counts.persons)
    }
}
