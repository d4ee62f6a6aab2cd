package import Registry

/// What happened to an account, for the audit log: never a password, a code, or a name that was typed and is nobody's.
package struct AccountEvent: Hashable, Sendable {
    /// What was tried or done.
    package enum Kind: Hashable, Sendable {
        /// A change that was made.
        case change(AccountAction)
        /// A login and how it ended.
        case login(LoginResult)
    }

    /// How a login ended; whoever tried it is told only whether it was accepted.
    package enum LoginResult: String, CaseIterable, Sendable {
        /// Password and code are right.
        case accepted
        /// Password and recovery code are right; the code is used up.
        case acceptedByRecoveryCode
        /// There is no such account.
        case unknownAccount
        /// The account is disabled.
        case disabled
        /// The password is wrong, whatever the code.
        case wrongPassword
        /// The password is right, the code is wrong.
        case wrongCode
        /// The password is right, and the code was used before.
        case replayedCode
        /// There were too many failures; nothing was looked at.
        case tooSoon
        /// The account was reset or disabled while the login was looked at.
        case overtaken

        /// Whether the holder is in.
        package var isAccepted: Bool { self == .accepted || self == .acceptedByRecoveryCode }
    }

    /// What was tried or done.
    package let kind: Kind
    /// The name of the account as it is stored, or nil when there is none.
    package let account: String?
    /// Who did it on the command line; nil for a login over the network.
    package let operatorName: String?
    /// Where it came from, such as `command line`.
    package let source: String
    /// When, as an ISO 8601 UTC time.
    package let time: String
}
