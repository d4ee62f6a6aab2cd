import ArgumentParser
import Disclosure
import Registry
import VictimSupport

/// `engo disclosure`: who may receive what.
struct DisclosureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disclosure",
        abstract: "提供規則を見る・確かめる・使う / show, check and set who may receive what.",
        subcommands: [Show.self, Check.self, Use.self, Default.self])

    /// `engo disclosure show`.
    struct Show: NamingWorkspace {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "作業ファイルの提供規則を表にする / the rules of a workspace as a table, or as their file.",
            discussion: "例 / examples:\n  engo disclosure show W.engo\n  engo disclosure show --yaml > rules.yaml")

        @Argument(help: "作業ファイル。なければ付属の規則 / workspace; the shipped rules by default", completion: .file())
        var workspace: String?
        @Flag(help: "規則のファイルをそのまま出す / print the file itself") var yaml = false

        var namedWorkspace: WorkspacePaths? { workspace.map { WorkspacePaths(database: $0) } }

        func run() throws {
            let state = try workspace.map { path in
                try RegistryReader(WorkspacePaths(database: path)).read { try $0.disclosureState() }
            }
            let rules = try state?.rules ?? .shipped()
            let output = StandardOutput()
            if yaml {
                try rules.sourceBytes.withUnsafeBytes { try output.write($0) }
            } else {
                try output.write(DisclosureText.text(rules, usual: state?.usual, mode: state?.mode))
            }
            try output.flush()
        }
    }

    /// `engo disclosure check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "check", abstract: "提供規則のファイルを確かめる / checks a file of rules.",
            discussion: "例 / example: engo disclosure check rules.yaml")

        @Argument(help: "規則のYAML / rules", completion: .file(extensions: ["yaml"])) var rules: String

        func run() throws {
            let rules = try DisclosureKeeping.rules(rules)
            StandardError.line(
                "提供規則: \(rules.title.japanese) \(rules.version)（提供先 \(rules.profiles.count)、SHA-256 \(rules.shortHash)）",
                "the rules are valid: \(rules.profiles.count) audiences")
        }
    }

    /// `engo disclosure use`.
    struct Use: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "use", abstract: "作業ファイルの提供規則を替える / puts rules in force in a workspace.",
            discussion: "例 / example: engo disclosure use W.engo rules.yaml")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Argument(help: "規則のYAML、または default / rules, or default", completion: .file(extensions: ["yaml"]))
        var rules: String

        func run() throws {
            let rules = try DisclosureKeeping.rules(rules)
            try DisclosureKeeping(
                workspace.paths, moment: try SystemMoment.now(), operatorName: try acting.name(in: workspace.paths)
            ).use(rules)
            StandardError.line(
                "提供規則を替えました: \(rules.title.japanese) \(rules.version)（SHA-256 \(rules.shortHash)）",
                "the rules are in force")
        }
    }

    /// `engo disclosure default`.
    struct Default: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "default",
            abstract: "ふだんの提供先と根拠を決める / sets the audience and basis that are assumed.",
            discussion: """
                例 / examples:
                  engo disclosure default W.engo --audience headquarters --basis act-49-11-1
                  engo disclosure default W.engo --none
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Option(help: "提供先 / audience") var audience: Audience?
        @Option(help: "根拠 / legal basis") var basis: LegalBasis?
        @Flag(help: "決めない（毎回書く） / none: every command states them") var none = false

        func validate() throws {
            guard none ? audience == nil && basis == nil : audience != nil && basis != nil else {
                throw ValidationError(
                    "--audience と --basis の両方か、--none を指定します / give --audience and --basis, or --none.")
            }
        }

        func run() throws {
            let usual = audience.flatMap { audience in
                basis.map { DisclosureDefault(audience: audience, basis: $0) }
            }
            try DisclosureKeeping(
                workspace.paths, moment: try SystemMoment.now(), operatorName: try acting.name(in: workspace.paths)
            ).setUsual(usual)
            StandardError.line(
                usual.map { "ふだんの提供先: \($0.audience.rawValue)、根拠: \($0.basis.japanese)" } ?? "ふだんの提供先はありません",
                usual == nil ? "no usual audience" : "set")
        }
    }
}
