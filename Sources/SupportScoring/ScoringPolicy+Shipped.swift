import Interchange

extension ScoringPolicy {
    /// The policy of a new workspace.
    ///
    /// - Throws: ``ScoringPolicyError``, when the program was built with a broken policy.
    package static func shipped() throws(ScoringPolicyError) -> ScoringPolicy {
        try parse(PackageResources.default_policy_yaml)
    }

    /// The policy that staff name: a file, or a shipped one behind ``ShippedPolicy/prefix``.
    ///
    /// - Throws: ``ScoringPolicyError``, ``Interchange/InterchangeError`` when the file cannot be read.
    package static func named(_ name: String) throws -> ScoringPolicy {
        if let shipped = try ShippedPolicy.named(name) { return try parse(shipped.yaml) }
        return try parse(InputFile.read(path: name, limit: maximumBytes))
    }
}
