/// Proof that an audience and a legal basis were stated and fit the workspace; nothing is released by it yet.
///
/// Every query over positions and scores asks for one, and only ``DisclosureGate`` can make one: a query without
/// audience and basis does not compile.
package struct Clearance: Sendable {
    private let profile: DisclosureProfile
    /// On which rule.
    package let basis: LegalBasis
    /// Whose data this basis opens, protected persons aside.
    package let people: PeopleRule
    /// The mode of the workspace that was checked.
    package let mode: WorkspaceMode
    /// The kind of data that was asked for.
    package let data: DataSet
    /// What the data is for, as the operator said.
    package let reason: String?
    /// The declaration that allows the disaster basis; nil on the others.
    package let activation: Activation?
    /// The first digits of the hash of the rules that allowed it.
    package let rules: String

    internal init(
        profile: DisclosureProfile, basis: LegalBasis, people: PeopleRule, mode: WorkspaceMode, data: DataSet,
        reason: String?, activation: Activation?, rules: String
    ) {
        self.profile = profile
        self.basis = basis
        self.people = people
        self.mode = mode
        self.data = data
        self.reason = reason
        self.activation = activation
        self.rules = rules
    }

    /// Who asks.
    package var audience: Audience { profile.audience }
    /// What people call the audience.
    package var name: AudienceName { profile.name }
    /// What this audience may receive.
    package var fields: DisclosedFields { profile.fields }
    /// Whether protected persons are shown, marked; otherwise their whole households are left out.
    package var seesProtected: Bool { profile.seesProtected }
    /// The basis on which a receiver may open it; nil for at once.
    package var reservedFor: LegalBasis? { profile.reservedFor }
    /// How counts are told.
    package var counts: CountRule { CountRule(minimum: profile.countMinimum) }

    /// Whether persons may be counted by age and need: counts tell nobody's own.
    package var mayCountPeople: Bool { profile.dataSets.contains(.counts) }

    /// Whether fields may be looked at: because they may be shown, or because nothing but numbers of people is made of them.
    package func mayLook(at asked: DisclosedFields) -> Bool { data == .counts || fields.isSuperset(of: asked) }

    /// Refuses a question that depends on fields which this audience may not receive.
    ///
    /// Who may not see a score must not be able to ask for those above eighty either.
    /// - Throws: ``DisclosureError/fieldsWithheld(audience:)``.
    package func require(_ asked: DisclosedFields) throws(DisclosureError) {
        guard fields.isSuperset(of: asked) else { throw .fieldsWithheld(audience: audience) }
    }

    /// Refuses whoever does not receive everybody: nobody may be missed by the work on an incident.
    ///
    /// - Parameter evenProtected: whether protected persons must be among them, as when an incident is opened.
    /// - Throws: ``DisclosureError/servesSome(audience:)``.
    package func requireEverybody(evenProtected: Bool = false) throws(DisclosureError) {
        guard people == .everyone, seesProtected || !evenProtected else { throw .servesSome(audience: audience) }
    }

    /// Refuses whoever sees protected persons: nobody protected may be on a phone in the field.
    ///
    /// - Throws: ``DisclosureError/seesProtected(audience:)``.
    package func requireNobodyProtected() throws(DisclosureError) {
        guard !seesProtected else { throw .seesProtected(audience: audience) }
    }

    /// Records the release in the audit log and returns the grant that opens the rows.
    ///
    /// The entry is durable before this returns, so it is on disk before the first byte leaves.
    /// - Throws: whatever the audit log throws; then nothing may be released.
    package func release(_ event: DisclosureEvent, to audit: some AuditSink) throws -> ReleaseGrant {
        try audit.append(AuditEntry(clearance: self, event: event))
        return ReleaseGrant(clearance: self)
    }
}
