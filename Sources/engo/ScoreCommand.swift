import ArgumentParser
import Residents
import VictimSupport

/// `engo score`: scores everybody.
struct ScoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: "援護度を求め直す / score everybody anew.",
        discussion: """
            例 / example: engo score W.engo --policy our-policy.yaml --as-of 2026-06-01
            付属の配点表 / policies that come with the program: shipped:default, shipped:sayama
            配点表の書き方は Docs/scoring.md / policies are described in Docs/scoring.md
            """)

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var acting: OperatorOptions

    @Option(
        help: "配点表のファイルか shipped:名前（以後この作業ファイルで使う） / policy file or shipped:NAME; the workspace keeps it",
        completion: .file(extensions: ["yaml"]))
    var policy: String?

    @Option(help: "年齢と有効期間の基準日 / day on which ages and validities are counted (YYYY-MM-DD)")
    var asOf: DateArgument?

    func run() throws {
        let moment = try acting.moment(in: workspace.paths)
        let (run, counts) = try Rescoring.run(
            workspace.paths, policyFile: policy, asOf: asOf?.date ?? moment.today, moment: moment,
            progress: ProgressReporter().handler)
        Summaries.score(run, counts)
    }
}

/// A date option.
struct DateArgument: ExpressibleByArgument {
    let date: CalendarDate

    init?(argument: String) {
        guard let date = CalendarDate(iso: argument) else { return nil }
        self.date = date
    }
}
