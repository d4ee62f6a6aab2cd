/// What a workspace says about disclosure at one moment.
package struct DisclosureState: Sendable {
    /// Real or drill.
    package let mode: WorkspaceMode
    /// The rules in force.
    package let rules: DisclosureRules
    /// What an administrator set as usual; nil when nobody did. A drill needs none.
    package let usual: DisclosureDefault?
    /// The declarations of a disaster, oldest first, those that ended included.
    package let activations: [Activation]

    /// Gathers what the gate looks at.
    package init(
        mode: WorkspaceMode, rules: DisclosureRules, usual: DisclosureDefault? = nil, activations: [Activation] = []
    ) {
        self.mode = mode
        self.rules = rules
        self.usual = usual
        self.activations = activations
    }

    /// The audience and basis that are assumed; a drill is for the headquarters unless something else is said.
    package var usualInForce: DisclosureDefault? {
        mode == .drill ? DisclosureDefault(audience: .headquarters, basis: .drill) : usual
    }

    /// The declaration that holds at a time: the latest of those that do.
    package func activation(at time: String) -> Activation? { activations.last { $0.holds(at: time) } }
}

/// The audience and basis that reading verbs assume in a workspace.
package struct DisclosureDefault: Hashable, Sendable {
    /// The audience.
    package let audience: Audience
    /// The legal basis.
    package let basis: LegalBasis

    /// Pairs an audience with a basis.
    package init(audience: Audience, basis: LegalBasis) {
        self.audience = audience
        self.basis = basis
    }
}
