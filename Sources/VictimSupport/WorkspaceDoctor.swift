import AddressDictionary
package import Registry

/// Looks over a workspace and the dictionary beside it: `engo doctor`.
package enum WorkspaceDoctor {
    /// Every check, in the order of ``Registry/WorkspaceCheck``.
    ///
    /// - Throws: ``Registry/RegistryError`` when there is no workspace that could be looked at.
    package static func findings(_ paths: WorkspacePaths, moment: Moment) throws -> [WorkspaceFinding] {
        let findings = try WorkspaceExamination(paths).findings(time: moment.utc)
        do {
            let edition = try Locator.verifiedEditionIfPresent(paths)
            return findings + [WorkspaceFinding(.dictionary, edition == nil ? .warning : .sound, fact: edition ?? "")]
        } catch is AddressDictionaryError {
            return findings + [WorkspaceFinding(.dictionary, .fault)]
        }
    }
}
