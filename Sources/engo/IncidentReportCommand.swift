import ArgumentParser
import Interchange
import Registry
import VictimSupport

extension IncidentCommand {
    /// `engo incident report`.
    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "report",
            abstract: "対応状況の報告：経過、未判明、所要時間（人数だけ） / how an incident goes, in numbers: stages, progress, times.",
            discussion: "例 / example: engo incident report W.engo 1 --output report.html")

        @OptionGroup var workspace: WorkspaceArgument
        @Argument(help: "事案の番号 / the incident") var incident: Int64
        @Option(help: "経過の間隔（分、1〜1440） / minutes of an interval of the progress") var every = 60
        @Option(help: "いつまで（日本の時刻。省略時は今か終了時） / until when; now or the close when left out") var until: TimeArgument?
        @Option(help: "出力形式: table, csv, html / output format; follows the file name when left out")
        var format: IncidentReportFormat?
        @Option(
            name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen", completion: .file())
        var output: String?
        @Option(help: "見出しの言語 / language of headings and labels: ja, en") var lang: OutputLanguage = .japanese
        @Option(help: "CSVの文字コード / encoding of CSV: utf-8-bom, utf-8, cp932") var encoding: TextEncoding?
        @OptionGroup var working: IncidentOptions

        func validate() throws {
            guard (1...1_440).contains(every) else {
                throw ValidationError("--every は 1〜1440 です / --every takes 1 to 1440.")
            }
        }

        func run() throws {
            let format = try format ?? .of(output)
            guard encoding == nil || format == .csv else {
                throw UsageError(sentence: Bilingual("--encoding はCSVだけで使えます。", "--encoding goes with CSV only."))
            }
            if let output { try OutputTarget(output).refuse(workspace.paths.all) }
            let desk = try working.desk("incident report", workspace, format: format.rawValue)
            let reader = try RegistryReader(workspace.paths)
            let file = try output.map { try OutputFile.open($0) }
            let report = try reader.read {
                try IncidentReport(of: incident, until: until?.time, every: every, in: $0, desk)
            }
            let screen = StandardOutput()
            let sink: any OutputSink = file ?? screen
            let export = IncidentReportExport(language: lang)
            switch format {
            case .html: try export.writeHTML(report, to: sink)
            case .csv:
                Summaries.unmappable(
                    try export.writeCSV(report, encoding: encoding ?? .utf8WithByteOrderMark, to: sink))
            case .table:
                try Array(IncidentText.lines(export.rows(report), report.info.mode).utf8).withUnsafeBytes {
                    try sink.write($0)
                }
            }
            try file?.commit()
            try screen.flush()
            Summaries.disclosure(report.clearance, generation: report.generation, asOf: nil)
            if let output { StandardError.line("書き出しました: \(output)", "written") }
        }
    }
}

/// The forms of the report on an incident.
enum IncidentReportFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv, html

    /// The form that a file's name tells.
    static func of(_ path: String?) throws(UsageError) -> IncidentReportFormat {
        guard let path else { return .table }
        switch path.split(separator: ".").last?.lowercased() {
        case "csv": return .csv
        case "html", "htm": return .html
        default:
            throw UsageError(
                sentence: Bilingual(
                    "出力形式が分かりません。--format を指定するか、.csv・.html のファイル名にしてください。",
                    "the file name does not tell the format: give --format, or end it in .csv or .html."))
        }
    }
}
