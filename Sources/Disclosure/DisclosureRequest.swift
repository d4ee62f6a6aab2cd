/// To whom, on which rule and for what somebody asks, who it is, and when.
package struct DisclosureRequest: Sendable {
    /// The audience; nil for the workspace's usual one.
    package let audience: Audience?
    /// The legal basis; nil for the workspace's usual one.
    package let basis: LegalBasis?
    /// What the data is for, in the operator's words; no personal value.
    package let reason: String?
    /// Whether what leaves is sealed for its receivers.
    package let isSealed: Bool
    /// Who asks: the name of an account, once the workspace has any; nil when nobody was named.
    package let operatorName: String?
    /// The caller's clock, as an ISO 8601 UTC time.
    package let time: String

    /// Asks; what is left out is the workspace's usual.
    package init(
        audience: Audience? = nil, basis: LegalBasis? = nil, reason: String? = nil, isSealed: Bool = false,
        operatorName: String? = nil, time: String
    ) {
        self.audience = audience
        self.basis = basis
        self.reason = reason
        self.isSealed = isSealed
        self.operatorName = operatorName
        self.time = time
    }
}
