import AddressDictionary
import ArgumentParser
import Registry
import VictimSupport

/// `engo dictionary`: the address dictionary.
struct DictionaryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dictionary",
        abstract: "住所辞書 / the address dictionary.",
        subcommands: [Build.self, Compile.self, Show.self, Unresolved.self, Correct.self, Corrections.self])

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
        @OptionGroup var acting: OperatorOptions
        @OptionGroup var sources: DictionarySourceOptions

        func run() throws {
            try sources.checkReport(beside: workspace.paths.all)
            let report = try DictionaryBuilding.build(
                workspace.paths, sources: sources.sources, moment: try acting.moment(in: workspace.paths),
                progress: ProgressReporter().handler)
            try sources.finish(report)
            if let moves = try Relocation.preview(workspace.paths) {
                Summaries.relocation(moves)
                StandardError.line(
                    "次は: engo locate \(workspace.path)（新しい辞書で位置を求め直す）", "next: engo locate, which makes these moves")
            } else {
                StandardError.line(
                    "次は: engo import residents \(workspace.path) residents.csv", "next: engo import residents")
            }
        }
    }

    /// `engo dictionary compile`.
    struct Compile: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "compile",
            abstract: "作業ファイルなしで住所辞書を作る / compile a dictionary on its own, without a workspace.",
            discussion: """
                例 / examples:
                  engo dictionary compile --abr abr/ --geolonia towns.csv.gz --output japan.dictionary
                  engo dictionary compile --abr abr/ --points houses.csv --crs EPSG:6674 --output city.dictionary
                """)

        @OptionGroup var sources: DictionarySourceOptions

        @Option(help: "出力ファイル / file to write")
        var output: String

        func run() throws {
            try sources.checkReport(beside: [output])
            let report = try DictionaryBuilding.compile(
                sources.sources, to: output, progress: ProgressReporter().handler)
            try sources.finish(report)
            StandardError.line("書き出しました: \(output)", "written")
        }
    }

    /// `engo dictionary show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "住所辞書の版・出典・件数を示し、全体を検査する / show edition, sources and counts, and check the whole file.",
            discussion: "例 / example: engo dictionary show W.engo-dictionary")

        @Argument(help: "住所辞書 / dictionary file")
        var dictionary: String

        func run() throws {
            let opened = try AddressDictionary(path: dictionary)
            try opened.verify()
            let screen = StandardOutput()
            try screen.write(DictionaryText.text(opened))
            try screen.flush()
        }
    }
}
