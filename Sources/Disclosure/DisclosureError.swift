/// Why person data is not handed out.
package enum DisclosureError: Error, Equatable, Sendable {
    /// No profile allows this audience on this basis in a workspace of this mode.
    case notPermitted(audience: Audience, basis: LegalBasis, mode: WorkspaceMode)
    /// The question depends on fields that this audience may not receive: the answer would tell them.
    case fieldsWithheld(audience: Audience)
}
