package import AddressDictionary
package import Disclosure
package import Registry
import SupportScoring

/// Makes a workspace: `engo init`.
package enum WorkspaceCreation {
    /// Creates the file with the shipped scoring policy and disclosure rules.
    ///
    /// - Parameter usual: the audience and basis that reading verbs assume; nil for none. A drill needs none.
    ///
    /// - Throws: ``Registry/RegistryError``.
    package static func create(
        _ paths: WorkspacePaths, name: String, code: LocalGovernmentCode, mode: WorkspaceMode,
        usual: DisclosureDefault? = nil, moment: Moment
    ) throws {
        let policy = try ScoringPolicy.shipped()
        try RegistryWriter.create(
            paths, info: WorkspaceInfo(name: name, code: code, mode: mode), policyYAML: policy.sourceBytes,
            usual: usual, by: moment.acting("init"))
    }
}
