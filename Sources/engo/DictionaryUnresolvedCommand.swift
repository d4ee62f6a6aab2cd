import ArgumentParser
import Disclosure
import Interchange
import Registry
import VictimSupport

extension DictionaryCommand {
    /// `engo dictionary unresolved`: the addresses without a certain match, by cause and town.
    struct Unresolved: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unresolved",
            abstract: "確実に一致しない住所を、原因と町字ごとに示す / the addresses without a certain match, by cause and town.",
            discussion: """
                例 / examples:
                  engo dictionary unresolved W.engo --limit 50
                  engo dictionary unresolved W.engo --output unresolved.csv
                CSVの「正しい住所」「経度」「緯度」に記入し、engo dictionary correct --file で戻せます /
                fill in the CSV and give it back to engo dictionary correct --file.
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var disclosing: DisclosureOptions
        @OptionGroup var acting: OperatorOptions

        @Option(help: "出力形式: table, csv, json / output format; follows the file name when left out")
        var format: ReportFormat?

        @Option(
            name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen", completion: .file())
        var output: String?

        @Option(help: "先頭から何世帯まで / at most this many households, from the top")
        var limit: Int?

        @Flag(help: "一致は確実で座標が粗い世帯も / also certain matches whose point is coarse")
        var coarse = false

        @Option(help: "見出しの言語 / language of headings and labels: ja, en")
        var lang: OutputLanguage = .japanese

        @Option(help: "CSVの文字コード / encoding of CSV: utf-8-bom, utf-8, cp932")
        var encoding: TextEncoding?

        func validate() throws {
            if let limit, limit < 1 {
                throw ValidationError("--limit は1以上です / --limit takes a number from 1.")
            }
        }

        func run() throws {
            let output = try ReportOutput(format: format, path: output, encoding: encoding, workspace: workspace)
            let release = try disclosing.release(
                "unresolved", acting, in: workspace.paths, format: output.format.rawValue,
                progress: ProgressReporter().handler)
            let reader = try RegistryReader(workspace.paths)
            let answer = try output.write { sink in
                try reader.read { snapshot in
                    let answer = try UnresolvedQuery(includesCoarse: coarse, limit: limit).answer(
                        in: snapshot, for: release.disclosure)
                    try write(answer, as: output, release: release, from: snapshot, to: sink)
                    return answer
                }
            }
            summary(answer)
            output.tellWritten()
        }

        private func write(
            _ answer: UnresolvedAnswer, as output: ReportOutput, release: ListRelease, from snapshot: RegistrySnapshot,
            to sink: any OutputSink
        ) throws {
            let export = UnresolvedExport(language: lang)
            switch output.format {
            case .table:
                try UnresolvedTable(language: lang).write(
                    answer, release: release, paths: workspace.paths, from: snapshot, to: sink)
            case .csv:
                Summaries.unmappable(
                    try export.writeCSV(
                        answer, encoding: output.encoding, release: release, paths: workspace.paths, from: snapshot,
                        to: sink))
            case .json:
                try export.writeJSON(answer, release: release, paths: workspace.paths, from: snapshot, to: sink)
            }
        }

        private func summary(_ answer: UnresolvedAnswer) {
            StandardError.line(
                "確実に一致しない住所: \(answer.total) 世帯（全 \(answer.registered) 世帯）、一覧 \(answer.listed) 世帯",
                "without a certain match: \(answer.total) of \(answer.registered) households; listed \(answer.listed)")
            let leftOut = answer.total - answer.listed
            if leftOut > 0 {
                StandardError.line("ほかに \(leftOut) 世帯あります（--limit）", "\(leftOut) households left out by --limit")
            }
            for warning in answer.warnings(workspace.paths) {
                StandardError.line("注意: \(warning.japanese)", "warning: \(warning.rawValue)")
            }
            Summaries.disclosure(answer.clearance, generation: answer.generation, asOf: nil)
        }
    }
}
