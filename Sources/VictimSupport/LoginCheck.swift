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
/// once nor a cut connection gains tries. Whatever is wrong with it, one password is hashed and the ``Registry/LoginBook`` written once.
/// A login that comes too soon is refused without hashing, known name or not, and does not make the wait longer. The workspace is
/// only read, so nobody waits for an import; a recovery code alone is used up there.
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
    /// - Throws: ``Accounts/AccountError/tooManyLogins(waiting:)``; ``Registry/RegistryError``, with a recovery code
    ///   ``Registry/RegistryError/busy(path:)`` while another process writes; then nobody is in.
    package func check(_ attempt: LoginAttempt, at moment: Moment) throws -> LoginOutcome {
        let name = try? UserName(attempt.name)
        let workspace = try RegistryReader(paths, acceptsOlderFormat: true)
        let holder = try workspace.read { try Holder(name, in: $0) }
        let book = try LoginBook(paths)
        let admission = try book.change { try admit(name, holder, attempt.source, at: moment.seconds, in: $0) }
        guard let admission else { return try outcome(.tooSoon, nil, attempt, moment) }
        let hash = holder?.credential.password ?? PasswordHash.ofNobody(cost: cost)
        let isRightPassword = try hash.fits(Password(typed: attempt.password), in: slots)
        let factor =
            holder?.credential.verdict(
                on: SecondFactor(typed: attempt.secondFactor), at: moment.seconds, usedStep: admission.usedStep)
            ?? .wrong
        guard let holder else { return try outcome(.unknownAccount, nil, attempt, moment) }
        let account = holder.account
        guard account.isEnabled else { return try outcome(.disabled, account, attempt, moment) }
        guard isRightPassword else { return try outcome(.wrongPassword, account, attempt, moment) }
        switch factor {
        case .wrong: return try outcome(.wrongCode, account, attempt, moment)
        case .replayed: return try outcome(.replayedCode, account, attempt, moment)
        case .recovery(let hash):
            let result = try useUp(hash, of: holder, at: moment)
            if result.isAccepted { try book.change { try settle(admission, holder, attempt, moment, in: $0) } }
            let now = try workspace.read { try Holder(name, in: $0) }
            return try outcome(result, now?.account ?? account, attempt, moment, credential: holder.serial)
        case .code(let step):
            let result = try book.change { book -> AccountEvent.LoginResult in
                guard try book.use(step, of: holder.mark) else { return .replayedCode }
                guard try workspace.read({ try holder.isInForce(in: $0) }) else { return .overtaken }
                try settle(admission, holder, attempt, moment, in: book)
                return .accepted
            }
            return try outcome(result, account, attempt, moment, credential: holder.serial)
        }
    }

    /// Whose name was given.
    private struct Holder {
        let account: Account
        let credential: Credential
        let serial: Int64
        let mark: String

        /// Nil when the name is nobody's.
        init?(_ name: UserName?, in snapshot: RegistrySnapshot) throws {
            guard let name, let account = try snapshot.account(named: name) else { return nil }
            let stored = try snapshot.credential(of: account)
            self.account = account
            credential = stored.credential
            serial = stored.serial
            mark = stored.credential.mark
        }

        /// Whether the account is enabled and its credential still the same.
        func isInForce(in snapshot: RegistrySnapshot) throws -> Bool {
            try snapshot.isInForce(account: account.id, credential: serial)
        }
    }

    /// What is known when a login begins.
    private struct Admission {
        let usedStep: Int64?
        let isKnownSource: Bool
        let keys: [String]
    }

    /// Counts the login, unless it comes too soon: then nil.
    private func admit(
        _ name: UserName?, _ holder: Holder?, _ source: LoginSource, at seconds: Int64, in book: LoginBookChange
    ) throws -> Admission? {
        let isKnown = try holder.map { holder in
            try source == .commandLine
                || book.isKnown(source, to: holder.mark, since: seconds - LoginBackoff.knownDays * 86_400)
        }
        let keys = LoginBackoff.keys(name: name, knownTo: isKnown == true ? holder?.mark : nil, source: source)
        let waits = try keys.map { try book.counter($0)?.wait(at: seconds) ?? 0 }
        guard waits.allSatisfy({ $0 == 0 }) else { return nil }
        try book.count(under: keys, at: seconds)
        return Admission(
            usedStep: try holder.flatMap { try book.usedStep(of: $0.mark) }, isKnownSource: isKnown == true, keys: keys)
    }

    /// Uses up a recovery code, unless account or credential have changed meanwhile.
    private func useUp(_ hash: [UInt8], of holder: Holder, at moment: Moment) throws -> AccountEvent.LoginResult {
        let writer = try RegistryWriter(paths)
        let result = try writer.change { transaction -> AccountEvent.LoginResult in
            guard try holder.isInForce(in: transaction.snapshot) else { return .overtaken }
            return try transaction.useRecoveryCode(hash, of: holder.account, time: moment.utc)
                ? .acceptedByRecoveryCode : .replayedCode
        }
        try writer.close()
        return result
    }

    /// Takes the failure back and remembers from where somebody came whose password and code were right.
    private func settle(
        _ admission: Admission, _ holder: Holder, _ attempt: LoginAttempt, _ moment: Moment, in book: LoginBookChange
    ) throws {
        if admission.isKnownSource {
            for key in admission.keys { try book.forget(key) }
        } else {
            try book.takeBack(under: admission.keys)
        }
        try book.remember(attempt.source, of: holder.mark, at: moment.seconds)
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
