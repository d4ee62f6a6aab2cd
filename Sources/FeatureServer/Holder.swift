import Accounts
import Disclosure
import VictimSupport

/// Who logged in, before it is said for whom they look.
struct Holder: Hashable, Sendable {
    /// The operator as the audit log names them.
    let operatorName: String
    /// The account and the credential that was given; nil for the single operator of a workspace without accounts.
    let account: HeldAccount?
    /// What they do; empty for the single operator.
    let roles: Set<AccountRole>
    /// Where from, as the audit log names it.
    let source: String

    /// Who acts by a verb, for the audit log.
    func acting(_ verb: String, at now: Moment) -> Acting {
        Acting(verb: verb, operatorName: operatorName, account: now.account, source: source, time: now.utc)
    }

    /// An account and which of its credentials was given.
    struct HeldAccount: Hashable, Sendable {
        let id: Int64
        let credential: Int64
    }
}
