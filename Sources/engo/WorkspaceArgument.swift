import ArgumentParser
import Registry

/// The workspace file that nearly every verb takes first.
struct WorkspaceArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("作業ファイル (W.engo) / workspace file", valueName: "workspace"),
        completion: .file(extensions: ["engo"]))
    var path: String

    /// The workspace's files.
    var paths: WorkspacePaths { WorkspacePaths(database: path) }
}
