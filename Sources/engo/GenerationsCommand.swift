import ArgumentParser
import Interchange
import Registry
import Residents
import VictimSupport

/// `engo generations`: the states that a workspace has had.
struct GenerationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generations",
        abstract: "これまでの世代を見る・比べる・戻す・消す / list, compare, restore and purge earlier states.",
        subcommands: [List.self, Diff.self, Restore.self, Purge.self])

    /// `engo generations list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "世代の一覧。件数だけ / every state, the latest first; counts only.",
            discussion: "例 / example: engo generations list W.engo")

        @OptionGroup var workspace: WorkspaceArgument
        @Flag(help: "JSONで出力 / write JSON") var json = false

        func run() throws {
            let (generations, kept, mode) = try RegistryReader(workspace.paths).read { snapshot in
                (try snapshot.generations(), try snapshot.keptGenerations(), try snapshot.info().mode)
            }
            let mark = DrillMark(mode)
            let text =
                json
                ? GenerationsText.json(generations, kept, mark)
                : mark.heading + GenerationsText.text(generations, kept)
            let output = StandardOutput()
            try Array(text.utf8).withUnsafeBytes { try output.write($0) }
            try output.flush()
        }
    }

    /// `engo generations diff`.
    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff", abstract: "二つの世代の住民と支援情報を比べる / compares residents and needs of two states.",
            discussion: "例 / example: engo generations diff W.engo --from 12 --output difference.csv")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var disclosing: DisclosureOptions
        @OptionGroup var acting: OperatorOptions
        @Option(help: "古い方の世代 / the earlier state") var from: Int64
        @Option(help: "新しい方の世代。なければ最新 / the later state; the latest by default") var to: Int64?
        @Option(help: "違いの一覧を書くCSV / a CSV with every difference", completion: .file(extensions: ["csv"]))
        var output: String?
        @Option(help: "CSVの見出しの言語 / language of the CSV: ja, en") var lang: OutputLanguage = .japanese
        @OptionGroup var plain: PlainOption

        func validate() throws {
            if let to, to <= from {
                throw ValidationError("--to は --from より新しい世代です / --to is later than --from.")
            }
        }

        func run() throws {
            if let output {
                try OutputTarget(output).refuse(workspace.paths.all)
                try plain.require(for: workspace, output: output)
            }
            let release = try disclosing.release("generations diff", acting, in: workspace.paths, format: "csv")
            let file = try output.map(OutputFile.open)
            let comparison = try RegistryReader(workspace.paths).rehearse { transaction in
                let comparison = try GenerationComparison(from: from, to: to, in: transaction)
                if let file {
                    try comparison.write(
                        release, language: lang, from: transaction.snapshot, audit: AuditLog(workspace.paths), to: file)
                }
                return comparison
            }
            try file?.commit()
            GenerationsText.tell(comparison.residents, comparison.needs, "世代 \(comparison.from) → \(comparison.to)")
            if let output { StandardError.line("書き出しました: \(output)", "written") }
        }
    }

    /// `engo generations restore`.
    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore",
            abstract: "前の世代の住民と支援情報に戻す。新しい世代になる / brings a state back, as a new generation.",
            discussion: "例 / example: engo generations restore W.engo --generation 12 --dry-run")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Option(help: "戻す世代 / the state to bring back") var generation: Int64
        @Flag(help: "何も変えずに、違いを知らせる / tell the differences, change nothing") var dryRun = false

        func run() throws {
            let done = try GenerationKeeping.restore(
                workspace.paths, generation: generation, moment: try acting.moment(in: workspace.paths),
                isDryRun: dryRun,
                progress: ProgressReporter().handler)
            GenerationsText.tell(done.residents, done.needs, "今との違い")
            if let made = done.generation {
                StandardError.line(
                    "世代 \(generation) に戻しました（新しい世代 \(made)）", "generation \(generation) is back, as generation \(made)")
            }
        }
    }

    /// `engo generations purge`.
    struct Purge: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "purge",
            abstract: "保存期間を過ぎた世代を完全に消す / destroys states whose retention time is over.",
            discussion: "例 / example: engo generations purge W.engo --keep-days 365 --dry-run")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var acting: OperatorOptions
        @Option(help: "残す日数 / days to keep, 1 to 36500") var keepDays: Int
        @Flag(help: "何も消さずに知らせる / tell, destroy nothing") var dryRun = false

        func validate() throws {
            guard (1...36_500).contains(keepDays) else {
                throw ValidationError("--keep-days は 1〜36500 です / --keep-days takes 1 to 36500.")
            }
        }

        func run() throws {
            let moment = try acting.moment(in: workspace.paths)
            guard let day = moment.today.adding(days: -keepDays) else { return }
            let purge = try GenerationKeeping.purge(
                workspace.paths, before: day.iso, moment: moment, isDryRun: dryRun)
            if let rows = purge.rows {
                StandardError.line(
                    "世代 \(purge.firstKept) より前を消しました（\(rows) 件）",
                    "everything before generation \(purge.firstKept) is destroyed (\(rows) rows)")
            } else {
                StandardError.line(
                    "消すと、世代 \(purge.firstKept) から後だけが残ります", "purging would keep generation \(purge.firstKept) and later"
                )
            }
        }
    }
}
