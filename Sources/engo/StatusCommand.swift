import AddressDictionary
import ArgumentParser
import Interchange
import VictimSupport

/// `engo status`: what a workspace holds.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "作業ファイルの状態（件数・位置不明・版・注意） / counts, unlocated, versions and warnings.",
        discussion: "例 / example: engo status W.engo --json")

    @OptionGroup var workspace: WorkspaceArgument

    @Flag(help: "JSONで出力 / as JSON") var json = false

    func run() throws {
        let status = try WorkspaceStatus(workspace.paths, moment: SystemMoment.now())
        let screen = StandardOutput()
        if json {
            try screen.write(StatusJSON.text(status) + "\n")
        } else {
            try screen.write(StatusText.text(status))
        }
        try screen.flush()
    }
}
