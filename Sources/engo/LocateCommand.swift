import ArgumentParser
import Interchange
import Registry
import VictimSupport

/// `engo locate`: asks the dictionary for every address again and tells what moved.
struct LocateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate",
        abstract: "全世帯の位置を求め直し、動いた世帯を知らせる / locate every household anew and tell what moved.",
        discussion: """
            例 / examples:
              engo locate W.engo --dry-run（辞書を作り直した後に / after a new dictionary）
              engo locate W.engo --moved moved.csv
            """)

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var disclosing: DisclosureOptions
    @OptionGroup var acting: OperatorOptions

    @Flag(help: "何も変えずに、動く世帯を知らせる / tell what would move, change nothing")
    var dryRun = false

    @Option(
        help: "動いた世帯の一覧をCSVに書き出す / write the households that move to this CSV file",
        completion: .file(extensions: ["csv"]))
    var moved: String?

    @Option(help: "CSVの見出しの言語 / language of the CSV's headings: ja, en")
    var lang: OutputLanguage = .japanese

    @OptionGroup var plain: PlainOption

    func run() throws {
        let moment = try acting.moment(in: workspace.paths)
        var list: Relocation.MovedList?
        var file: AtomicFileWriter?
        if let moved {
            try OutputTarget(moved).refuse(workspace.paths.all)
            try plain.require(for: workspace, output: moved)
            let opened = try OutputFile.open(moved)
            file = opened
            list = Relocation.MovedList(
                release: try disclosing.release("locate", acting, in: workspace.paths, format: "csv"),
                export: MovedHouseholdsExport(language: lang), sink: opened)
        }
        let report = try Relocation.run(
            workspace.paths, moment: moment, isDryRun: dryRun, moved: list, progress: ProgressReporter().handler)
        try file?.commit()
        Summaries.relocation(report)
        if let moved { StandardError.line("書き出しました: \(moved)", "written") }
    }
}
