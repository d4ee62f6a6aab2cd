package import Accounts
import Foundation
import GRDB

extension RegistryTransaction {
    /// Uses up a recovery code.
    ///
    /// - Parameter time: now, as an ISO 8601 UTC time.
    /// - Returns: false when it is used up already.
    package func useRecoveryCode(_ hash: [UInt8], of account: Account, time: String) throws -> Bool {
        try db.execute(
            sql: "UPDATE recovery_code SET used_at = ? WHERE account_id = ? AND code_hash = ? AND used_at IS NULL",
            arguments: [time, account.id, Data(hash)])
        return db.changesCount == 1
    }
}
