import Foundation
import GRDB
package import Residents
package import SupportScoring

/// One scoring of the past: which policy, when, by whom, with what outcome.
package struct PolicyRun: Hashable, Sendable {
    /// The generation that the scoring made; of a workspace that a restore replaced, one that is gone.
    package let generation: Int64
    /// When, as an ISO 8601 UTC time.
    package let scoredAt: String
    /// The operating-system account, or nil when it is not known.
    package let operatorName: String?
    /// Ages and validities were counted on this day.
    package let asOf: CalendarDate
    /// The policy's text.
    package let hash: PolicyHash
    /// The policy's title.
    package let title: String
    /// The policy's version.
    package let version: String
    /// Households by band; nil where an older program scored.
    package let byBand: [SupportBand: Int]?
}

/// A policy that the workspace has used, without its text.
package struct UsedPolicy: Hashable, Sendable {
    /// What tells it from every other.
    package let hash: PolicyHash
    /// When it was first stored, as an ISO 8601 UTC time.
    package let firstUsedAt: String
}

extension RegistrySnapshot {
    /// The workspace's scoring policy, as YAML text.
    package func policyYAML() throws -> [UInt8] {
        guard
            let data = try Data.fetchOne(
                db, sql: "SELECT t.yaml FROM policy_in_use AS p JOIN policy_text AS t ON t.sha256 = p.sha256")
        else { throw RegistryError.database(code: 0) }
        return Array(data)
    }

    /// How the current scores were made, or nil when nobody is scored.
    package func scoreRun() throws -> ScoreRun? {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT generation_id, as_of, policy_title, policy_version, policy_sha256 FROM score_run")
        else { return nil }
        return try ScoreRun(
            generation: row[0], asOf: date(row[1]), policyTitle: row[2], policyVersion: row[3], policyHash: hash(row[4])
        )
    }

    /// The text of a policy that the workspace has used; nil when no hash, or more than one, begins like this.
    ///
    /// - Parameter prefix: the beginning of a hash, see ``SupportScoring/PolicyHash/isPrefix(_:)``.
    package func policyYAML(hashPrefix prefix: String) throws -> [UInt8]? {
        guard PolicyHash.isPrefix(prefix) else { return nil }
        let found = try Data.fetchAll(
            db, sql: "SELECT yaml FROM policy_text WHERE sha256 >= ?1 AND sha256 < ?1 || 'g' ORDER BY sha256 LIMIT 2",
            arguments: [prefix])
        return found.count == 1 ? Array(found[0]) : nil
    }

    /// Every scoring, the latest first.
    package func policyRuns() throws -> [PolicyRun] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT generation_id, scored_at, operator_name, as_of, policy_sha256, policy_title, policy_version, band_a,
                    band_b, band_c
                FROM policy_run ORDER BY generation_id DESC, id DESC
                """
        ).map { row in
            var byBand: [SupportBand: Int]?
            if let a: Int = row[7], let b: Int = row[8], let c: Int = row[9] { byBand = [.a: a, .b: b, .c: c] }
            return try PolicyRun(
                generation: row[0], scoredAt: row[1], operatorName: row[2], asOf: date(row[3]), hash: hash(row[4]),
                title: row[5], version: row[6], byBand: byBand)
        }
    }

    /// Every policy that the workspace has used, in the order of first use.
    package func usedPolicies() throws -> [UsedPolicy] {
        try Row.fetchAll(db, sql: "SELECT sha256, first_used_at FROM policy_text ORDER BY first_used_at, id").map {
            row in
            UsedPolicy(hash: try hash(row[0]), firstUsedAt: row[1])
        }
    }

    private func hash(_ text: String) throws -> PolicyHash {
        guard let hash = PolicyHash(text) else { throw RegistryError.database(code: 0) }
        return hash
    }
}
