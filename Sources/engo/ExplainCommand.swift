import ArgumentParser
import Registry
import Residents
import VictimSupport

/// `engo explain`: every point of one household's score, its address match and its position.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "援護度と位置の根拠を示す / show every point of a household's score, its address match and position.",
        discussion: "例 / example: engo explain W.engo --household 0000000123")

    @OptionGroup var workspace: WorkspaceArgument
    @OptionGroup var disclosing: DisclosureOptions
    @OptionGroup var acting: OperatorOptions

    @Option(help: "世帯番号 / household number")
    var household: String

    @Option(help: "出力形式 / output format: text, json")
    var format: ExplanationFormat = .text

    @Option(help: "表示の言語 / language: ja, en")
    var lang: OutputLanguage = .japanese

    @OptionGroup var plain: PlainOption

    func validate() throws {
        guard (try? HouseholdNumber(household)) != nil else {
            throw ValidationError("--household は世帯番号です / --household takes a household number.")
        }
    }

    func run() throws {
        try plain.require(for: workspace, output: nil)
        let release = try disclosing.release("explain", acting, in: workspace.paths, format: format.rawValue)
        let number = try HouseholdNumber(household)
        let reader = try RegistryReader(workspace.paths)
        let text = try reader.read { snapshot in
            let explanation = try HouseholdExplanation(
                of: number, in: snapshot, release: release, audit: AuditLog(workspace.paths))
            return switch format {
            case .text: ExplanationText(language: lang).text(explanation)
            case .json: ExplanationJSON(language: lang).text(explanation)
            }
        }
        let screen = StandardOutput()
        try screen.write(text)
        try screen.flush()
    }
}

/// The forms of an explanation.
enum ExplanationFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
