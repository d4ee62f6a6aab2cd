/// Somebody who may log in, as the workspace knows them; no secret.
package struct Account: Hashable, Sendable {
    /// The row in the workspace; never given to another account.
    package let id: Int64
    /// Who it is.
    package let name: UserName
    /// What they do; never empty.
    package let roles: Set<AccountRole>
    /// Whether they may log in and act.
    package let isEnabled: Bool
    /// When the account was made, as an ISO 8601 UTC time.
    package let createdAt: String
    /// When password and second factor were last set, as an ISO 8601 UTC time.
    package let credentialSetAt: String
    /// The recovery codes that were not used yet.
    package let recoveryCodesLeft: Int

    /// Describes an account.
    package init(
        id: Int64, name: UserName, roles: Set<AccountRole>, isEnabled: Bool, createdAt: String,
        credentialSetAt: String, recoveryCodesLeft: Int
    ) {
        self.id = id
        self.name = name
        self.roles = roles
        self.isEnabled = isEnabled
        self.createdAt = createdAt
        self.credentialSetAt = credentialSetAt
        self.recoveryCodesLeft = recoveryCodesLeft
    }
}
