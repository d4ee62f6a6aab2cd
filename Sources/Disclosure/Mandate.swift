/// For whom somebody may act at the gate.
package enum Mandate: Hashable, Sendable {
    /// The workspace has no accounts: whoever may read its file may act for anybody.
    case unlimited
    /// The holder of an account that is enabled, by its roles; these audiences of the rules, in their order.
    case audiences([Audience])

    /// Refuses an audience that the holder may not act for.
    ///
    /// - Throws: ``DisclosureError/outsideRoles(audience:allowed:)``.
    func require(_ audience: Audience) throws(DisclosureError) {
        guard case .audiences(let allowed) = self, !allowed.contains(audience) else { return }
        throw .outsideRoles(audience: audience, allowed: allowed)
    }
}
