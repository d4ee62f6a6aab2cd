import Accounts
import AddressDictionary
import ArgumentParser
import Disclosure
import VictimSupport

/// `engo init`: makes a workspace.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "作業ファイルを作る / make a workspace.",
        discussion: "例 / example: engo init wakayama.engo --name 和歌山市 --code 302015")

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var acting: OperatorOptions

    @Option(help: "市区町村名 / the municipality's name")
    var name: String

    @Option(help: "全国地方公共団体コード（6桁） / local government code, six digits")
    var code: String

    @Flag(help: "訓練用（後から変えられない） / for a drill; cannot be changed later")
    var drill = false

    @Option(help: "ふだんの提供先（--basis とともに） / the audience that is assumed, with --basis") var audience: Audience?
    @Option(help: "ふだんの根拠 / the legal basis that is assumed") var basis: LegalBasis?

    func validate() throws {
        guard (audience == nil) == (basis == nil), audience == nil || !drill else {
            throw ValidationError(
                "--audience と --basis は一緒に、実データのときだけ使います / --audience and --basis go together, for real data.")
        }
        guard (try? LocalGovernmentCode(code)) != nil else {
            throw ValidationError("--code は検査数字を含む6桁です / --code takes six digits with a valid check digit.")
        }
        guard (1...200).contains(name.unicodeScalars.count) else {
            throw ValidationError("--name は1〜200文字です / --name takes 1 to 200 characters.")
        }
    }

    func run() throws {
        let mode: WorkspaceMode = drill ? .drill : .real
        try WorkspaceCreation.create(
            workspace.paths, name: name, code: LocalGovernmentCode(code), mode: mode,
            usual: audience.flatMap { audience in basis.map { DisclosureDefault(audience: audience, basis: $0) } },
            moment: SystemMoment.now().by(acting.userName().text))
        StandardError.line(
            "作業ファイルを作りました（\(drill ? "訓練" : "実データ")）: \(workspace.path)",
            "made a \(mode.rawValue) workspace")
        StandardError.line(
            "次は: engo dictionary build \(workspace.path) --abr フォルダ",
            "next: engo dictionary build \(workspace.path) --abr DIR")
    }
}
