import Disclosure
import Registry

/// An audience and a basis that somebody may look for now.
struct Choice: Hashable, Sendable {
    /// The audience.
    let audience: Audience
    /// What people call it.
    let name: AudienceName
    /// On which rule.
    let basis: LegalBasis
    /// Whether it must be said what the data is for.
    let needsReason: Bool
    /// What was said.
    var reason: String?

    /// What a form sends.
    var key: String { "\(audience.rawValue) \(basis.rawValue)" }

    /// Every pair that the rules, the roles of the holder and the declarations of a disaster allow, in the order of the rules.
    static func all(of holder: Holder, at time: String, in snapshot: RegistrySnapshot) throws -> [Choice] {
        let state = try snapshot.disclosureState()
        let mandate = try snapshot.mandate(of: holder.operatorName, under: state.rules)
        return state.rules.profiles.flatMap { profile in
            LegalBasis.allCases.compactMap { basis in
                // Any reason will do: it is asked for when the choice is made.
                let request = DisclosureRequest(
                    audience: profile.audience, basis: basis, reason: "?", operatorName: holder.operatorName, time: time
                )
                return try? open(request, by: mandate, in: state)
            }
        }
    }

    /// Checks what was chosen, as the gate will whenever something is asked.
    ///
    /// - Throws: ``Disclosure/DisclosureError``, ``Accounts/AccountError``.
    static func open(_ request: DisclosureRequest, in snapshot: RegistrySnapshot) throws -> Choice {
        let state = try snapshot.disclosureState()
        return try open(request, by: snapshot.mandate(of: request.operatorName, under: state.rules), in: state)
    }

    private static func open(
        _ request: DisclosureRequest, by mandate: Mandate, in state: DisclosureState
    ) throws(DisclosureError) -> Choice {
        let asked = request.audience ?? state.usualInForce?.audience
        let profile = asked.flatMap { state.rules.profile($0) }
        // Any kind of data that the audience may have; without one nothing would ever be answered.
        let data = DataSet.allCases.first { profile?.dataSets.contains($0) == true } ?? .lists
        let clearance = try DisclosureGate.clear(request, for: data, by: mandate, in: state)
        return Choice(
            audience: clearance.audience, name: clearance.name, basis: clearance.basis,
            needsReason: profile?.needsReason == true, reason: clearance.reason)
    }
}
