/// Why person data is not handed out.
package enum DisclosureError: Error, Equatable, Sendable {
    /// No profile allows this audience on this basis in a workspace of this mode.
    case notPermitted(audience: Audience, basis: LegalBasis, mode: WorkspaceMode)
}
