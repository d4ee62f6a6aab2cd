import AddressDictionary
import ArgumentParser
import VictimSupport

/// `engo dictionary`: the address dictionary of a workspace.
struct DictionaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dictionary",
        abstract: "住所辞書 / the address dictionary.",
        subcommands: [Build.self, Unresolved.self, Correct.self, Corrections.self])

    /// `engo dictionary build`.
    struct Build: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "build",
            abstract: "住所辞書を作る / compile the workspace's address dictionary.",
            discussion: """
                例 / examples:
                  engo dictionary build W.engo --abr abr/
                  engo dictionary build W.engo --isj 30_2023.csv 302015_2023.csv --points houses.csv
                """)

        @OptionGroup var workspace: WorkspaceArgument

        @Option(help: "アドレス・ベース・レジストリのフォルダ / folder of Address Base Registry CSV (.csv or .csv.zip)")
        var abr: [String] = []

        @Option(parsing: .upToNextOption, help: "位置参照情報CSV（街区・大字町丁目レベル） / 位置参照情報 CSV files of either level")
        var isj: [String] = []

        @Option(parsing: .upToNextOption, help: "address,longitude,latitude のCSV / CSV of address,longitude,latitude")
        var points: [String] = []

        func validate() throws {
            guard !(abr.isEmpty && isj.isEmpty && points.isEmpty) else {
                throw ValidationError("--abr、--isj、--points のどれかが必要です / give --abr, --isj or --points.")
            }
        }

        func run() throws {
            let sources =
                abr.map(DictionaryBuilding.Source.abr(directory:)) + isj.map(DictionaryBuilding.Source.isj(file:))
                + points.map(DictionaryBuilding.Source.points(file:))
            let report = try DictionaryBuilding.build(
                workspace.paths, sources: sources, progress: ProgressReporter().handler)
            Summaries.dictionary(report)
            StandardError.line(
                "次は: engo import residents \(workspace.path) residents.csv（取込済みなら engo locate \(workspace.path)）",
                "next: engo import residents, or engo locate when residents are in")
        }
    }
}
