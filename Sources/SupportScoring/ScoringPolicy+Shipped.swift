import Interchange

extension ScoringPolicy {
    /// The policies that come with the program, by the names that stand behind ``shippedPrefix``, the usual one first.
    package static let shippedYAML: [(name: String, yaml: [UInt8])] = [
        ("default", PackageResources.default_policy_yaml),
        ("sayama", PackageResources.sayama_policy_yaml),
    ]

    /// What tells the name of a shipped policy from a file's: `shipped:sayama`.
    package static let shippedPrefix = "shipped:"

    /// The policy of a new workspace.
    ///
    /// - Throws: ``ScoringPolicyError``, when the program was built with a broken policy.
    package static func shipped() throws(ScoringPolicyError) -> ScoringPolicy {
        try parse(PackageResources.default_policy_yaml)
    }

    /// The shipped policy of that name.
    ///
    /// - Throws: ``ScoringPolicyError/unknownShippedPolicy(nearest:known:)``.
    package static func shipped(named name: String) throws(ScoringPolicyError) -> ScoringPolicy {
        let names = shippedYAML.map(\.name)
        guard let yaml = shippedYAML.first(where: { $0.name == name })?.yaml else {
            throw .unknownShippedPolicy(nearest: NearestWord.find(name, among: names), known: names)
        }
        return try parse(yaml)
    }

    /// The policy that staff name: a file, or a shipped one behind ``shippedPrefix``.
    ///
    /// - Throws: ``ScoringPolicyError``, ``Interchange/InterchangeError`` when the file cannot be read.
    package static func named(_ name: String) throws -> ScoringPolicy {
        if name.hasPrefix(shippedPrefix) { return try shipped(named: String(name.dropFirst(shippedPrefix.count))) }
        return try parse(InputFile.read(path: name, limit: maximumBytes))
    }
}
