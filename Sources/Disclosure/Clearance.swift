/// Proof that an audience and a legal basis were stated and fit the workspace; nothing is released by it yet.
///
/// Every query over positions and scores asks for one, and only ``DisclosureGate`` can make one: a query without
/// audience and basis does not compile.
package struct Clearance: Sendable {
    /// Who asks.
    package let audience: Audience
    /// On which rule.
    package let basis: LegalBasis
    /// The mode of the workspace that was checked.
    package let mode: WorkspaceMode
    /// What this audience may receive.
    package let fields: DisclosedFields

    internal init(audience: Audience, basis: LegalBasis, mode: WorkspaceMode, fields: DisclosedFields) {
        self.audience = audience
        self.basis = basis
        self.mode = mode
        self.fields = fields
    }

    /// Refuses a question that depends on fields which this audience may not receive.
    ///
    /// Who may not see a score must not be able to ask for those above eighty either.
    /// - Throws: ``DisclosureError/fieldsWithheld(audience:)``.
    package func require(_ asked: DisclosedFields) throws(DisclosureError) {
        guard fields.isSuperset(of: asked) else { throw .fieldsWithheld(audience: audience) }
    }

    /// Records the release in the audit log and returns the grant that opens the rows.
    ///
    /// The entry is durable before this returns, so it is on disk before the first byte leaves.
    /// - Throws: whatever the audit log throws; then nothing may be released.
    package func release(_ event: DisclosureEvent, to audit: some AuditSink) throws -> ReleaseGrant {
        try audit.append(AuditEntry(clearance: self, event: event))
        return ReleaseGrant(fields: fields)
    }
}
