package import AddressDictionary
package import Disclosure
package import Registry
import SupportScoring

/// Makes a workspace: `engo init`.
package enum WorkspaceCreation {
    /// Creates the file with the shipped scoring policy and the default audience and basis of its mode.
    ///
    /// - Throws: ``Registry/RegistryError``.
    package static func create(
        _ paths: WorkspacePaths, name: String, code: LocalGovernmentCode, mode: WorkspaceMode, moment: Moment
    ) throws {
        let policy = try ScoringPolicy.shipped()
        let info = WorkspaceInfo(
            name: name, code: code, mode: mode, audience: .headquarters, basis: mode.defaultBasis)
        try RegistryWriter.create(paths, info: info, policyYAML: policy.sourceBytes, time: moment.utc)
    }
}
