extension AccountError {
    /// By what the audit log names a refusal.
    package var code: String {
        switch self {
        case .invalidName: "invalid-name"
        case .passwordRefused: "password-refused"
        case .accountExists: "account-exists"
        case .noSuchAccount: "no-such-account"
        case .noRole: "no-role"
        case .firstIsAdministrator: "first-is-administrator"
        case .lastAdministrator: "last-administrator"
        case .unknownOperator: "unknown-operator"
        case .needsRole: "needs-role"
        case .tooManyLogins: "too-many-logins"
        case .malformedCredential: "malformed-credential"
        }
    }
}
