import ArgumentParser
import Registry
import VictimSupport

/// `engo list`: the households inside an area, in the order in which help is needed.
struct ListCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "区域内の世帯を援護度の高い順に一覧にする / list the households inside an area, most in need first.",
        discussion: """
            例 / examples:
              engo list W.engo --area flood.geojson --limit 50
              engo list W.engo --area flood.geojson --format csv --rows members --encoding cp932 --output members.csv
            境界線上の世帯は区域内です / a household on the boundary is inside.
            """)

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var options: ListOptions

    @Option(name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen", completion: .file())
    var output: String?

    func run(with reader: RegistryReader?) throws {
        try ListRunner(workspace: workspace, options: options, output: output, verb: "list", opened: reader)
            .run()
    }
}

/// `engo export`: the same answer as a file for maps and spreadsheets.
struct ExportCommand: ReadingCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract:
            "区域内の世帯をGeoJSON・GeoPackage・CSVに書き出す / export the households inside an area as GeoJSON, GeoPackage or CSV.",
        discussion: """
            例 / examples:
              engo export W.engo --area flood.geojson --output households.geojson
              engo export W.engo --area flood.geojson --output members.csv --rows members
            """)

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var options: ListOptions

    @Option(
        name: .shortAndLong, help: "出力ファイル（.geojson、.gpkg または .csv） / the file to write (.geojson, .gpkg or .csv)",
        completion: .file(extensions: ["geojson", "gpkg", "csv"]))
    var output: String

    func run(with reader: RegistryReader?) throws {
        try ListRunner(workspace: workspace, options: options, output: output, verb: "export", opened: reader)
            .run()
    }
}
