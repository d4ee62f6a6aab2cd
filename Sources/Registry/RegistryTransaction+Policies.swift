import Foundation
import GRDB
import SupportScoring

extension RegistryTransaction {
    /// Makes a scoring policy the workspace's own; every text that ever was stays.
    package func storePolicy(yaml: [UInt8]) throws {
        let hash = PolicyHash(of: yaml).text
        try db.execute(
            sql: """
                INSERT INTO policy_text (sha256, yaml, first_used_at)
                SELECT ?, ?, created_at FROM generation WHERE id = ?
                ON CONFLICT (sha256) DO NOTHING
                """, arguments: [hash, Data(yaml), generation])
        try db.execute(sql: "INSERT OR REPLACE INTO policy_in_use (id, sha256) VALUES (1, ?)", arguments: [hash])
    }
}
