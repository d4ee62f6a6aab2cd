/// Why person data is not handed out.
package enum DisclosureError: Error, Equatable, Sendable {
    /// Nobody said to whom, or on which rule, and the workspace has no usual audience and basis.
    case unstated(audiences: [Audience])
    /// The rules have no such audience; `nearest` is one that is spelled alike.
    case unknownAudience(nearest: Audience?, known: [Audience])
    /// The audience may not be served on this basis; on the others it may.
    case notPermitted(audience: Audience, basis: LegalBasis, allowed: [LegalBasis])
    /// The drill basis in a real workspace, or another basis in a drill.
    case otherMode(basis: LegalBasis, mode: WorkspaceMode)
    /// The audience may not have this kind of data.
    case dataWithheld(audience: Audience, data: DataSet)
    /// The question depends on fields that this audience may not receive: the answer would tell them.
    case fieldsWithheld(audience: Audience)
    /// The audience does not receive everybody, as who works on an incident must.
    case servesSome(audience: Audience)
    /// The audience sees protected persons, who must not be on a phone.
    case seesProtected(audience: Audience)
    /// Whoever asks may not act for the audience by any of their roles; for the others they may.
    case outsideRoles(audience: Audience, allowed: [Audience])
    /// The profile wants to know what the data is for.
    case needsReason(audience: Audience)
    /// What this audience gets is kept for a later day and leaves sealed only.
    case needsSealing(audience: Audience)
    /// No declaration of a disaster holds now; `last` is the end of the latest one.
    case noActivation(last: String?)
}
