package import AddressDictionary
package import Disclosure

/// What a workspace says of itself; the mode never changes after creation.
package struct WorkspaceInfo: Hashable, Sendable {
    /// The municipality's name, as given.
    package let name: String
    /// 全国地方公共団体コード, six digits.
    package let code: LocalGovernmentCode
    /// Real residents or a drill.
    package let mode: WorkspaceMode

    /// Describes a workspace.
    package init(name: String, code: LocalGovernmentCode, mode: WorkspaceMode) {
        self.name = name
        self.code = code
        self.mode = mode
    }
}
