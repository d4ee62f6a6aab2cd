import Interchange

/// A policy that comes with the program, under a name that the command line takes.
package struct ShippedPolicy: Sendable {
    /// What tells the name of a shipped policy from a file's: `shipped:sayama`.
    package static let prefix = "shipped:"

    /// The name, such as `default`.
    package let name: String
    /// The policy's text.
    package let yaml: [UInt8]
    /// The text of the cases that it must give, see ``PolicyCases``.
    package let cases: [UInt8]

    /// Every shipped policy; the first is the one that a new workspace gets.
    package static let all = [
        ShippedPolicy(
            name: "default", yaml: PackageResources.default_policy_yaml,
            cases: PackageResources.default_policy_cases_yaml),
        ShippedPolicy(
            name: "sayama", yaml: PackageResources.sayama_policy_yaml, cases: PackageResources.sayama_policy_cases_yaml),
    ]

    /// The policy that is named as `shipped:NAME`; nil for a text that does not begin so.
    ///
    /// - Throws: ``ScoringPolicyError/unknownShippedPolicy(nearest:known:)``.
    package static func named(_ text: String) throws(ScoringPolicyError) -> ShippedPolicy? {
        guard text.hasPrefix(prefix) else { return nil }
        let name = String(text.dropFirst(prefix.count))
        guard let shipped = all.first(where: { $0.name == name }) else {
            let names = all.map(\.name)
            throw .unknownShippedPolicy(nearest: NearestWord.find(name, among: names), known: names)
        }
        return shipped
    }
}
