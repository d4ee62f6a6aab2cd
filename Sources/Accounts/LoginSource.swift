/// Where a login comes from.
package enum LoginSource: Hashable, Sendable {
    /// The command line on the workspace's own machine; every account knows it.
    case commandLine
    /// An address on the network. Whoever serves the network gives an IPv6 address by its first 64 bits, because one machine
    /// has all the others.
    case network(String)

    /// What is stored.
    package var key: String {
        switch self {
        case .commandLine: "command line"
        case .network(let address): "network \(address)"
        }
    }
}
