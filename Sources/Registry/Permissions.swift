package import Accounts
package import Disclosure

/// Who may see what in a workspace at one moment, as far as two of them are compared; nobody's data.
package struct Permissions: Sendable {
    /// What there is of it.
    package enum Kind: String, CaseIterable, Sendable {
        /// The disclosure rules in force.
        case rules
        /// The usual audience and basis.
        case usual
        /// The declarations of a disaster that hold.
        case activations
        /// The accounts.
        case accounts
    }

    /// The first digits of the hash of the rules in force.
    package let rules: String
    /// The usual audience and basis; nil for none.
    package let usual: DisclosureDefault?
    /// The declarations that hold, oldest first.
    package let activations: [Activation]
    /// Every account, in byte order of the names as they are compared.
    package let accounts: [Account]

    /// Reads them.
    ///
    /// - Parameter time: now, as an ISO 8601 UTC time.
    package init(_ snapshot: RegistrySnapshot, at time: String) throws {
        let state = try snapshot.disclosureState()
        rules = state.rules.shortHash
        usual = state.usual
        activations = state.activations.filter { $0.holds(at: time) }
        accounts = try snapshot.hasAccounts() ? snapshot.accounts() : []
    }

    /// What another workspace has otherwise, in the order of ``Kind``.
    package func differences(from other: Permissions) -> [Kind] {
        Kind.allCases.filter { kind in
            switch kind {
            case .rules: rules != other.rules
            case .usual: usual != other.usual
            case .activations: activations != other.activations
            case .accounts: accounts != other.accounts
            }
        }
    }
}
