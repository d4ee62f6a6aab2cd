import Accounts
package import Disclosure
import Interchange
package import Registry
package import Residents

/// Sets who may receive what, and records that a disaster was declared: `engo disclosure` and `engo activation`.
///
/// None of it changes a list by itself, so no generation is made. In a workspace with accounts administrators set the rules,
/// and a disaster is declared by them or by the headquarters: the rules bind the roles, so no role may loosen its own.
package struct DisclosureKeeping {
    private let paths: WorkspacePaths
    private let moment: Moment
    private let operatorName: String

    /// Prepares changes of one workspace.
    package init(_ paths: WorkspacePaths, moment: Moment, operatorName: String) {
        self.paths = paths
        self.moment = moment
        self.operatorName = operatorName
    }

    /// The rules of a file, or those that come with the program for the name `default`.
    ///
    /// - Throws: ``Disclosure/DisclosureRulesError``, ``Interchange/InterchangeError`` when the file cannot be read.
    package static func rules(_ name: String) throws -> DisclosureRules {
        try name == "default" ? .shipped() : .parse(InputFile.read(path: name, limit: YAMLDocument.sizeLimit))
    }

    /// Puts rules in force.
    ///
    /// - Throws: ``Accounts/AccountError/needsRole(anyOf:)``, as every change here.
    package func use(_ rules: DisclosureRules) throws {
        try change("disclosure use", [.administrator], of: "rules \(rules.shortHash)") {
            try $0.setDisclosureRules(rules, operatorName: operatorName, time: moment.utc)
        }
    }

    /// Sets the audience and basis that reading verbs assume; nil for none.
    ///
    /// - Throws: ``Disclosure/DisclosureError`` when the rules do not allow the pair.
    package func setUsual(_ usual: DisclosureDefault?) throws {
        let what = usual.map { "\($0.audience.rawValue) \($0.basis.rawValue)" } ?? "none"
        try change("disclosure default", [.administrator], of: what) { transaction in
            if let usual { _ = try DisclosureGate.opened(by: usual, in: transaction.snapshot.disclosureState()) }
            try transaction.setUsualDisclosure(usual, operatorName: operatorName, time: moment.utc)
        }
    }

    /// Records that a disaster happens or is about to, from now on.
    ///
    /// - Parameters:
    ///   - hours: after which it ends by itself, 1…720.
    ///   - area: the saved area to which it is limited; nil for the whole municipality.
    /// - Throws: ``AreaError/noSuchArea(nearest:)``, ``Registry/RegistryError``.
    package func declare(_ event: String, by declaredBy: String, hours: Int, area: StoredText?) throws -> Activation {
        let until = moment.later(hours: hours)
        return try change("activation declare", [.administrator, .headquarters], of: "until \(until)") { transaction in
            if let area { _ = try AreaKeeping.area(area, in: transaction.snapshot) }
            let activation = Activation(
                id: 0, event: event, declaredBy: declaredBy, from: moment.utc, until: until, ended: nil,
                area: area?.text)
            let id = try transaction.add(activation, operatorName: operatorName, time: moment.utc)
            return Activation(
                id: id, event: event, declaredBy: declaredBy, from: moment.utc, until: until, ended: nil,
                area: area?.text)
        }
    }

    /// Ends a declaration now, before its time.
    ///
    /// - Returns: the declaration as it was.
    /// - Throws: ``VictimSupportError/noSuchActivation`` when none of that number holds.
    package func end(_ id: Int64) throws -> Activation {
        try change("activation end", [.administrator, .headquarters], of: "activation \(id)") { transaction in
            let holding = try transaction.snapshot.activations().filter { $0.holds(at: moment.utc) }
            guard let activation = holding.first(where: { $0.id == id }) else {
                throw VictimSupportError.noSuchActivation(holding: holding.map(\.id))
            }
            try transaction.endActivation(id, operatorName: operatorName, time: moment.utc)
            return activation
        }
    }

    private func change<Result>(
        _ verb: String, _ roles: [AccountRole], of what: String, _ body: (RegistryTransaction) throws -> Result
    ) throws -> Result {
        let writer = try RegistryWriter(paths)
        let result = try writer.maintenance(
            by: moment.acting(verb, operatorName: operatorName), of: what
        ) { transaction in
            _ = try OperatorNaming.holder(ofAny: roles, UserName(operatorName), in: transaction.snapshot)
            return try body(transaction)
        }
        try writer.close()
        return result
    }
}
