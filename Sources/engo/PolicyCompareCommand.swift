import ArgumentParser
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

extension PolicyCommand {
    /// `engo policy compare`.
    struct Compare: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "compare",
            abstract: "二つの配点表で、誰の区分と順位が変わるか / whose band and rank change between two policies.",
            discussion: """
                例 / examples:
                  engo policy compare W.engo current our-policy.yaml
                  engo policy compare W.engo 3f2a9c01b2d4 current --output changes.csv
                何も保存しません。世帯の一覧なので監査ログに残ります / nothing is stored; the list leaves an audit entry
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var disclosing: DisclosureOptions
        @OptionGroup var acting: OperatorOptions

        @Argument(help: "配点表: ファイル、current、ハッシュの先頭、shipped:名前 / a file, current, the beginning of a hash, shipped:NAME")
        var before: String

        @Argument(help: "比べる配点表 / the policy to compare with")
        var after: String

        @Option(help: "出力形式: table, csv, json / output format; follows the file name when left out")
        var format: ReportFormat?

        @Option(
            name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen", completion: .file())
        var output: String?

        @Option(help: "上位から何世帯まで（表は省略時20） / at most this many households; 20 in a table when left out")
        var limit: Int?

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
                "policy compare", acting, in: workspace.paths, format: output.format.rawValue)
            let reader = try RegistryReader(workspace.paths)
            let audit = AuditLog(workspace.paths)
            let comparison = try output.write { sink in
                try reader.rehearse { transaction in
                    let comparison = try PolicyComparison(
                        PolicyReference(before), PolicyReference(after), for: release.disclosure,
                        in: transaction)
                    let snapshot = transaction.snapshot
                    let export = PolicyComparisonExport(language: lang, limit: limit)
                    switch output.format {
                    case .csv:
                        Summaries.unmappable(
                            try export.writeCSV(
                                comparison, encoding: output.encoding, release: release, from: snapshot, audit: audit,
                                to: sink))
                    case .json:
                        try export.writeJSON(comparison, release: release, from: snapshot, audit: audit, to: sink)
                    case .table:
                        try PolicyComparisonTable(language: lang, limit: limit ?? 20).write(
                            comparison, release: release, from: snapshot, audit: audit, to: sink)
                    }
                    return comparison
                }
            }
            let crossing = comparison.households.reduce(0) { $0 + ($1.key.before == $1.key.after ? 0 : $1.value) }
            StandardError.line(
                "全 \(comparison.registered) 世帯のうち、区分が変わる \(crossing) 世帯、援護度か区分が変わる \(comparison.changed) 世帯"
                    + "（基準日 \(comparison.asOf.iso)）",
                "of \(comparison.registered) households \(crossing) change band, \(comparison.changed) score or band")
            output.tellWritten()
        }
    }
}
