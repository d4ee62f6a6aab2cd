import Foundation
import GRDB
import TestSupport
import Testing

/// Every verb of the program, and what it leaves in the audit log.
@Suite(.serialized) struct AuditWalkTests {
    /// What a verb leaves.
    private enum Trace: Equatable {
        case release, change
        /// Nobody's data leaves and nothing changes.
        case nothing
    }

    /// A verb with the arguments of its turn in one town's life, in this order.
    private struct Step {
        let verb: String
        let arguments: String
        let trace: Trace

        init(_ verb: String, _ arguments: String, _ trace: Trace) {
            (self.verb, self.arguments, self.trace) = (verb, arguments, trace)
        }
    }

    private static let steps = [
        Step("init", "w.engo --name 試験市 --code 302015 --drill", .change),
        Step("dictionary build", "w.engo --points points.csv", .change),
        Step("import residents", "w.engo residents.csv", .change),
        Step("import needs", "w.engo needs.csv", .change),
        Step("import consent", "w.engo consent.csv", .change),
        Step("import protection", "w.engo protection.csv", .change),
        Step("import shelters", "w.engo {city}/shelters.csv", .change),
        Step("import hazard", "w.engo {city}/flood.geojson --name 川", .change),
        Step("locate", "w.engo", .change),
        Step("score", "w.engo --as-of 2026-06-01", .change),
        Step("area save", "w.engo 堤防 --area area.geojson", .change),
        Step("area list", "w.engo", .nothing),
        Step("area show", "w.engo 堤防", .nothing),
        Step("area remove", "w.engo 堤防", .change),
        Step("list", "w.engo --area area.geojson", .release),
        Step("export", "w.engo --area area.geojson --output out.geojson", .release),
        Step("report", "w.engo --area area.geojson", .release),
        Step("print", "w.engo --area area.geojson --output atlas.html", .release),
        Step("predict", "w.engo --output predict.html", .release),
        Step("explain", "w.engo --household H1", .release),
        Step("dictionary correct", "w.engo --address どこにもない町4 --point 135.15,34.25", .change),
        Step("dictionary corrections", "w.engo", .release),
        Step("dictionary unresolved", "w.engo", .release),
        Step("policy show", "w.engo", .nothing),
        Step("policy history", "w.engo", .nothing),
        Step("policy compare", "w.engo current current", .release),
        Step("policy sensitivity", "w.engo --list", .release),
        Step("hazard list", "w.engo", .nothing),
        Step("hazard remove", "w.engo --name 川", .change),
        Step("import ground", "w.engo {city}/streets.geojson --name 道路 --kind road", .change),
        Step("ground list", "w.engo", .nothing),
        Step("ground remove", "w.engo --name 道路", .change),
        Step("generations list", "w.engo", .nothing),
        Step("generations diff", "w.engo --from 2 --output diff.csv", .release),
        Step("generations restore", "w.engo --generation 3", .change),
        Step("generations purge", "w.engo --keep-days 1", .change),
        Step("disclosure show", "w.engo", .nothing),
        Step("disclosure use", "w.engo default", .change),
        Step("disclosure default", "w.engo --audience headquarters --basis drill", .change),
        Step("activation declare", "w.engo --event 洪水 --by 市長 --hours 48", .change),
        Step("activation list", "w.engo", .nothing),
        Step("activation end", "w.engo 1", .change),
        Step("incident open", "w.engo --name 台風 --area area.geojson --team A班", .change),
        Step("incident assign", "w.engo 1 --team A班 --numbers 1", .change),
        Step("incident record", "w.engo 1 --number 1 --state 避難済", .release),
        Step("incident merge", "w.engo 1 reports.csv", .release),
        Step("incident status", "w.engo 1", .release),
        Step("incident history", "w.engo 1", .release),
        Step("incident report", "w.engo 1", .release),
        Step("incident field", "w.engo 1 --team A班 --audience disaster-responder --output field.html", .release),
        Step("incident refresh", "w.engo 1", .nothing),
        Step("incident list", "w.engo", .nothing),
        Step("incident close", "w.engo 1", .change),
        Step("status", "w.engo", .nothing),
        Step("doctor", "w.engo", .nothing),
        Step("audit records", "w.engo --line 14", .release),
        Step("audit verify", "w.engo", .nothing),
        Step("audit head", "w.engo", .nothing),
        Step("audit search", "w.engo", .nothing),
        Step("audit report", "w.engo", .nothing),
        Step("backup", "w.engo --output w.backup", .release),
        Step("restore", "w.backup --to w.engo --replace", .release),
        Step("user add", "w.engo --name 花子 --role administrator --password-file words", .change),
        Step("user list", "w.engo", .nothing),
        Step("user add", "w.engo --name 太郎 --role partner --password-file words --operator 花子", .change),
        Step("user disable", "w.engo --name 太郎 --operator 花子", .change),
        Step("user enable", "w.engo --name 太郎 --operator 花子", .change),
        Step("user reset", "w.engo --name 太郎 --password-file words --operator 花子", .change),
    ]

    /// Verbs without a workspace of their own, the login, and the server; both have tests of their own.
    private static let others: Set = [
        "demo", "dictionary compile", "dictionary show", "address match", "address explain", "import profile check",
        "import profile show", "policy check", "policy test", "disclosure check", "seal", "open", "key new", "key show",
        "drill register", "user check", "serve",
    ]

    private static func run(_ line: String, in folder: TemporaryFolder) throws -> Program.Run {
        try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
    }

    private static func entries(_ folder: TemporaryFolder) throws -> [[String: Any]] {
        guard let log = try? folder.data("w.engo-audit") else { return [] }
        return try log.split(separator: UInt8(ascii: "\n")).map {
            try #require(try JSONSerialization.jsonObject(with: $0) as? [String: Any])
        }
    }

    /// The words of every verb that does something, as the program itself lists them.
    private static func verbs(_ command: [String: Any], _ words: [String] = []) -> [String] {
        let children = (command["subcommands"] as? [[String: Any]] ?? []).filter {
            $0["commandName"] as? String != "help"
        }
        guard !children.isEmpty else { return [words.joined(separator: " ")] }
        return children.flatMap { verbs($0, words + [$0["commandName"] as? String ?? ""]) }
    }

    /// The fictional city's shelters and flood.
    private static let city = Checkout.root.appendingPathComponent("GeoData/shiose").path

    /// What a purge does, which keeps the states of the last days.
    private static func forgetHistory(_ folder: TemporaryFolder) throws {
        try DatabaseQueue(path: folder.path("w.engo")).write { try $0.execute(sql: "DELETE FROM resident_history") }
    }

    private static func town(_ folder: TemporaryFolder) throws {
        _ = try folder.write("residents.csv", StepByStepTests.residents)
        _ = try folder.write("needs.csv", StepByStepTests.needs)
        _ = try folder.write("area.geojson", StepByStepTests.area)
        _ = try folder.write("points.csv", "住所,経度,緯度\n試験県試験市試験町1番1号,135.1,34.2\n")
        _ = try folder.write("consent.csv", "宛名番号,同意\n0001,同意\n0002,不同意\n")
        _ = try folder.write("protection.csv", "宛名番号,措置\n0004,DV等支援措置\n")
        _ = try folder.write("reports.csv", "対応番号,報告\n1,\n")
        _ = try folder.write("words", "河川敷の避難所はどこですか\n")
    }

    /// The words of every verb of the program.
    static func verbs() throws -> Set<String> {
        let dump = try Program.run(["--experimental-dump-help"], in: nil)
        let json = try #require(try JSONSerialization.jsonObject(with: dump.output) as? [String: Any])
        return Set(verbs(try #require(json["command"] as? [String: Any])))
    }

    @Test func everyVerbIsKnownToThisTest() throws {
        let verbs = try Self.verbs()
        #expect(verbs.count > 40)
        let known = Set(Self.steps.map(\.verb)).union(Self.others)
        #expect(verbs.subtracting(known) == [], "say what it leaves in the log")
        #expect(known.subtracting(verbs) == [])
    }

    @Test func everyVerbLeavesItsEntryAndNoName() throws {
        let folder = try TemporaryFolder()
        try Self.town(folder)
        for step in Self.steps {
            let before = try Self.entries(folder).count
            let arguments = step.arguments.replacing("{city}", with: Self.city)
            let run = try Self.run("\(step.verb) \(arguments)", in: folder)
            #expect(run.exitCode == 0, "\(step.verb): \(run.errors)")
            #expect(run.errors.contains("【訓練】") || step.verb == "init", "\(step.verb) does not say that it is a drill")
            let new = try Self.entries(folder).dropFirst(before)
            switch step.trace {
            case .nothing: #expect(new.isEmpty, "\(step.verb)")
            case .change, .release:
                let words = step.verb.replacing("dictionary corr", with: "corr").replacing(
                    "dictionary unr", with: "unr")
                let event = step.trace == .change ? "change" : "release"
                #expect(
                    new.contains { entry in
                        entry["event"] as? String == event && entry["account"] is String && entry["source"] is String
                            && [step.verb, words].contains(entry["verb"] as? String ?? "")
                    }, "\(step.verb): \(new.map { $0["verb"] ?? "" })")
            }
        }
        #expect(try Self.run("audit verify w.engo", in: folder).exitCode == 0)
        let log = String(decoding: try folder.data("w.engo-audit"), as: UTF8.self)
        for personal in ["太郎", "次郎", "三郎", "四郎", "シケン", "試験町", "どこにもない町", "1990-05-05", "\"0002", " 0002"] {
            // 太郎 is an account, too; the resident's name holds it.
            #expect(!log.replacing("account 太郎", with: "").contains(personal), "\(personal)")
        }
    }

    @Test func whoseRecordsAFileHeldIsFoundAfterAPurge() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: true)
        #expect(try Self.run("export w.engo --area area.geojson --output lost.csv", in: folder).exitCode == 0)
        let line = try Self.entries(folder).count
        // 0002 is inside, 0004 is not.
        for (number, isThere) in [("0002", true), ("0003", true), ("0004", false), ("9999", false)] {
            let found = try Self.run("audit search w.engo --resident \(number) --jsonl", in: folder)
            #expect(found.exitCode == 0 && found.text.isEmpty != isThere, "\(number)")
        }
        // One moves out, and no state keeps them.
        let rest = StepByStepTests.residents.split(separator: "\n").filter { !$0.hasPrefix("0003") }
        _ = try folder.write("residents.csv", rest.joined(separator: "\n") + "\n")
        #expect(
            try Self.run("import residents w.engo residents.csv --shrink-limit 100", in: folder).exitCode == 0)
        let earlier = try Self.run("audit records w.engo --line \(line) --lang en", in: folder)
        #expect(earlier.exitCode == 0 && earlier.text.contains("0003,0"), "\(earlier.errors)\(earlier.text)")
        try Self.forgetHistory(folder)
        let later = try Self.run("audit records w.engo --line \(line) --lang en", in: folder)
        #expect(later.text.contains("0001,1") && later.text.contains("0002,1") && !later.text.contains("0003"))
        #expect(later.errors.contains("no state knows 1 more"), "\(later.errors)")
        let search = try Self.run("audit search w.engo --resident 0003 --verb export --jsonl", in: folder)
        #expect(search.text.contains("\"verb\":\"export\""))
        #expect(try Self.run("audit records w.engo --line 1", in: folder).exitCode == 64)
        #expect(try Self.run("audit records w.engo --line \(line) --audience shelter-desk", in: folder).exitCode == 77)
    }

    @Test func refusalsAndLoginsAreNotedWithoutWhatWasTyped() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        let refused = "list w.engo --area area.geojson --audience public --basis drill"
        #expect(try Self.run(refused, in: folder).exitCode == 77)
        var last = try #require(try Self.entries(folder).last)
        #expect(last["event"] as? String == "refusal" && last["outcome"] as? String == "data-withheld")
        #expect(last["verb"] as? String == "list" && last["audience"] as? String == "public")
        _ = try folder.write("words", "河川敷の避難所はどこですか\n")
        let add = "user add w.engo --name 花子 --role administrator --password-file words"
        #expect(try Self.run(add, in: folder).exitCode == 0)
        #expect(try Self.run("score w.engo --operator himitsu-no-kotoba", in: folder).exitCode == 77)
        last = try #require(try Self.entries(folder).last)
        #expect(last["outcome"] as? String == "unknown-operator" && last["operatorName"] as? String == "")
        for name in ["花子", "himitsu-no-kotoba"] {
            #expect(
                try Self.run("user check w.engo --name \(name) --password-file words --code 1", in: folder).exitCode
                    == 77)
        }
        let logins = try Self.entries(folder).suffix(2)
        #expect(logins.map { $0["event"] as? String } == ["login", "login"])
        #expect(logins.map { $0["outcome"] as? String } == ["wrongCode", "unknownAccount"])
        #expect(logins.map { $0["query"] as? String } == ["account 花子", "no account"])
        let report = try Self.run("audit report w.engo --json", in: folder)
        let json = try #require(try JSONSerialization.jsonObject(with: report.output) as? [String: Any])
        #expect((json["refusals"] as? [Any])?.count == 2 && (json["failed_logins"] as? [Any])?.count == 2)
        #expect(!String(decoding: try folder.data("w.engo-audit"), as: UTF8.self).contains("himitsu"))
        #expect(try Self.run("audit verify w.engo", in: folder).exitCode == 0)
    }
}
