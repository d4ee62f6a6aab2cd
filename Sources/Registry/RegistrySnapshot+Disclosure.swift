import Accounts
package import Disclosure
import Foundation
import GRDB

extension RegistrySnapshot {
    /// Proof that somebody may ask this workspace for a kind of data, now: every query begins here.
    ///
    /// - Throws: ``Disclosure/DisclosureError``; ``Accounts/AccountError/unknownOperator`` when the workspace has accounts and the
    ///   one who asks is none of them, or is disabled; ``Disclosure/DisclosureRulesError`` when stored rules are older than
    ///   what the program accepts.
    package func clear(_ request: DisclosureRequest, for data: DataSet) throws -> Clearance {
        let state = try disclosureState()
        return try DisclosureGate.clear(
            request, for: data, by: mandate(of: request.operatorName, under: state.rules), in: state)
    }

    /// For whom somebody may act in this workspace, by the roles of their account.
    ///
    /// - Throws: ``Accounts/AccountError/unknownOperator``.
    package func mandate(of operatorName: String?, under rules: DisclosureRules) throws -> Mandate {
        guard try hasAccounts() else { return .unlimited }
        guard let name = operatorName.flatMap({ try? UserName($0) }), let account = try account(named: name),
            account.isEnabled
        else { throw AccountError.unknownOperator }
        let known = rules.profiles.map(\.audience.rawValue)
        return .audiences(AccountRole.audiences(of: account.roles, among: known).compactMap(Audience.init(rawValue:)))
    }

    /// What the workspace says about disclosure.
    package func disclosureState() throws -> DisclosureState {
        let mode = try info().mode
        // A backup of an older program has none of the tables.
        guard try db.tableExists("disclosure_rules") else {
            return DisclosureState(mode: mode, rules: try .shipped())
        }
        return DisclosureState(
            mode: mode, rules: try disclosureRules(), usual: try usualDisclosure(), activations: try activations())
    }

    /// The rules in force: the last that were set, or those that come with the program.
    package func disclosureRules() throws -> DisclosureRules {
        guard let stored = try Data.fetchOne(db, sql: "SELECT yaml FROM disclosure_rules ORDER BY id DESC LIMIT 1")
        else { return try .shipped() }
        return try .parse(Array(stored))
    }

    /// The audience and basis that an administrator set last; nil when none, or when they were taken back.
    package func usualDisclosure() throws -> DisclosureDefault? {
        let row = try Row.fetchOne(
            db, sql: "SELECT audience, legal_basis FROM disclosure_default ORDER BY id DESC LIMIT 1")
        guard let audience: String = row?[0], let basis: String = row?[1] else { return nil }
        guard let audience = Audience(rawValue: audience), let basis = LegalBasis(rawValue: basis) else { return nil }
        return DisclosureDefault(audience: audience, basis: basis)
    }

    /// The declarations of a disaster, oldest first.
    package func activations() throws -> [Activation] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT a.id, a.event, a.declared_by, a.valid_from, a.valid_until, e.ended_at, a.area
                FROM activation AS a LEFT JOIN activation_end AS e ON e.activation_id = a.id ORDER BY a.id
                """
        ).map {
            Activation(
                id: $0[0], event: $0[1], declaredBy: $0[2], from: $0[3], until: $0[4], ended: $0[5], area: $0[6])
        }
    }

    /// Who is visible to the audience in this generation.
    func visible(_ clearance: Clearance) throws -> VisiblePeople { try visiblePeople.visible(db, clearance) }
}
