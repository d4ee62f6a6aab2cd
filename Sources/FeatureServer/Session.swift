import Accounts
import Disclosure
import VictimSupport

/// Somebody who is in: who acts, for whom they look and on which rule. Fixed for the session's life.
struct Session: Hashable, Sendable {
    /// The operator as the audit log names them.
    let operatorName: String
    /// The account; nil for the single operator of a workspace without accounts.
    let account: Int64?
    /// What the holder of the account does; empty without one.
    var roles: Set<AccountRole> = []
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
        DisclosureRequest(
            audience: audience, basis: basis, reason: reason, operatorName: operatorName, time: moment.utc)
    }

    /// A moment with who acts, and from where.
    func moment(_ now: Moment) -> Moment {
        Moment(utc: now.utc, today: now.today, operatorName: operatorName, account: now.account, source: source)
    }

    /// What the audit log says of a release.
    func release(_ verb: String, format: String, at now: Moment) -> ListRelease {
        ListRelease(
            verb: verb, operatorName: operatorName, moment: moment(now), format: format,
            disclosure: disclosure(at: now))
    }

    /// Who acts by a verb, for the audit log.
    func acting(_ verb: String, at moment: Moment) -> Acting {
        self.moment(moment).acting(verb)
    }
}
