package import Accounts
import Disclosure
import HTTPTypes
import Registry
import VictimSupport

/// Lets people in, says for whom they may look, and keeps who is in.
package final class LoginDesk: Sendable {
    let workspace: ServedWorkspace
    let sessions: SessionStore
    let slots: HashingSlots
    /// Where the single operator of a workspace without accounts comes in; nil when people log in.
    let entrance: SingleEntrance?
    let cookie: SessionCookie
    private let logins: LoginCheck
    /// One address never has all places.
    private let threads: FairThreads<ClientAddress>

    /// Opens the desk; the hashings of logins run on threads of their own.
    ///
    /// - Parameter cost: of the accounts' hashings.
    package init(
        _ workspace: ServedWorkspace, sessions: SessionLimits = SessionLimits(), entrance: SingleEntrance? = nil,
        cost: PasswordCost = .standard
    ) {
        self.workspace = workspace
        self.sessions = SessionStore(sessions, random: workspace.random)
        self.entrance = entrance
        cookie = SessionCookie(isSecure: workspace.address.isSecure)
        slots = HashingSlots(longestQueue: workspace.limits.waitingLogins)
        logins = LoginCheck(workspace.paths, cost: cost, slots: slots)
        threads = FairThreads(
            FairThreads.Shares(
                threads: 2, places: workspace.limits.waitingLogins,
                placesPerAsker: workspace.limits.waitingLoginsPerAddress))
    }

    /// Checks what the single operator may look for, before anybody is let in.
    ///
    /// - Throws: ``Disclosure/DisclosureError``.
    package func checkEntrance() async throws {
        guard let entrance else { return }
        _ = try await choose(entrance.holder, entrance.audience, entrance.basis, reason: entrance.reason)
    }

    /// The address that opens once, behind the service's own; nil when people log in.
    package var entrancePath: String? { entrance?.path }

    /// What a token belongs to, unless the account was disabled or reset since; then all its sessions end.
    func use(_ token: SessionToken) async throws -> SessionStore.Entry? {
        guard let entry = sessions.use(token, at: workspace.now().seconds) else { return nil }
        let account = entry.holder.account
        let isInForce = try await workspace.checks.read { snapshot in
            guard let account else { return try !snapshot.hasAccounts() }
            return try snapshot.isInForce(account: account.id, credential: account.credential)
        }
        guard isInForce else {
            sessions.end(allOf: entry.holder)
            return nil
        }
        return entry
    }

    /// Checks what somebody gave to log in; its audit entry is on disk before anybody is in.
    ///
    /// - Throws: ``Problem/loginRefused`` for whatever is wrong, ``Problem/busy``.
    func logIn(_ fields: FormFields, from client: ClientAddress) async throws -> Holder {
        guard entrance == nil, let name = fields["name"], let password = fields["password"],
            let code = fields["code"]
        else { throw Problem.loginRefused }
        let attempt = LoginAttempt(name: name, password: password, secondFactor: code, source: client.source)
        let outcome = try await threads.run(for: client) { [logins, workspace] in
            try logins.check(attempt, at: workspace.now())
        }
        guard let account = outcome.account, let credential = outcome.credential else { throw Problem.loginRefused }
        return Holder(
            operatorName: account.name.text, account: Holder.HeldAccount(id: account.id, credential: credential),
            roles: account.roles, source: client.source.key)
    }

    /// Says for whom somebody looks, when the gate allows that now.
    ///
    /// - Throws: ``Disclosure/DisclosureError``.
    func choose(
        _ holder: Holder, _ audience: Audience?, _ basis: LegalBasis?, reason: String?
    ) async throws -> Session {
        guard reason.map(DisclosureRequest.isReason) ?? true else { throw Problem.malformedReason }
        let request = DisclosureRequest(
            audience: audience, basis: basis, reason: reason, operatorName: holder.operatorName,
            time: workspace.now().utc)
        do {
            let chosen = try await workspace.checks.read { try Choice.open(request, in: $0) }
            return Session(
                operatorName: holder.operatorName, account: holder.account?.id, roles: holder.roles,
                audience: chosen.audience, basis: chosen.basis, reason: chosen.reason, source: holder.source)
        } catch let error as DisclosureError {
            try await note(refusal: error, holder, audience, basis)
            throw error
        }
    }

    /// For whom and on which bases a holder may look now, in the order of the rules.
    func choices(_ holder: Holder) async throws -> [Choice] {
        let now = workspace.now().utc
        return try await workspace.checks.read { try Choice.all(of: holder, at: now, in: $0) }
    }

    /// Notes that a session was ended by its holder.
    func noteLogout(_ holder: Holder) async throws {
        let acting = holder.acting("logout", at: workspace.now())
        let account = holder.account == nil ? nil : holder.operatorName
        try await workspace.checks.run { [paths = workspace.paths] in
            try AuditLog(paths).append(AuditEntry(login: "loggedOut", of: account, by: acting))
        }
    }

    private func note(
        refusal error: DisclosureError, _ holder: Holder, _ audience: Audience?, _ basis: LegalBasis?
    ) async throws {
        let acting = holder.acting("login", at: workspace.now())
        try await workspace.checks.run { [paths = workspace.paths] in
            try AuditLog(paths).append(
                AuditEntry(refusal: error.code, by: acting, audience: audience, basis: basis))
        }
    }
}

extension Problem {
    /// A login was not accepted; nobody is told why.
    static let loginRefused = Problem(
        status: .unauthorized, code: "login-refused",
        text: Bilingual(
            "ログインできませんでした。名前・パスワード・確認コードを確かめ、少し待ってからもう一度お試しください。",
            "The login was not accepted. Check name, password and code, wait a moment, and try again."))
    /// The reason is too long, or more than a line.
    static let malformedReason = Problem(
        status: .badRequest, code: "malformed-reason",
        text: Bilingual("理由は200文字までの1行です。", "The reason is one line of up to 200 characters."))
}
