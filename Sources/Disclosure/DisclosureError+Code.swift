extension DisclosureError {
    /// By what the audit log names the refusal.
    package var code: String {
        switch self {
        case .unstated: "unstated"
        case .unknownAudience: "unknown-audience"
        case .notPermitted: "not-permitted"
        case .otherMode: "other-mode"
        case .dataWithheld: "data-withheld"
        case .fieldsWithheld: "fields-withheld"
        case .servesSome: "serves-some"
        case .seesProtected: "sees-protected"
        case .outsideRoles: "outside-roles"
        case .needsReason: "needs-reason"
        case .needsSealing: "needs-sealing"
        case .noActivation: "no-activation"
        }
    }
}
