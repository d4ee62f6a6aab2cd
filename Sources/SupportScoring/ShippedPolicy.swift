/// A policy that comes with the program, under a name that the command line takes.
package struct ShippedPolicy: Sendable {
    /// What tells the name of a shipped policy from a file's: `shipped:sayama`.
    package static let prefix = "shipped:"

    /// The name, such as `default`.
    package let name: String
    /// The policy's text.
    package let yaml: [UInt8]

    /// Every shipped policy; the first is the one that a new workspace gets.
    package static let all = [
        ShippedPolicy(name: "default", yaml: PackageResources.default_policy_yaml),
        ShippedPolicy(name: "sayama", yaml: PackageResources.sayama_policy_yaml),
    ]

    /// The policy of this name, or nil.
    package static func named(_ name: String) -> ShippedPolicy? { all.first { $0.name == name } }
}
