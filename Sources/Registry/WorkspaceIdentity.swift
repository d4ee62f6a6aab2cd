import AddressDictionary
package import Disclosure

/// What a workspace keeps for ever: whose it is, and whether its people are real.
package struct WorkspaceIdentity: Hashable, Sendable {
    /// 全国地方公共団体コード, six digits.
    package let code: String
    /// Real residents or a drill.
    package let mode: WorkspaceMode

    /// The part of a workspace's description that never changes.
    package init(_ info: WorkspaceInfo) {
        code = info.code.text
        mode = info.mode
    }
}
