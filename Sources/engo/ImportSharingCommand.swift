import ArgumentParser
import VictimSupport

extension ImportCommand {
    /// `engo import consent`.
    struct Consent: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "consent",
            abstract: "平常時の名簿提供への同意を取り込む / imports answers about sharing in peacetime.",
            discussion: "例 / example: engo import consent W.engo consent.csv")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Argument(help: "同意CSV / consent CSV", completion: .file(extensions: ["csv"])) var file: String
        @Flag(help: "全件のファイル。載っていない人は未回答になる / the file holds everybody: others become unanswered")
        var full = false
        @Option(help: "文字コード / encoding of the file: auto, utf-8, cp932, utf-16, euc-jp") var encoding: InputEncoding =
            .auto
        @Flag(help: "検査だけして何も変えない / check everything, change nothing") var dryRun = false

        func run() throws {
            let report = try SharingImport(
                workspace.paths, moment: try acting.moment(in: workspace.paths), encoding: encoding.declared,
                isDryRun: dryRun
            ).consent(file: file, isFull: full)
            ImportSummary.sharing(report, ended: ("未回答に戻したもの", "back to unanswered"))
        }
    }

    /// `engo import protection`.
    struct Protection: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "protection",
            abstract: "ＤＶ等支援措置・抑止の対象者を取り込む / imports protected persons.",
            discussion: "例 / example: engo import protection W.engo protection.csv")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Argument(help: "保護CSV / protection CSV", completion: .file(extensions: ["csv"])) var file: String
        @Option(help: "文字コード / encoding of the file: auto, utf-8, cp932, utf-16, euc-jp") var encoding: InputEncoding =
            .auto
        @Flag(help: "検査だけして何も変えない / check everything, change nothing") var dryRun = false

        func run() throws {
            let report = try SharingImport(
                workspace.paths, moment: try acting.moment(in: workspace.paths), encoding: encoding.declared,
                isDryRun: dryRun
            ).protection(file: file)
            ImportSummary.sharing(report, ended: ("解除", "lifted"))
            StandardError.line(
                "保護対象者のいる世帯は、災害対策本部の一覧には印（※・要保護）を付けて載り、ほかの提供先には世帯ごと出ません。",
                "their households are marked on the headquarters' lists, and left out whole for every other audience")
        }
    }
}
