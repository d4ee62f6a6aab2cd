package import Disclosure
import Synchronization

/// How the single operator of a workspace without accounts comes in: by an address that is printed at the start and opens once.
///
/// Whoever may start the program may read the workspace's file anyway, so no more proof is asked for; and nobody else on the
/// machine learns the address.
package final class SingleEntrance: Sendable {
    /// The operator as the audit log names them.
    package let operatorName: String
    /// For whom they look; nil for the workspace's usual.
    package let audience: Audience?
    /// On which rule; nil for the workspace's usual.
    package let basis: LegalBasis?
    /// What the data is for.
    package let reason: String?
    private let token: SessionToken
    private let isOpen = Mutex(true)

    /// Makes the entrance.
    package init(
        operatorName: String, audience: Audience?, basis: LegalBasis?, reason: String?, random: @escaping RandomBytes
    ) {
        self.operatorName = operatorName
        self.audience = audience
        self.basis = basis
        self.reason = reason
        token = SessionToken(random)
    }

    /// What stands behind the service's address.
    package var path: String { "/enter?token=\(token.text)" }

    /// Takes what somebody shows; it is right once.
    func take(_ shown: String) -> Bool {
        guard SessionToken(shown: shown)?.digest == token.digest else { return false }
        return isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
    }

    /// Who comes in.
    var holder: Holder {
        Holder(operatorName: operatorName, account: nil, roles: [], source: "this machine, by the address of the start")
    }
}
