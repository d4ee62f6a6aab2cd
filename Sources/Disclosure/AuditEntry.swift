/// One line of the audit log.
package struct AuditEntry: Codable, Equatable, Sendable {
    /// What kind of thing was done.
    package enum Event: String, CaseIterable, Codable, Sendable {
        /// Person data was handed out.
        case release
        /// The workspace was changed.
        case change
        /// The gate or the accounts refused.
        case refusal
        /// Somebody tried to log in.
        case login
    }

    /// ISO 8601 UTC time.
    package let time: String
    /// What was done; nil in entries of older programs, which are releases.
    package let event: Event?
    /// The verb.
    package let verb: String
    /// Who acts: the operator that was named, else the operating-system account.
    package let operatorName: String
    /// The operating-system account; nil in entries of older programs.
    package let account: String?
    /// Where from; nil in entries of older programs.
    package let source: String?
    /// How it ended: why it was refused, or whether the login was accepted.
    package let outcome: String?
    /// Who receives; of a refusal, who was asked for.
    package let audience: Audience?
    /// On which rule; of a refusal, which was asked for.
    package let basis: LegalBasis?
    /// Real or drill.
    package let mode: WorkspaceMode?
    /// The generation read or made.
    package let generation: Int64?
    /// Households released.
    package let households: Int?
    /// Persons released.
    package let persons: Int?
    /// What was asked or changed: an area file, a household's number, which list, an imported file, an account; no name of a
    /// resident, address or birth date.
    package let query: String
    /// The form of the output.
    package let format: String?
    /// What the data is for, as the operator said.
    package let reason: String?
    /// The number of the declaration that allowed the disaster basis.
    package let activation: Int64?
    /// The first digits of the hash of the disclosure rules; nil in entries of older programs.
    package let rules: String?
    /// Households inside the area that were left out because somebody in them is protected; nil where nobody counted.
    package let withheld: Int?
    /// Whose records were released; nil where nobody is named, and in entries of older programs.
    package internal(set) var records: RecordedPeople?

    /// All members but the records, which stand behind them: see ``line()``.
    private enum CodingKeys: CodingKey {
        case time, event, verb, operatorName, account, source, outcome, audience, basis, mode, generation, households
        case persons, query, format, reason, activation, rules, withheld
    }

    /// What was done; entries of older programs are releases.
    package var kind: Event { event ?? .release }

    /// A release.
    init(clearance: Clearance, event: DisclosureEvent) {
        self.init(
            .release, by: event.acting, query: event.query, audience: clearance.audience, basis: clearance.basis,
            mode: clearance.mode, generation: event.generation, households: event.households, persons: event.persons,
            format: event.format, reason: clearance.reason, activation: clearance.activation?.id,
            rules: clearance.rules, withheld: event.withheld, records: event.records)
    }

    /// A change that is about to be kept.
    ///
    /// - Parameters:
    ///   - what: what is changed, such as a file's name; never a personal value.
    ///   - generation: the one that is made; nil for none.
    package init(change what: String, by acting: Acting, mode: WorkspaceMode, generation: Int64?) {
        self.init(.change, by: acting, query: what, mode: mode, generation: generation)
    }

    /// A verb that was refused.
    ///
    /// - Parameter code: why.
    package init(refusal code: String, by acting: Acting, audience: Audience?, basis: LegalBasis?) {
        self.init(.refusal, by: acting, query: "", outcome: code, audience: audience, basis: basis)
    }

    /// A login.
    ///
    /// - Parameters:
    ///   - outcome: how it ended.
    ///   - account: the name of the account as it is stored; nil when there is none.
    package init(login outcome: String, of account: String?, by acting: Acting) {
        self.init(.login, by: acting, query: account.map { "account \($0)" } ?? "no account", outcome: outcome)
    }

    init(
        _ event: Event?, by acting: Acting, query: String, outcome: String? = nil, audience: Audience? = nil,
        basis: LegalBasis? = nil, mode: WorkspaceMode? = nil, generation: Int64? = nil, households: Int? = nil,
        persons: Int? = nil, format: String? = nil, reason: String? = nil, activation: Int64? = nil,
        rules: String? = nil, withheld: Int? = nil, records: RecordedPeople? = nil
    ) {
        (time, verb, operatorName) = (acting.time, acting.verb, acting.operatorName)
        (account, source) = (acting.account, acting.source)
        (self.event, self.query, self.outcome) = (event, query, outcome)
        (self.audience, self.basis, self.mode, self.generation) = (audience, basis, mode, generation)
        (self.households, self.persons, self.format, self.reason) = (households, persons, format, reason)
        (self.activation, self.rules, self.withheld, self.records) = (activation, rules, withheld, records)
    }
}
