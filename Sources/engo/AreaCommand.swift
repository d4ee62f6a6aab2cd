import ArgumentParser
import Geospatial
import Interchange
import Places
import Registry
import VictimSupport

/// `engo area`: areas that a workspace keeps under a name.
struct AreaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "area",
        abstract: "区域を名前を付けて保存・確認・削除する / keep areas under a name.",
        subcommands: [Save.self, List.self, Show.self, Remove.self])

    /// `engo area save`.
    struct Save: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "save", abstract: "区域を名前を付けて保存する / keep an area under a name.",
            discussion: """
                例 / examples:
                  engo area save W.engo 浸水3m --area A31a.geojson --where "A31a_205 >= 3"
                  engo area save W.engo 決壊地点 --circle 135.17,34.23,500 --town 中之島
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "区域の名前 / name of the area") var name: HazardText
        @OptionGroup var areas: AreaOptions
        @OptionGroup var acting: OperatorOptions
        @Flag(help: "同じ名前の区域を置き換える / replace the area of that name") var replace = false
        @Flag(help: "検査だけして何も変えない / check everything, change nothing") var dryRun = false

        func run() throws {
            let area = try areas.request().load()
            let saved = try AreaKeeping(
                workspace.paths, moment: try acting.moment(in: workspace.paths), isDryRun: dryRun
            )
            .save(area, as: name.text, replaces: replace)
            AreaText.tell(saved.warnings)
            let (parts, vertices) = (saved.parts.count, saved.geometry.vertexCount)
            StandardError.line(
                dryRun ? "保存できます: 要素 \(parts)、頂点 \(vertices)（変更なし）" : "保存しました: 要素 \(parts)、頂点 \(vertices)",
                dryRun ? "nothing was changed" : "saved \(parts) parts with \(vertices) vertices")
        }
    }

    /// `engo area list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "保存した区域の一覧 / the saved areas.",
            discussion: "例 / example: engo area list W.engo")

        @OptionGroup var workspace: WorkspaceArgument
        @Flag(help: "JSONで出力 / write JSON") var json = false

        func run() throws {
            let (areas, mode) = try RegistryReader(workspace.paths).read { (try $0.savedAreas(), try $0.info().mode) }
            let mark = DrillMark(mode)
            let output = StandardOutput()
            try output.write(
                json ? AreaText.json(areas, mark) : mark.heading + TableLine.harmless(AreaText.lines(areas)))
            try output.flush()
        }
    }

    /// `engo area show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show", abstract: "保存した区域をGeoJSONで書き出す / a saved area as GeoJSON.",
            discussion: "例 / example: engo area show W.engo 浸水3m --output area.geojson")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "区域の名前 / name of the area") var name: HazardText
        @Option(
            name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen",
            completion: .file(extensions: ["geojson"]))
        var output: String?

        func run() throws {
            if let output { try OutputTarget(output).refuse(workspace.paths.all) }
            let area = try RegistryReader(workspace.paths).read { try AreaKeeping.area(name.text, in: $0) }
            if let output {
                let file = try OutputFile.open(output)
                try AreaExport.write(area, to: file)
                try file.commit()
                StandardError.line("書き出しました: \(output)", "written")
            } else {
                let screen = StandardOutput()
                try AreaExport.write(area, to: screen)
                try screen.flush()
            }
        }
    }

    /// `engo area remove`.
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove", abstract: "保存した区域を消す / remove a saved area.",
            discussion: "例 / example: engo area remove W.engo 浸水3m --dry-run")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "区域の名前 / name of the area") var name: HazardText
        @OptionGroup var acting: OperatorOptions
        @Flag(help: "検査だけして何も変えない / check everything, change nothing") var dryRun = false

        func run() throws {
            try AreaKeeping(workspace.paths, moment: try acting.moment(in: workspace.paths), isDryRun: dryRun).remove(
                name.text)
            StandardError.line(
                dryRun ? "消せます（変更なし）" : "区域を消しました",
                dryRun ? "it is there; nothing was changed" : "removed the area")
        }
    }
}
