import ArgumentParser
import Disclosure
import Interchange
import Registry
import Residents
import SupportScoring
import VictimSupport

extension PolicyCommand {
    /// `engo policy sensitivity`.
    struct Sensitivity: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "sensitivity",
            abstract: "数値を少し変えると、何世帯の区分が変わるか / how many cross a band when a number of the policy changes a little.",
            discussion: """
                例 / examples:
                  engo policy sensitivity W.engo
                  engo policy sensitivity W.engo --percent 20 --list --output crossers.csv
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var disclosing: DisclosureOptions
        @OptionGroup var acting: OperatorOptions

        @Option(help: "何％変えるか / by how much each number is changed, in percent: 1 to 100")
        var percent = 10

        @Flag(help: "区分の変わる世帯も挙げる（監査ログに残る） / name the households too, with an audit entry")
        var list = false

        @Option(help: "出力形式: table, csv, json / output format; follows the file name when left out")
        var format: ReportFormat?

        @Option(
            name: .shortAndLong, help: "出力ファイル（省略時は画面） / write to this file instead of the screen", completion: .file())
        var output: String?

        @Option(help: "見出しの言語 / language of headings and labels: ja, en")
        var lang: OutputLanguage = .japanese

        @Option(help: "CSVの文字コード / encoding of CSV: utf-8-bom, utf-8, cp932")
        var encoding: TextEncoding?

        func validate() throws {
            guard (1...100).contains(percent) else {
                throw ValidationError("--percent は 1〜100 です / --percent takes 1 to 100.")
            }
        }

        func run() throws {
            let output = try ReportOutput(format: format, path: output, encoding: encoding, workspace: workspace)
            let release = try disclosing.release(
                "policy sensitivity", acting, in: workspace.paths, format: output.format.rawValue)
            let reader = try RegistryReader(workspace.paths)
            let audit = AuditLog(workspace.paths)
            let export = PolicySensitivityExport(language: lang)
            try output.write { sink in
                try reader.rehearse { transaction in
                    let sensitivity = try PolicySensitivity(
                        percent: percent, isListing: list, for: release.disclosure, in: transaction)
                    let snapshot = transaction.snapshot
                    if output.format == .csv {
                        guard list else { return try export.writeCSV(sensitivity, encoding: output.encoding, to: sink) }
                        return Summaries.unmappable(
                            try export.writeCrossersCSV(
                                sensitivity, encoding: output.encoding, release: release, from: snapshot, audit: audit,
                                to: sink))
                    }
                    var crossers: [PolicySensitivity.Crosser]?
                    if list {
                        var named: [PolicySensitivity.Crosser] = []
                        try sensitivity.release(release, from: snapshot, to: audit) { named.append($0) }
                        crossers = named
                    }
                    if output.format == .json {
                        try export.writeJSON(sensitivity, crossers: crossers, to: sink)
                    } else {
                        try table(sensitivity, crossers, to: sink)
                    }
                }
            }
            output.tellWritten()
        }

        private func table(
            _ sensitivity: PolicySensitivity, _ crossers: [PolicySensitivity.Crosser]?, to sink: any OutputSink
        ) throws {
            let run = sensitivity.scoreRun
            var lines = sensitivity.info.mode == .drill ? [said("【訓練】", "【訓練 DRILL】")] : []
            lines.append(
                "\(run.policyTitle) \(run.policyVersion)（SHA-256 \(run.policyHash.short)）、"
                    + said(
                        "基準日 \(run.asOf.iso)、全 \(sensitivity.households) 世帯、±\(sensitivity.percent)％",
                        "as of \(run.asOf.iso), \(sensitivity.households) households, ±\(sensitivity.percent) %"))
            lines.append(
                TableLine(
                    [
                        (said("配点", "Weight"), 26), (said("値", "Value"), 8), (said("変更後", "Changed"), 9),
                        (said("世帯↑", "Hh ↑"), 8), (said("世帯↓", "Hh ↓"), 8), (said("人↑", "Pers ↑"), 8),
                        (said("人↓", "Pers ↓"), 8),
                    ]
                ).text)
            // Crossers come in the order of the numbers, so one place in them is enough.
            var rest = (crossers ?? [])[...]
            for result in sensitivity.weights {
                for change in [result.lowered, result.raised] {
                    let counts = [change.householdsUp, change.householdsDown, change.personsUp, change.personsDown]
                    let cells = change.isPossible ? counts.map { (String($0), 8) } : counts.map { _ in ("–", 8) }
                    lines.append(
                        TableLine(
                            [(result.weight.name, 26), (result.weight.value.text, 8), (change.value.text, 9)] + cells
                        ).text)
                    while let crosser = rest.first, crosser.weight == result.weight, crosser.value == change.value {
                        rest.removeFirst()
                        let bands = "\(crosser.bands.before.label)→\(crosser.bands.after.label)"
                        lines.append("      \(crosser.householdNumber ?? "") \(bands)")
                    }
                }
            }
            let text = lines.map { TableLine.harmless($0) + "\n" }.joined()
            try Array(text.utf8).withUnsafeBytes { try sink.write($0) }
        }

        private func said(_ japanese: String, _ english: String) -> String {
            lang == .japanese ? japanese : english
        }
    }
}
