/// One line of the audit log.
package struct AuditEntry: Codable, Equatable, Sendable {
    /// ISO 8601 UTC time.
    package let time: String
    /// The verb that releases.
    package let verb: String
    /// The operating-system account.
    package let operatorName: String
    /// Who receives.
    package let audience: Audience
    /// On which rule.
    package let basis: LegalBasis
    /// Real or drill.
    package let mode: WorkspaceMode
    /// The generation read.
    package let generation: Int64
    /// Households released.
    package let households: Int
    /// Persons released.
    package let persons: Int
    /// What was asked: an area file, a household's number, or which list; no name, address or birth date.
    package let query: String
    /// The form of the output.
    package let format: String

    internal init(clearance: Clearance, event: DisclosureEvent) {
        time = event.time
        verb = event.verb
        operatorName = event.operatorName
        audience = clearance.audience
        basis = clearance.basis
        mode = clearance.mode
        generation = event.generation
        households = event.households
        persons = event.persons
        query = event.query
        format = event.format
    }
}
