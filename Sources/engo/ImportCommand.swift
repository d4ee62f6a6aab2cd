import ArgumentParser
import Interchange
import VictimSupport

/// `engo import`: brings files of the city into the workspace.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "住民・支援情報を取り込む / import residents or needs.",
        subcommands: [Residents.self, Needs.self])

    /// Options that both imports take.
    struct Options: ParsableArguments {
        @Option(help: "文字コード / encoding of the file: auto, utf-8, cp932")
        var encoding: InputEncoding = .auto

        @Flag(help: "検査だけして何も変えない / check everything, change nothing")
        var dryRun = false

        func importer(into workspace: WorkspaceArgument) throws -> RegisterImport {
            RegisterImport(
                workspace.paths, moment: try SystemMoment.now(), encoding: encoding.declared, isDryRun: dryRun,
                progress: ProgressReporter().handler)
        }
    }

    /// `engo import residents`.
    struct Residents: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "residents",
            abstract: "住民データを取り込み、位置と援護度も求める / import the register, locate and score it.",
            discussion: "例 / example: engo import residents W.engo residents.csv --dry-run")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "住民CSV / residents CSV", completion: .file(extensions: ["csv"])) var file: String
        @OptionGroup var options: Options

        func run() throws {
            let report = try options.importer(into: workspace).residents(file: file)
            Summaries.residents(report)
            if report.generation != nil {
                StandardError.line(
                    "次は: engo import needs \(workspace.path) needs.csv", "next: engo import needs, then engo list")
            }
        }
    }

    /// `engo import needs`.
    struct Needs: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "needs",
            abstract: "要介護・障害などを取り込み、援護度を求め直す / import care and welfare needs and score anew.",
            discussion: "例 / example: engo import needs W.engo needs.csv")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "支援情報CSV / needs CSV", completion: .file(extensions: ["csv"])) var file: String
        @OptionGroup var options: Options

        func run() throws {
            let report = try options.importer(into: workspace).needs(file: file)
            Summaries.needs(report)
            if report.generation != nil {
                StandardError.line(
                    "次は: engo list \(workspace.path) --area 区域.geojson", "next: engo list --area AREA.geojson")
            }
        }
    }
}

/// `--encoding` of files that are read.
enum InputEncoding: String, ExpressibleByArgument, CaseIterable {
    case auto
    case utf8 = "utf-8"
    case cp932

    /// The encoding to insist on, or nil to detect it.
    var declared: TextEncoding? {
        switch self {
        case .auto: nil
        case .utf8: .utf8
        case .cp932: .cp932
        }
    }
}
