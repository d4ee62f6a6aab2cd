package import Disclosure
import Foundation
import GRDB

extension RegistryTransaction {
    /// Puts rules in force; those of before stay in the history.
    package func setDisclosureRules(_ rules: DisclosureRules, operatorName: String, time: String) throws {
        try db.execute(
            sql: "INSERT INTO disclosure_rules (sha256, yaml, operator_name, set_at) VALUES (?, ?, ?, ?)",
            arguments: [rules.hash, Data(rules.sourceBytes), operatorName, time])
    }

    /// Sets the audience and basis that reading verbs assume; nil for none.
    package func setUsualDisclosure(_ usual: DisclosureDefault?, operatorName: String, time: String) throws {
        try db.execute(
            sql: "INSERT INTO disclosure_default (audience, legal_basis, operator_name, set_at) VALUES (?, ?, ?, ?)",
            arguments: [usual?.audience.rawValue, usual?.basis.rawValue, operatorName, time])
    }

    /// Records that a disaster was declared.
    ///
    /// - Parameter activation: its number is given by the workspace.
    /// - Returns: the number.
    package func add(_ activation: Activation, operatorName: String, time: String) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO activation (event, declared_by, valid_from, valid_until, area, operator_name, recorded_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                activation.event, activation.declaredBy, activation.from, activation.until, activation.area,
                operatorName, time,
            ])
        return db.lastInsertedRowID
    }

    /// Ends a declaration before its time; nothing when it was ended already.
    package func endActivation(_ id: Int64, operatorName: String, time: String) throws {
        try db.execute(
            sql: "INSERT OR IGNORE INTO activation_end (activation_id, operator_name, ended_at) VALUES (?, ?, ?)",
            arguments: [id, operatorName, time])
    }
}
