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
    /// What the data is for, as the operator said.
    package let reason: String?
    /// The number of the declaration that allowed the disaster basis.
    package let activation: Int64?
    /// The first digits of the hash of the disclosure rules; nil in entries of older programs.
    package let rules: String?
    /// Households inside the area that were left out because somebody in them is protected; nil where nobody counted.
    package let withheld: Int?

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
        reason = clearance.reason
        activation = clearance.activation?.id
        rules = clearance.rules
        withheld = event.withheld
    }
}
