import Interchange

/// The one place that decides who may see what; default is deny.
package enum DisclosureGate {
    /// Checks that an audience may have a kind of data on a basis, now and in this workspace, from whoever asks.
    ///
    /// Role, audience, basis and kind of data are decided here and nowhere else, on the command line and over a network.
    /// The drill basis opens drill workspaces only, and a drill workspace opens on no other: synthetic people must
    /// never be released as real ones. Unless something else is said, a drill is for the headquarters.
    /// - Parameter mandate: for whom the one who asks may act.
    /// - Throws: ``DisclosureError``.
    package static func clear(
        _ request: DisclosureRequest, for data: DataSet, by mandate: Mandate, in state: DisclosureState
    ) throws(DisclosureError) -> Clearance {
        let asked = try stated(request, state)
        let (profile, people) = try opened(by: asked, in: state)
        try mandate.require(asked.audience)
        guard profile.dataSets.contains(data) else { throw .dataWithheld(audience: asked.audience, data: data) }
        let reason = request.reason.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        if profile.needsReason, reason == nil { throw .needsReason(audience: asked.audience) }
        if profile.reservedFor != nil, !request.isSealed { throw .needsSealing(audience: asked.audience) }
        var activation: Activation?
        if asked.basis.needsActivation {
            activation = state.activation(at: request.time)
            if activation == nil {
                throw .noActivation(last: state.activations.map { min($0.until, $0.ended ?? $0.until) }.max())
            }
        }
        return Clearance(
            profile: profile, basis: asked.basis, people: people, mode: state.mode, data: data, reason: reason,
            activation: activation, rules: state.rules.shortHash)
    }

    /// The profile that an audience has on a basis in a workspace of this mode, and whose data the basis opens.
    ///
    /// - Throws: ``DisclosureError``.
    package static func opened(
        by asked: DisclosureDefault, in state: DisclosureState
    ) throws(DisclosureError) -> (profile: DisclosureProfile, people: PeopleRule) {
        guard let profile = state.rules.profile(asked.audience) else {
            let known = state.rules.profiles.map(\.audience)
            throw .unknownAudience(
                nearest: NearestWord.find(asked.audience.rawValue, among: known.map(\.rawValue))
                    .flatMap(Audience.init(rawValue:)), known: known)
        }
        guard (asked.basis == .drill) == (state.mode == .drill) else {
            throw .otherMode(basis: asked.basis, mode: state.mode)
        }
        guard let people = profile.bases[asked.basis] else {
            throw .notPermitted(
                audience: asked.audience, basis: asked.basis,
                allowed: LegalBasis.allCases.filter { profile.bases[$0] != nil })
        }
        return (profile, people)
    }

    /// The audience and basis that are asked for, or the usual ones.
    private static func stated(
        _ request: DisclosureRequest, _ state: DisclosureState
    ) throws(DisclosureError) -> DisclosureDefault {
        let usual = state.usualInForce
        let audience = request.audience ?? usual?.audience
        // The usual basis belongs to the usual audience; in a drill there is no other.
        let basis = request.basis ?? (state.mode == .drill || audience == usual?.audience ? usual?.basis : nil)
        guard let audience, let basis else { throw .unstated(audiences: state.rules.profiles.map(\.audience)) }
        return DisclosureDefault(audience: audience, basis: basis)
    }
}
