/// Who may receive what: the profiles of a municipality, as read from YAML.
package struct DisclosureRules: Sendable {
    /// The title of the rules.
    package let title: AudienceName
    /// The version as written.
    package let version: String
    /// The profiles in the order of the file.
    package let profiles: [DisclosureProfile]
    /// The file, byte for byte.
    package let sourceBytes: [UInt8]
    /// SHA-256 of the file, 64 hexadecimal digits.
    package let hash: String

    /// The profile of an audience; nil when the rules have none.
    package func profile(_ audience: Audience) -> DisclosureProfile? { profiles.first { $0.audience == audience } }

    /// The first twelve digits of the hash, for people.
    package var shortHash: String { String(hash.prefix(12)) }

    /// The rules that come with the program.
    ///
    /// - Throws: ``DisclosureRulesError`` when the program was built wrongly.
    package static func shipped() throws(DisclosureRulesError) -> DisclosureRules {
        try parse(PackageResources.disclosure_rules_yaml)
    }
}
