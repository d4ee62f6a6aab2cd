import ArgumentParser
import Incidents
import Interchange
import Registry
import VictimSupport

extension IncidentCommand {
    /// `engo incident status`.
    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status",
            abstract: "対応状況の一覧と集計。CSVは記入して戻せる / where the work stands; the CSV is a form that comes back.",
            discussion: """
                例 / examples:
                  engo incident status W.engo 1 --open
                  engo incident status W.engo 1 --team A班 --output team-a.csv
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "事案の番号 / the incident") var incident: Int64
        @Option(help: "この班だけ。くり返せる / only this team; may be repeated") var team: [TeamArgument] = []
        @Option(help: "この状況だけ。くり返せる / only this stage; may be repeated") var stage: [WorkStageArgument] = []
        @Flag(help: "まだ終わっていない世帯だけ / only households with which something is left to do") var open = false
        @Option(help: "出力形式: table, csv, json / output format; follows the file name when left out") var format:
            ReportFormat?
        @Option(
            name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen", completion: .file())
        var output: String?
        @Option(help: "見出しの言語 / language of headings and labels: ja, en") var lang: OutputLanguage = .japanese
        @Option(help: "CSVの文字コード / encoding of CSV: utf-8-bom, utf-8, cp932") var encoding: TextEncoding?
        @OptionGroup var working: IncidentOptions
        @OptionGroup var plain: PlainOption

        func run() throws {
            let output = try ReportOutput(format: format, path: output, encoding: encoding, workspace: workspace)
            try plain.require(for: workspace, output: self.output)
            let desk = try working.desk("incident status", workspace, format: output.format.rawValue)
            let filter = IncidentStatus.Filter(
                teams: Set(team.map(\.name)), stages: Set(stage.map(\.stage)), isOpenOnly: open)
            let reader = try RegistryReader(workspace.paths)
            let status = try output.write { sink in
                let status = try reader.read { try IncidentStatus(of: incident, filter, in: $0, desk) }
                switch output.format {
                case .table: try Array(IncidentText.lines(status, lang).utf8).withUnsafeBytes { try sink.write($0) }
                case .csv:
                    Summaries.unmappable(
                        try IncidentStatusExport(language: lang).writeCSV(status, encoding: output.encoding, to: sink))
                case .json: try IncidentStatusExport(language: lang).writeJSON(status, to: sink)
                }
                return status
            }
            IncidentText.tell(status)
            output.tellWritten()
        }
    }

    /// `engo incident history`.
    struct History: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "history",
            abstract: "報告の履歴 / everything that was reported, in order.",
            discussion: "例 / example: engo incident history W.engo 1 --number 17")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "事案の番号 / the incident") var incident: Int64
        @Option(help: "対応番号 / the household's number in the incident") var number: Int?
        @Option(help: "世帯番号 / the household number") var household: HouseholdArgument?
        @Flag(help: "JSONで出力 / write JSON") var json = false
        @OptionGroup var working: IncidentOptions
        @OptionGroup var plain: PlainOption

        func run() throws {
            try plain.require(for: workspace, output: nil)
            let reference = HouseholdReference(number: number, household: household?.number)
            let desk = try working.desk("incident history", workspace, format: json ? "json" : "table")
            let history = try RegistryReader(workspace.paths).read {
                try IncidentHistory(of: incident, reference, in: $0, desk)
            }
            try StandardOutput.write(whole: json ? IncidentText.json(history) : IncidentText.lines(history))
        }
    }
}

/// A stage on the command line.
struct WorkStageArgument: ExpressibleByArgument {
    let stage: WorkStage

    init?(argument: String) {
        guard let stage = WorkStage(written: argument) else { return nil }
        self.stage = stage
    }
}
