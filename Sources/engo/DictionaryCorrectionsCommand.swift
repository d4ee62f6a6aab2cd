import ArgumentParser
import Disclosure
import Geospatial
import Interchange
import Registry
import VictimSupport

extension DictionaryCommand {
    /// `engo dictionary corrections`: what was taught, by whom and when.
    struct Corrections: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "corrections",
            abstract: "教えた住所の訂正を一覧にする / list what was taught about addresses.",
            discussion: "例 / example: engo dictionary corrections W.engo --history")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var disclosing: DisclosureOptions
        @OptionGroup var acting: OperatorOptions

        @Flag(help: "置き換えられた訂正と取消も / also what was replaced or taken back")
        var history = false

        @Option(help: "出力形式: table, csv, json / output format; follows the file name when left out")
        var format: ReportFormat?

        @Option(
            name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen", completion: .file())
        var output: String?

        @Option(help: "見出しの言語 / language of headings and labels: ja, en")
        var lang: OutputLanguage = .japanese

        @Option(help: "CSVの文字コード / encoding of CSV: utf-8-bom, utf-8, cp932")
        var encoding: TextEncoding?

        func run() throws {
            let output = try ReportOutput(format: format, path: output, encoding: encoding, workspace: workspace)
            let release = try disclosing.release(
                "corrections", acting, in: workspace.paths, format: output.format.rawValue)
            let reader = try RegistryReader(workspace.paths)
            let list = try output.write { sink in
                let list = try reader.read { snapshot in
                    try CorrectionList(
                        includesHistory: history, in: snapshot, release: release, audit: AuditLog(workspace.paths))
                }
                switch output.format {
                case .csv: Summaries.unmappable(try list.writeCSV(lang, encoding: output.encoding, to: sink))
                case .json: try list.writeJSON(to: sink)
                case .table: try table(list, to: sink)
                }
                return list
            }
            StandardError.line(
                "訂正: 有効 \(list.active.count) 件、一覧 \(list.rows.count) 件",
                "corrections: \(list.active.count) count, \(list.rows.count) listed")
            output.tellWritten()
        }

        /// Two lines a correction, for 80 columns.
        private func table(_ list: CorrectionList, to sink: any OutputSink) throws {
            var lines: [String] = []
            if list.info.mode == .drill { lines.append(lang == .japanese ? "【訓練】" : "【訓練 DRILL】") }
            for row in list.rows {
                let state = list.state(of: row)
                var taught: [String] = []
                if let address = row.correctedAddress { taught.append(address) }
                if let point = row.point { taught.append("\(point.longitude), \(point.latitude)") }
                lines.append(
                    TableLine([
                        (String(row.createdAt.prefix(10)), 10), (row.operatorName, 12),
                        (lang == .japanese ? state.japanese : state.rawValue, 10), (row.address, 0),
                    ]).text)
                if !taught.isEmpty { lines.append("    → " + taught.joined(separator: "、")) }
                if let note = row.note { lines.append("    " + (lang == .japanese ? "備考 " : "note ") + note) }
            }
            let text = lines.map { TableLine.harmless($0) + "\n" }.joined()
            try Array(text.utf8).withUnsafeBytes { try sink.write($0) }
        }
    }
}
