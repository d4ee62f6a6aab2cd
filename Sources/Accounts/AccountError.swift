/// Why something about an account is refused; no case carries a name, a password or a code.
package enum AccountError: Error, Equatable, Sendable {
    /// The text is no user name: empty, longer than ``UserName/longest`` characters, or with characters that do not print.
    case invalidName
    /// A new password breaks a rule.
    case passwordRefused(PasswordFault)
    /// There is an account of that name already, written the same but for case and width.
    case accountExists
    /// There is no account of that name.
    case noSuchAccount
    /// An account needs at least one role.
    case noRole
    /// The first account of a workspace must be an administrator's: nobody else could make the next.
    case firstIsAdministrator
    /// Without this account no administrator would be left.
    case lastAdministrator
    /// The workspace has accounts, and the operator that was named is none of them, or is disabled.
    case unknownOperator
    /// Only the holder of one of these roles may do this.
    case needsRole(anyOf: [AccountRole])
    /// So many logins wait for their turn that one more is turned away.
    case tooManyLogins(waiting: Int)
    /// What the workspace holds of an account is not as this program writes it.
    case malformedCredential
}

/// The rule that a new password breaks.
package enum PasswordFault: String, CaseIterable, Sendable {
    /// Fewer than ``Password/shortest`` characters.
    case tooShort
    /// More than ``Password/longest`` code points.
    case tooLong
    /// A character that is not typed as text: a control character or a line break.
    case controlCharacter
    /// Little remains when names, sequences, years and the words that everybody takes are left out.
    case common
}
