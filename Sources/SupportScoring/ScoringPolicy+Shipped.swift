extension ScoringPolicy {
    /// The policy that comes with the program.
    ///
    /// - Throws: ``ScoringPolicyError``, when the program was built with a broken policy.
    package static func shipped() throws(ScoringPolicyError) -> ScoringPolicy {
        try parse(PackageResources.default_policy_yaml)
    }
}
