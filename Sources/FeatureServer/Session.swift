import Accounts
import Disclosure
import VictimSupport

/// Somebody who is in: who acts, for whom they look and on which rule. Fixed for the session's life.
struct Session: Sendable {
    /// The operator as the audit log names them.
    let operatorName: String
    /// The account; nil for the single operator of a workspace without accounts.
    let account: Int64?
    /// For whom data is looked at.
    let audience: Audience
    /// On which rule.
    let basis: LegalBasis
    /// What the data is for, when the profile wants to know.
    let reason: String?
    /// Where from, as the audit log names it.
    let source: String

    /// What is asked of the gate at a moment.
    func disclosure(at moment: Moment) -> DisclosureRequest {
        DisclosureRequest(audience: audience, basis: basis, reason: reason, time: moment.utc)
    }
}
