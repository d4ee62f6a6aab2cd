package import Accounts
package import Registry

/// Who acts on the command line: a name that somebody gives, not a proof. Whoever may write the workspace file can be
/// anybody; who reaches it over the network goes through ``LoginCheck``.
package enum OperatorNaming {
    /// The operator as the audit log names them.
    ///
    /// Without accounts that is any name. A workspace that is missing or cannot be opened has none: the verb that follows
    /// tells what is wrong with it, or restores it.
    /// - Throws: ``Accounts/AccountError/unknownOperator``.
    package static func name(_ named: UserName, in paths: WorkspacePaths) throws -> UserName {
        guard let reader = try? RegistryReader(paths, acceptsOlderFormat: true) else { return named }
        return try name(named, in: reader)
    }

    /// The same for a workspace that is open already.
    package static func name(_ named: UserName, in reader: RegistryReader) throws -> UserName {
        guard let accounts = try? reader.read({ (areThere: try $0.hasAccounts(), named: try $0.account(named: named)) })
        else { return named }
        return try check(named, accounts.named, hasAccounts: accounts.areThere)
    }

    /// Checks that an operator may change a setting: anybody while there are no accounts, then who has one of the roles.
    ///
    /// - Throws: ``Accounts/AccountError/unknownOperator``, ``Accounts/AccountError/needsRole(anyOf:)``.
    static func holder(
        ofAny roles: [AccountRole], _ named: UserName, in snapshot: RegistrySnapshot
    ) throws -> UserName {
        guard try snapshot.hasAccounts() else { return named }
        let account = try snapshot.account(named: named)
        let name = try check(named, account, hasAccounts: true)
        guard account?.roles.isDisjoint(with: roles) == false else { throw AccountError.needsRole(anyOf: roles) }
        return name
    }

    private static func check(
        _ named: UserName, _ account: Account?, hasAccounts: Bool
    ) throws(AccountError) -> UserName {
        guard hasAccounts else { return named }
        guard let account, account.isEnabled else { throw .unknownOperator }
        return account.name
    }
}
