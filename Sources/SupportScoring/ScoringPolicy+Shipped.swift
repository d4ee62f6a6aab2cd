import Interchange

extension ScoringPolicy {
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
        guard let policy = ShippedPolicy.named(name) else {
            let names = ShippedPolicy.all.map(\.name)
            throw .unknownShippedPolicy(nearest: NearestWord.find(name, among: names), known: names)
        }
        return try parse(policy.yaml)
    }

    /// The policy that staff name: a file, or a shipped one behind ``ShippedPolicy/prefix``.
    ///
    /// - Throws: ``ScoringPolicyError``, ``Interchange/InterchangeError`` when the file cannot be read.
    package static func named(_ name: String) throws -> ScoringPolicy {
        if name.hasPrefix(ShippedPolicy.prefix) {
            return try shipped(named: String(name.dropFirst(ShippedPolicy.prefix.count)))
        }
        return try parse(InputFile.read(path: name, limit: maximumBytes))
    }
}
