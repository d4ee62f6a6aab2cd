/// The one place that decides who may see what; default is deny.
package enum DisclosureGate {
    /// Checks that the audience may use the basis in a workspace of this mode.
    ///
    /// The drill basis opens drill workspaces only, and a drill workspace opens on no other: synthetic people must
    /// never be released as real ones.
    /// - Throws: ``DisclosureError/notPermitted(audience:basis:mode:)``.
    package static func clear(
        audience: Audience, basis: LegalBasis, mode: WorkspaceMode
    ) throws(DisclosureError) -> Clearance {
        switch (audience, basis, mode) {
        case (.headquarters, .internalUse, .real), (.headquarters, .drill, .drill):
            Clearance(audience: audience, basis: basis, mode: mode, fields: .all)
        default:
            throw .notPermitted(audience: audience, basis: basis, mode: mode)
        }
    }
}
