import Interchange
package import Registry
package import SupportScoring

/// A policy as the command line names it: `current`, the beginning of a stored hash, the name of a shipped policy, or a file.
package struct PolicyReference: Sendable {
    /// The word for the workspace's own policy.
    package static let current = "current"

    private let text: String

    /// Takes the text as it was given; a file of such a name is meant by a path, as `./current`.
    package init(_ text: String) { self.text = text }

    /// The policy that is meant.
    ///
    /// - Throws: ``VictimSupportError/unreadablePolicy(file:_:)``, ``Interchange/InterchangeError`` when it is a file that cannot
    ///   be read, ``Registry/RegistryError``.
    package func policy(in snapshot: RegistrySnapshot) throws -> ScoringPolicy {
        if text == Self.current { return try Self.parse(snapshot.policyYAML(), from: text) }
        if let stored = try snapshot.policyYAML(hashPrefix: text) { return try Self.parse(stored, from: text) }
        if let shipped = try ShippedPolicy.named(text) { return try Self.parse(shipped.yaml, from: text) }
        return try Self.read(file: text)
    }

    /// The policy of a file.
    ///
    /// - Throws: ``VictimSupportError/unreadablePolicy(file:_:)``, ``Interchange/InterchangeError``.
    package static func read(file: String) throws -> ScoringPolicy {
        try parse(InputFile.read(path: file, limit: ScoringPolicy.maximumBytes), from: file)
    }

    private static func parse(_ yaml: [UInt8], from name: String) throws(VictimSupportError) -> ScoringPolicy {
        do throws(ScoringPolicyError) {
            return try ScoringPolicy.parse(yaml)
        } catch {
            throw .unreadablePolicy(file: name, error)
        }
    }
}
