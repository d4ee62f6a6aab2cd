import ArgumentParser
import Registry
import VictimSupport

/// `engo ground`: roads, rivers and railways under the households on maps.
struct GroundCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ground",
        abstract: "取り込んだ道路・川などの下地を見る・消す / list and remove layers of the ground.",
        subcommands: [List.self, Remove.self])

    /// `engo ground list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "下地の一覧 / every layer of the ground.",
            discussion: "例 / example: engo ground list W.engo")

        @OptionGroup var workspace: WorkspaceArgument
        @Flag(help: "JSONで出力 / write JSON") var json = false

        func run() throws {
            let (layers, mode) = try RegistryReader(workspace.paths).read {
                (try $0.groundLayers(), try $0.info().mode)
            }
            let mark = DrillMark(mode)
            let output = StandardOutput()
            try output.write(
                json ? GroundText.json(layers, mark) : mark.heading + TableLine.harmless(GroundText.lines(layers)))
            try output.flush()
        }
    }

    /// `engo ground remove`.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "下地を消す / remove a layer of the ground.",
            discussion: "例 / example: engo ground remove W.engo --name 道路 --dry-run")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Option(help: "層の名前 / name of the layer") var name: HazardText
        @Flag(help: "検査だけして何も変えない / check everything, change nothing") var dryRun = false

        func run() throws {
            let removed = try GroundImport(
                workspace.paths, moment: try acting.moment(in: workspace.paths), isDryRun: dryRun
            ).remove(name.text)
            StandardError.line(
                dryRun ? "消す下地: 図形 \(removed.pieces)（変更なし）" : "下地を消しました: 図形 \(removed.pieces)",
                dryRun
                    ? "the layer has \(removed.pieces) shapes; nothing was changed"
                    : "removed a layer of \(removed.pieces) shapes")
        }
    }
}
