import ArgumentParser
import Disclosure
import Foundation
import Interchange
import Registry
import Residents
import VictimSupport

/// `engo audit`: what the log of releases says, and whether it is as it was written.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "誰がいつ誰の情報を出したか / who released whose data, when, and whether the log is intact.",
        subcommands: [Verify.self, Head.self, Search.self, Records.self, Report.self])

    /// `engo audit verify`.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "監査ログが書き換えられていないか調べる / whether the log is as it was written.",
            discussion: "例 / example: engo audit verify W.engo --head 41-09f3-22ab-70cd")

        @OptionGroup var workspace: WorkspaceArgument
        @Option(help: "紙に控えた先頭値 / a head that was kept on paper") var head: String?
        @Flag(help: "JSONで出力 / write JSON") var json = false

        func run() throws {
            let paper = try head.map { text in
                guard let head = AuditHead(short: text) else {
                    throw UsageError(
                        sentence: Bilingual(
                            "--head は 41-09f3-22ab-70cd の形です。", "--head has the form 41-09f3-22ab-70cd."))
                }
                return head
            }
            // A workspace that is not there has no log to be right.
            let reader = try RegistryReader(workspace.paths, acceptsOlderFormat: true)
            let found = try AuditLog(workspace.paths).verify(paper: paper)
            // A damaged workspace has a log that can be verified all the same.
            let mark = DrillMark((try? reader.read { try $0.info().mode }) ?? .real)
            try StandardOutput.write(
                whole: json ? AuditText.json(found, mark) : mark.heading + AuditText.text(found))
            if !found.faults.isEmpty { throw ExitCode(ProgramExitCode.software.rawValue) }
        }
    }

    /// `engo audit head`.
    struct Head: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "head", abstract: "紙に控える先頭値を表示 / prints the head of the log, to be kept on paper.",
            discussion: "例 / example: engo audit head W.engo")

        @OptionGroup var workspace: WorkspaceArgument

        func run() throws {
            _ = try RegistryReader(workspace.paths, acceptsOlderFormat: true)
            let found = try AuditLog(workspace.paths).verify()
            guard let head = found.head else {
                throw UsageError(
                    sentence: Bilingual("監査ログにまだ記録がありません。", "the audit log has no linked entry yet."))
            }
            try StandardOutput.write(whole: head.short + "\n")
            if !found.faults.isEmpty {
                StandardError.line("監査ログに異常があります: engo audit verify", "the log has faults: see engo audit verify")
                throw ExitCode(ProgramExitCode.software.rawValue)
            }
        }
    }

    /// `engo audit search`.
    struct Search: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "search", abstract: "監査ログの記録を探す / finds entries of the log.",
            discussion: "例 / example: engo audit search W.engo --from 2026-06 --verb export")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var which: AuditSearchOptions
        @Flag(help: "JSON Linesで出力（元の行のまま） / write JSON lines, as they were written") var jsonl = false

        func run() throws {
            let (entries, unreadable) = try which.entries(workspace.paths)
            let output = StandardOutput()
            if !jsonl { try output.write(DrillMark(workspace.paths).heading + AuditText.heading) }
            for entry in entries {
                if jsonl {
                    try output.write(String(decoding: entry.bytes, as: UTF8.self) + "\n")
                } else {
                    try output.write(AuditText.line(entry))
                }
            }
            try output.flush()
            StandardError.line("\(entries.count) 件", "\(entries.count) entries")
            AuditSearchOptions.tell(unreadable)
        }
    }

    /// `engo audit report`.
    struct Report: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "report",
            abstract: "夜間・休日・大量・同じ人の繰り返しを拾い出す / night, weekend, mass and repeated access.",
            discussion: "例 / example: engo audit report W.engo --from 2026-06")

        @OptionGroup var workspace: WorkspaceArgument
        @OptionGroup var which: AuditSearchOptions
        @Flag(help: "JSONで出力 / write JSON") var json = false

        func run() throws {
            let (entries, unreadable) = try which.entries(workspace.paths)
            let report = AuditReport(entries)
            let mark = DrillMark(workspace.paths)
            try StandardOutput.write(
                whole: json ? AuditText.json(report, mark) : mark.heading + AuditText.text(report))
            AuditSearchOptions.tell(unreadable)
        }
    }
}

extension AuditEntry.Event: ExpressibleByArgument {}

/// Which entries are asked for.
struct AuditSearchOptions: ParsableArguments {
    @Option(help: "この時刻から（UTC、2026-06 のように途中まででよい） / from this time on, in UTC; a beginning will do")
    var from: String?
    @Option(help: "この時刻まで（同上） / up to and with this time") var to: String?
    @Option(help: "操作者 / who acted") var account: String?
    @Option(help: "操作 / the verb, such as export") var verb: String?
    @Option(help: "問合せの一部（区域のファイル名、世帯番号など） / words of the query") var query: String?
    @Option(help: "種類 / the kind of entry: release, change, refusal, login") var event: AuditEntry.Event?
    @Option(help: "この宛名番号の人が含まれる提供 / releases that held the person of this 宛名番号") var resident: String?
    @Option(help: "この人数以上を出した記録 / at least so many persons") var persons: Int?

    func validate() throws {
        for time in [from, to].compactMap(\.self)
        where time.wholeMatch(of: /\d{4}(-(0[1-9]|1[0-2])(-([0-2]\d|3[01])(T\d\d(:\d\d(:\d\dZ?)?)?)?)?)?/) == nil {
            throw ValidationError(
                "--from と --to は 2026-06 や 2026-06-01T15 の形です / --from and --to have the form 2026-06 or 2026-06-01T15."
            )
        }
        if let resident, (try? ResidentNumber(resident)) == nil {
            throw ValidationError("--resident は宛名番号です / --resident takes a 宛名番号.")
        }
        if let from, let to, from.prefix(to.utf8.count) > to {
            throw ValidationError("--from が --to より後です / --from is later than --to.")
        }
    }

    func entries(_ paths: WorkspacePaths) throws -> (entries: [RecordedEntry], unreadable: Int) {
        _ = try RegistryReader(paths, acceptsOlderFormat: true)
        var search = AuditSearch()
        (search.from, search.to, search.operatorName) = (from, to, account)
        (search.verb, search.query, search.persons) = (verb, query, persons)
        (search.event, search.resident) = (event, try resident.map { try ResidentNumber($0) })
        let log = AuditLog(paths)
        let found = try search.entries(of: log)
        if let verb, found.entries.isEmpty {
            // A misspelt verb must not pass for "nobody looked".
            let verbs = Set(try AuditSearch().entries(of: log).entries.map(\.entry.verb)).sorted()
            if !verbs.contains(verb) {
                let list = verbs.joined(separator: ", ")
                StandardError.line(
                    "注意: この操作の記録は一つもありません。記録にある操作: \(list)", "no entry has this verb; the log has: \(list)")
            }
        }
        return found
    }

    static func tell(_ unreadable: Int) {
        guard unreadable > 0 else { return }
        StandardError.line(
            "読めない行が \(unreadable) 行あります: engo audit verify", "\(unreadable) lines cannot be read: see engo audit verify"
        )
    }
}
