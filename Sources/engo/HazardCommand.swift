import ArgumentParser
import Registry
import VictimSupport

/// `engo hazard`: the hazard layers of a workspace.
struct HazardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hazard",
        abstract: "取り込んだハザードの層を見る・消す / list and remove hazard layers.",
        subcommands: [List.self, Remove.self])

    /// `engo hazard list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "層の一覧と区分ごとの数 / every layer, with its zones by code.",
            discussion: "例 / example: engo hazard list W.engo")

        @OptionGroup var workspace: WorkspaceArgument
        @Flag(help: "JSONで出力 / write JSON") var json = false

        func run() throws {
            let (generation, layers, mode) = try RegistryReader(workspace.paths).read { snapshot in
                (try snapshot.generation(), try snapshot.hazardLayers(), try snapshot.info().mode)
            }
            let mark = DrillMark(mode)
            let output = StandardOutput()
            try output.write(
                json
                    ? PlacesText.json(layers, generation: generation, mark)
                    : mark.heading + TableLine.harmless(PlacesText.lines(layers)))
            try output.flush()
        }
    }

    /// `engo hazard remove`.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "層を消す / remove a layer.",
            discussion: "例 / example: engo hazard remove W.engo --name 紀の川 --dry-run")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Option(help: "層の名前 / name of the layer") var name: HazardText
        @Flag(help: "検査だけして何も変えない / check everything, change nothing") var dryRun = false

        func run() throws {
            let (removed, generation) = try HazardImport(
                workspace.paths, moment: try acting.moment(in: workspace.paths), isDryRun: dryRun
            ).remove(name.text)
            let zones = removed.zones
            StandardError.line(
                generation == nil ? "消す層の区域: \(zones)（変更なし）" : "層を消しました: 区域 \(zones)",
                generation == nil
                    ? "the layer has \(zones) zones; nothing was changed" : "removed a layer of \(zones) zones")
        }
    }
}
