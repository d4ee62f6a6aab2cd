package import Accounts
package import Registry

/// Makes and changes accounts: `engo user add`, `disable`, `enable`, `reset`.
///
/// Accounts change no list, so no generation is made. Every change goes through ``commit(_:_:)`` and comes back as the
/// ``AccountEvent`` of the audit log.
package struct AccountKeeping {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let operatorName: UserName
    private let cost: PasswordCost
    private let slots: HashingSlots

    /// Prepares changes of one workspace.
    ///
    /// - Parameter operatorName: who does it; an administrator, once there are accounts.
    package init(
        _ paths: WorkspacePaths, moment: Moment, operatorName: UserName, cost: PasswordCost = .standard,
        slots: HashingSlots
    ) {
        self.paths = paths
        self.moment = moment
        self.operatorName = operatorName
        self.cost = cost
        self.slots = slots
    }

    /// What was done, and what the holder must be told now because nobody can read it again.
    package struct Issued: Sendable {
        /// For the audit log.
        package let event: AccountEvent
        /// The link for the authenticator app.
        package let link: String
        /// The recovery codes.
        package let recoveryCodes: [RecoveryCode]
    }

    /// Makes an account.
    ///
    /// - Parameter password: asked for once everything else is known to be right.
    /// - Throws: ``Accounts/AccountError``, ``Registry/RegistryError``.
    package func add(
        _ name: UserName, roles: Set<AccountRole>, password: () throws -> String,
        using generator: inout some RandomNumberGenerator
    ) throws -> Issued {
        guard !roles.isEmpty else { throw AccountError.noRole }
        func check(_ snapshot: RegistrySnapshot) throws {
            _ = try OperatorNaming.holder(ofAny: [.administrator], operatorName, in: snapshot)
            guard try snapshot.account(named: name) == nil else { throw AccountError.accountExists }
            guard try snapshot.hasAccounts() || roles.contains(.administrator) else {
                throw AccountError.firstIsAdministrator
            }
        }
        let (issued, link) = try issue(for: name, password: password, using: &generator, check)
        let event = try commit(.add, name) { transaction, operatorName in
            try check(transaction.snapshot)
            try transaction.addAccount(
                name, roles: roles, credential: issued.credential, operatorName: operatorName, time: moment.utc)
            return name
        }
        return Issued(event: event, link: link, recoveryCodes: issued.recoveryCodes)
    }

    /// Gives an account a new password, second factor and recovery codes; its failures are forgotten.
    ///
    /// - Parameter password: asked for once everything else is known to be right.
    /// - Throws: ``Accounts/AccountError``, ``Registry/RegistryError``.
    package func reset(
        _ name: UserName, password: () throws -> String, using generator: inout some RandomNumberGenerator
    ) throws -> Issued {
        let (issued, link) = try issue(for: name, password: password, using: &generator) { snapshot in
            _ = try OperatorNaming.holder(ofAny: [.administrator], operatorName, in: snapshot)
            _ = try Self.account(name, in: snapshot)
        }
        let event = try commit(.reset, name) { transaction, operatorName in
            let account = try Self.account(name, in: transaction.snapshot)
            try transaction.replaceCredential(
                of: account, by: issued.credential, operatorName: operatorName, time: moment.utc)
            // Those from sources that the account knew were counted for the credential that is gone.
            try LoginBook(paths).change { try $0.forget(LoginBackoff.key(of: name)) }
            return account.name
        }
        return Issued(event: event, link: link, recoveryCodes: issued.recoveryCodes)
    }

    /// Keeps the holder of an account from logging in and acting, or lets them again.
    ///
    /// - Throws: ``Accounts/AccountError/noSuchAccount``, ``Accounts/AccountError/lastAdministrator``,
    ///   ``Registry/RegistryError``.
    package func setEnabled(_ isEnabled: Bool, _ name: UserName) throws -> AccountEvent {
        try commit(isEnabled ? .enable : .disable, name) { transaction, operatorName in
            let account = try Self.account(name, in: transaction.snapshot)
            let others = try transaction.snapshot.accounts().filter { $0.isEnabled && $0.id != account.id }
            guard
                isEnabled || !account.roles.contains(.administrator)
                    || others.contains(where: { $0.roles.contains(.administrator) })
            else { throw AccountError.lastAdministrator }
            try transaction.setEnabled(isEnabled, account, operatorName: operatorName, time: moment.utc)
            return account.name
        }
    }

    private static func account(_ name: UserName, in snapshot: RegistrySnapshot) throws -> Account {
        guard let account = try snapshot.account(named: name) else { throw AccountError.noSuchAccount }
        return account
    }

    /// Asks for the password when the checks have passed, and hashes it while nobody is kept from writing.
    private func issue(
        for name: UserName, password: () throws -> String, using generator: inout some RandomNumberGenerator,
        _ check: (RegistrySnapshot) throws -> Void
    ) throws -> (IssuedCredential, link: String) {
        let municipality = try RegistryReader(paths, acceptsOlderFormat: true).read { snapshot in
            try check(snapshot)
            return try snapshot.info().name
        }
        let chosen = try Password(new: try password(), for: name, words: [municipality])
        let issued = try IssuedCredential(chosen, cost: cost, in: slots, using: &generator)
        return (issued, issued.credential.secret.link(issuer: "engo \(municipality)", name: name))
    }

    /// The one way in which accounts change.
    private func commit(
        _ action: AccountAction, _ name: UserName,
        _ change: (RegistryTransaction, _ operatorName: UserName) throws -> UserName
    ) throws -> AccountEvent {
        let writer = try RegistryWriter(paths)
        // Nobody but an operator who may do it comes as far as the entry.
        let acting = moment.acting("user \(action.rawValue)", operatorName: operatorName.text)
        let event = try writer.maintenance(by: acting, of: "account \(name.text)") { transaction in
            let named = try OperatorNaming.holder(ofAny: [.administrator], operatorName, in: transaction.snapshot)
            let account = try change(transaction, named)
            return AccountEvent(
                kind: .change(action), account: account.text, operatorName: named.text,
                source: LoginSource.commandLine.key, time: moment.utc)
        }
        try writer.close()
        return event
    }
}
