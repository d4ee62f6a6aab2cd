import HTTPTypes
import Registry

extension RegistryError {
    /// What failed in words for somebody at a screen, without the paths of the server's files.
    var problem: Problem {
        switch self {
        case .busy: .workspaceBusy
        case .noWorkspace, .unreadable, .notAWorkspace, .folderNotWritable, .newerFormat, .needsMigration, .damaged,
            .foreignSchema, .unusableLoginBook:
            .workspaceUnusable
        case .alreadyExists, .cannotWrite, .notDurable, .packedColumnMismatch, .generationNotKept, .notABackup,
            .otherWorkspace, .noSuchHousehold, .database:
            .internal
        }
    }
}

extension Problem {
    /// Another program writes to the workspace, and this request wants to write too.
    static let workspaceBusy = Problem(
        status: .serviceUnavailable, code: "workspace-busy",
        text: Bilingual(
            "ほかのプログラムが作業ファイルに書き込んでいます。少し待って、もう一度お試しください。",
            "Another program is writing to the workspace. Wait a moment and try again."),
        headers: [.retryAfter: "5"])
    /// The workspace is missing, of another version, or not what it should be.
    static let workspaceUnusable = Problem(
        status: .serviceUnavailable, code: "workspace-unusable",
        text: Bilingual(
            "作業ファイルを開けません。管理者に知らせてください（engo doctor で調べられます）。",
            "The workspace cannot be opened. Tell the administrator: engo doctor says why."))
}
