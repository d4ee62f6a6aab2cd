package import Accounts
import Disclosure
package import Registry

/// What somebody gives to log in.
package struct LoginAttempt: Sendable {
    /// The name as it was typed.
    package let name: String
    /// The password as it was typed.
    package let password: String
    /// The code of the authenticator app or a recovery code, as it was typed.
    package let secondFactor: String
    /// Where from.
    package let source: LoginSource
    /// Who tries it on the command line; nil over the network.
    package let operatorName: String?

    /// Takes what was typed.
    package init(
        name: String, password: String, secondFactor: String, source: LoginSource, operatorName: String? = nil
    ) {
        self.name = name
        self.password = password
        self.secondFactor = secondFactor
        self.source = source
        self.operatorName = operatorName
    }
}

/// How a login ended.
package struct LoginOutcome: Sendable {
    /// Who is in, or nil: whoever tried is told no more than that.
    package let account: Account?
    /// Which of the account's credentials was given; nil when nobody is in.
    package let credential: Int64?
    /// For the audit log, which tells the reason too.
    package let event: AccountEvent
}

/// Decides whether somebody may log in.
///
/// A login is counted as a failure before its password is looked at and taken back when it succeeds, so that neither many at
/// once nor a cut connection gains tries. Whatever is wrong with it, one password is hashed and the workspace written once.
/// A login that comes too soon is refused without hashing, known name or not, and does not make the wait longer.
package struct LoginCheck: Sendable {
    private let paths: WorkspacePaths
    private let cost: PasswordCost
    private let slots: HashingSlots

    /// Prepares logins to one workspace.
    ///
    /// - Parameter cost: of the hashing for names that are nobody's; that of the accounts.
    package init(_ paths: WorkspacePaths, cost: PasswordCost = .standard, slots: HashingSlots) {
        self.paths = paths
        self.cost = cost
        self.slots = slots
    }

    /// Checks name, password and second factor.
    ///
    /// - Throws: ``Registry/RegistryError/busy(path:)`` while another process writes, ``Accounts/AccountError/tooManyLogins(waiting:)``;
    ///   then nobody is in.
    package func check(_ attempt: LoginAttempt, at moment: Moment) throws -> LoginOutcome {
        let name = try? UserName(attempt.name)
        let admission = try change { try admit(name, attempt.source, at: moment.seconds, in: $0) }
        guard let admission else { return try outcome(.tooSoon, nil, attempt, moment) }
        let stored = admission.stored?.credential
        let hash = stored?.password ?? PasswordHash.ofNobody(cost: cost)
        let isRightPassword = try hash.fits(Password(typed: attempt.password), in: slots)
        let factor = stored?.verdict(on: SecondFactor(typed: attempt.secondFactor), at: moment.seconds) ?? .wrong
        guard let account = admission.account else { return try outcome(.unknownAccount, nil, attempt, moment) }
        guard account.isEnabled else { return try outcome(.disabled, account, attempt, moment) }
        guard isRightPassword else { return try outcome(.wrongPassword, account, attempt, moment) }
        switch factor {
        case .wrong: return try outcome(.wrongCode, account, attempt, moment)
        case .replayed: return try outcome(.replayedCode, account, attempt, moment)
        case .code, .recovery: break
        }
        let (result, now) = try change { transaction in
            let result = try settle(admission, account, factor, attempt.source, at: moment, in: transaction)
            return (result, try transaction.snapshot.account(named: account.name))
        }
        return try outcome(result, now, attempt, moment, credential: admission.stored?.serial)
    }

    /// What is known when a login begins.
    private struct Admission {
        let account: Account?
        let stored: StoredCredential?
        let isKnownSource: Bool
        let keys: [String]
    }

    /// Counts the login, unless it comes too soon: then nil.
    private func admit(
        _ name: UserName?, _ source: LoginSource, at seconds: Int64, in transaction: RegistryTransaction
    ) throws -> Admission? {
        let snapshot = transaction.snapshot
        let account = try name.flatMap { try snapshot.account(named: $0) }
        let isKnown = try account.map { account in
            try source == .commandLine
                || snapshot.isKnown(source, to: account, since: seconds - LoginBackoff.knownDays * 86_400)
        }
        let keys = LoginBackoff.keys(name: name, knownTo: isKnown == true ? account?.id : nil, source: source)
        let waits = try keys.map { try snapshot.loginCounter($0)?.wait(at: seconds) ?? 0 }
        guard waits.allSatisfy({ $0 == 0 }) else { return nil }
        try transaction.countLogin(under: keys, at: seconds)
        return Admission(
            account: account, stored: try account.map { try snapshot.credential(of: $0) },
            isKnownSource: isKnown == true, keys: keys)
    }

    /// Lets somebody in whose password and code are right, unless that has changed meanwhile.
    private func settle(
        _ admission: Admission, _ account: Account, _ factor: Credential.Verdict, _ source: LoginSource,
        at moment: Moment, in transaction: RegistryTransaction
    ) throws -> AccountEvent.LoginResult {
        let isSame = try transaction.snapshot.credential(of: account).serial == admission.stored?.serial
        guard isSame, try transaction.snapshot.account(named: account.name)?.isEnabled == true else {
            return .overtaken
        }
        let isUnused =
            switch factor {
            case .code(let step): try transaction.useStep(step, of: account)
            case .recovery(let hash): try transaction.useRecoveryCode(hash, of: account, time: moment.utc)
            case .replayed, .wrong: false
            }
        guard isUnused else { return .replayedCode }
        if admission.isKnownSource {
            for key in admission.keys { try transaction.forgetLogins(under: key) }
        } else {
            try transaction.takeLoginBack(under: admission.keys)
        }
        try transaction.remember(source, of: account, at: moment.seconds)
        if case .recovery = factor { return .acceptedByRecoveryCode }
        return .accepted
    }

    private func change<Result>(_ body: (RegistryTransaction) throws -> Result) throws -> Result {
        let writer = try RegistryWriter(paths)
        let result = try writer.loginState(body)
        try writer.close()
        return result
    }

    /// The one end of every login: its audit entry is on disk before anybody is in.
    private func outcome(
        _ result: AccountEvent.LoginResult, _ account: Account?, _ attempt: LoginAttempt, _ moment: Moment,
        credential: Int64? = nil
    ) throws -> LoginOutcome {
        let acting = Acting(
            verb: "login", operatorName: attempt.operatorName ?? "", account: moment.account,
            source: attempt.source == .commandLine ? moment.source ?? attempt.source.key : attempt.source.key,
            time: moment.utc)
        try AuditLog(paths).append(AuditEntry(login: result.rawValue, of: account?.name.text, by: acting))
        return LoginOutcome(
            account: result.isAccepted ? account : nil, credential: result.isAccepted ? credential : nil,
            event: AccountEvent(
                kind: .login(result), account: account?.name.text, operatorName: attempt.operatorName,
                source: attempt.source.key, time: moment.utc))
    }
}
