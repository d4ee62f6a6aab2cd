import Foundation
import TestSupport
import Testing

/// The verbs that hand out nobody, on the people of ``DisclosureMatrixTests``: planted names are looked for in all that they say and
/// write. Together with the matrix they are all verbs there are.
@Suite struct QuietVerbTests {
    /// Lines in the order of one town's life; what follows `:` is the exit code, 0 where nothing does.
    private static let lines = [
        "status w.engo", "status w.engo --json", "doctor w.engo", "doctor w.engo --json",
        "hazard list w.engo --json", "area save w.engo 点検 --area area.geojson", "area list w.engo",
        "area list w.engo --json",
        "area show w.engo 点検", "area show w.engo 点検 --output out.geojson", "area remove w.engo 点検",
        "generations list w.engo", "generations list w.engo --json", "policy show w.engo", "policy history w.engo",
        "policy history w.engo --json", "policy test shipped:default", "disclosure show w.engo",
        "disclosure show w.engo --yaml",
        "activation list w.engo", "user list w.engo", "user list w.engo --format json",
        "audit verify w.engo", "audit verify w.engo --json", "audit head w.engo", "audit search w.engo",
        "audit search w.engo --jsonl", "audit report w.engo", "audit report w.engo --json",
        "import residents w.engo after.csv --dry-run --report out.json --shrink-limit 100",
        "import residents w.engo wrong.csv:65",
        // Rows that are set aside are people, too.
        "import residents w.engo wrong.csv --reject-limit 1 --rejects set-aside.csv:77",
        "import residents w.engo wrong.csv --reject-limit 1 --rejects set-aside.csv --plain --shrink-limit 100",
        "import residents w.engo wrong.csv --reject-limit 1 --report out.json --dry-run",
        "import needs w.engo needs.csv --report out.json", "import needs w.engo wrong.csv:65",
        "import consent w.engo consent.csv", "import consent w.engo wrong.csv:65",
        "import protection w.engo protection.csv", "import protection w.engo wrong.csv:65",
        "import shelters w.engo wrong.csv:65", "import shelters w.engo shelters.csv",
        "import hazard w.engo hazard.geojson --name 点検", "import hazard w.engo before.csv --name 点検二:65",
        "import ground w.engo hazard.geojson --name 点検", "import ground w.engo before.csv --name 点検二:65",
        "ground list w.engo", "ground list w.engo --json", "ground remove w.engo --name 点検",
        "import profile check w.engo:64", "import profile show",
        "hazard remove w.engo --name 点検", "locate w.engo", "score w.engo --as-of 2026-06-01",
        "dictionary build w.engo --points points.csv",
        "dictionary show w.engo-dictionary", "dictionary compile --points points.csv --output out.dictionary",
        "disclosure check before.csv:65", "policy check before.csv:65",
        "policy compare w.engo current before.csv --audience "
            + "headquarters --basis act-49-11-1 --plain:65",
        "explain w.engo --household 99999999 --audience headquarters --basis act-49-11-1 --plain:65",
        "list w.engo --area before.csv --audience headquarters --basis act-49-11-1 --plain:65",
        "dictionary correct w.engo --file before.csv:65",
        "generations restore w.engo --generation 3", "generations purge w.engo --keep-days 1",
        "backup w.engo --output w.backup --audience headquarters --basis act-49-11-1 --plain --json",
        "restore w.backup --to w.engo --replace --json --audience headquarters --basis act-49-11-1",
        "restore before.csv --to other.engo:65",
        "incident list w.engo", "incident refresh w.engo 1 --audience headquarters --basis act-49-11-1",
        "incident assign w.engo 1 --team B班 --numbers 2 --audience headquarters --basis act-49-11-1",
        "incident record w.engo 1 --number 2 --state evacuated --audience headquarters --basis act-49-11-1",
        "incident open w.engo --name 高潮 --area area.geojson --audience headquarters --basis act-49-11-1",
        "incident close w.engo 2 --audience headquarters --basis act-49-11-1",
        "incident merge w.engo 1 before.csv --audience headquarters --basis act-49-11-1 --plain:65",
        "disclosure use w.engo default", "disclosure default w.engo --audience headquarters --basis act-49-11-1",
        "activation declare w.engo --event 洪水 --by 市長", "activation end w.engo 2",
        "user add w.engo --name 花子 --role administrator --password-file pass",
        "user add w.engo --name 次郎 --role partner --password-file pass --operator 花子",
        "user disable w.engo --name 次郎 --operator 花子", "user enable w.engo --name 次郎 --operator 花子",
        "user reset w.engo --name 次郎 --password-file pass --operator 花子",
        "user check w.engo --name 花子 --password-file pass --code 1:77",
        "init w.engo --name 試験市 --code 302015:73",
    ]

    /// No workspace goes in; what goes in the caller holds already, or it is invented. Each has tests of its own.
    private static let withoutWorkspace: Set = [
        "demo", "drill register", "address match", "address explain", "seal", "open", "key new", "key show", "serve",
    ]

    private static func verb(of line: [String], among verbs: Set<String>) -> String {
        (1...3).reversed().map { line.prefix($0).joined(separator: " ") }.first(where: verbs.contains) ?? line[0]
    }

    private static func words(_ line: String) -> (arguments: [String], exitCode: Int32) {
        let parts = line.split(separator: ":")
        guard let last = parts.last, parts.count > 1, let code = Int32(last) else {
            return (line.split(separator: " ").map(String.init), 0)
        }
        return (line.dropLast(last.count + 1).split(separator: " ").map(String.init), code)
    }

    @Test func everyVerbIsInTheMatrixOrHere() throws {
        let verbs = try AuditWalkTests.verbs()
        let matrix = DisclosureMatrixTests.paths.map { Self.verb(of: $0.arguments, among: verbs) }
        let here = Self.lines.map { Self.verb(of: Self.words($0).arguments, among: verbs) }
        #expect(
            verbs.subtracting(matrix).subtracting(here).subtracting(Self.withoutWorkspace) == [],
            "say in the matrix whom it hands out, or here that it hands out nobody")
        #expect(Set(matrix + here).union(Self.withoutWorkspace).subtracting(verbs) == [])
    }

    @Test func theyNameNobody() throws {
        let folder = try DisclosureMatrixTests.workspace()
        let before = try String(decoding: folder.data("before.csv"), as: UTF8.self)
        // One row that cannot be read, with everything of a person in it.
        _ = try folder.write(
            "wrong.csv", before.replacing("1938-08-18", with: "平成40年1月1日").replacing("1931-01-11", with: "1931-01-11 "))
        _ = try folder.write(
            "shelters.csv", String(decoding: try Data(contentsOf: Self.shelters), as: UTF8.self))
        for line in Self.lines {
            let (arguments, exitCode) = Self.words(line)
            let inputs = Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
            let run = try Program.run(arguments, in: folder.url, environment: ["TMPDIR": folder.path("tmp")])
            #expect(run.exitCode == exitCode, "\(line): \(run.errors)")
            var bytes = run.output + Data(run.errors.utf8)
            let written = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter {
                !inputs.contains($0) && $0.hasPrefix("out")
            }
            for name in written {
                bytes += try folder.data(name)
                try FileManager.default.removeItem(atPath: folder.path(name))
            }
            for person in DisclosureMatrixTests.people.map(\.person) {
                for fact in DisclosureMatrixTests.Fact.allCases where person.token(fact) != "無し無し無し" {
                    // A policy has the words of grades in its rules and cases.
                    if arguments[0] == "policy", fact == .diagnosis { continue }
                    #expect(!bytes.holds(person.token(fact)), "\(line): \(fact) of \(person.key)")
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("tmp")).isEmpty, "\(line)")
        }
        #expect(try folder.data("set-aside.csv").holds("己島故人"))
        let log = try folder.data("w.engo-audit")
        for person in DisclosureMatrixTests.people.map(\.person) {
            for fact in [DisclosureMatrixTests.Fact.name, .kana, .birth, .phone, .address, .number] {
                #expect(!log.holds(person.token(fact)), "the log holds \(fact)")
            }
        }
        #expect(try Program.run(["audit", "verify", "w.engo"], in: folder.url).exitCode == 0)
    }

    private static let shelters = Checkout.root.appendingPathComponent("GeoData/shiose/shelters.csv")

    @Test func theListOfWhoseRecordsAFileHeldIsPeopleToo() throws {
        let folder = try DisclosureMatrixTests.workspace()
        let asking = "audit records w.engo --line 10 --audience headquarters --basis act-49-11-1"
        let refused = try Program.run(asking.split(separator: " ").map(String.init), in: folder.url)
        #expect(refused.exitCode == 77 && refused.output.isEmpty && refused.errors.contains("--plain"))
        let plain = try Program.run((asking + " --plain").split(separator: " ").map(String.init), in: folder.url)
        #expect(plain.exitCode == 0 && plain.text.contains("77700001"), "\(plain.errors)")
    }

    /// A kill between the files of a package and its name leaves a hidden folder, in the clear.
    @Test func theNextOpenRemovesWhatAKilledOneLeft() throws {
        let folder = try DisclosureMatrixTests.workspace()
        let export =
            "export w.engo --area area.geojson --output p.age --seal-passphrase-file pass --audience headquarters "
            + "--basis act-49-11-1"
        #expect(try Program.run(export.split(separator: " ").map(String.init), in: folder.url).exitCode == 0)
        // No process has such a number.
        let left = ".engo-4194305-0-folder"
        try FileManager.default.createDirectory(atPath: folder.path(left), withIntermediateDirectories: false)
        _ = try folder.write("\(left)/households.csv", "甲野同意\n")
        _ = try folder.write("\(left)/.engo-4194305-0-00000000.part", "乙川拒否\n")
        let doctor = try Program.run(["doctor", "w.engo", "--json"], in: folder.url).text
        #expect(doctor.contains(#""leftovers","verdict":"warning","fact":"1""#), "\(doctor)")
        let opened = try Program.run(
            ["open", "p.age", "--passphrase-file", "pass", "--output", "opened"], in: folder.url)
        #expect(opened.exitCode == 0, "\(opened.errors)")
        #expect(!FileManager.default.fileExists(atPath: folder.path(left)))
        #expect(FileManager.default.fileExists(atPath: folder.path("opened/households.csv")))
    }
}
