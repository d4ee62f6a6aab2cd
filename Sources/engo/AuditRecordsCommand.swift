import ArgumentParser
import Disclosure
import Registry
import VictimSupport

extension AuditCommand {
    /// `engo audit records`.
    struct Records: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "records",
            abstract: "その提供に誰の記録が含まれていたか（CSV） / whose records an entry's release held, as CSV.",
            discussion: """
                例 / example: engo audit records W.engo --line 41
                宛名番号を出すので、この操作も監査ログに残ります / it hands out numbers, and is in the log itself
                """)

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var disclosing: DisclosureOptions
        @OptionGroup var acting: OperatorOptions
        @Option(help: "監査ログの行（audit search の「行」） / line of the log, as search shows it") var line: Int
        @OptionGroup var plain: PlainOption
        @Option(help: "見出しの言語 / language of the headings: ja, en") var lang: OutputLanguage = .japanese

        func run() throws {
            try plain.require(for: workspace, output: nil)
            let release = try disclosing.release("audit records", acting, in: workspace.paths, format: "csv")
            let reader = try RegistryReader(workspace.paths)
            let log = AuditLog(workspace.paths)
            var search = AuditSearch()
            search.line = line
            guard let recorded = try search.entries(of: log).entries.first, let records = recorded.people else {
                throw UsageError(
                    sentence: Bilingual(
                        "その行は、誰の記録かを書いた提供の記録ではありません。engo audit search で確かめてください。",
                        "that line is no release that says whose records it held: see engo audit search."))
            }
            guard case .people(let keys) = records else {
                StandardError.line(
                    "世代 \(recorded.entry.generation ?? 0) の全員の記録です",
                    "the whole register of generation \(recorded.entry.generation ?? 0)")
                return
            }
            let output = StandardOutput()
            let found = try reader.read { snapshot in
                try AuditedPeople(of: keys, line: line, in: snapshot, release: release, audit: log)
            }
            try found.writeCSV(lang, to: output)
            try output.flush()
            StandardError.line(
                "\(found.people.count) 人。どの世代にももういない人: \(found.unknown)",
                "\(found.people.count) people; no state knows \(found.unknown) more")
        }
    }
}
