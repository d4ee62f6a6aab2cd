import Foundation
import Testing

/// `engo audit` as a data-protection officer calls it.
@Suite struct AuditProgramTests {
    private static func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Program.Run {
        try Program.run(arguments, in: folder.url)
    }

    private static func json(_ run: Program.Run) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    }

    /// A workspace that was listed twice and explained three times.
    private static func used(_ folder: TemporaryFolder) throws {
        try StepByStepTests.workspace(in: folder, drill: true)
        for format in ["csv", "json"] {
            #expect(
                try run("list", "w.engo", "--area", "area.geojson", "--format", format, in: folder).exitCode == 0)
        }
        let list = try json(run("list", "w.engo", "--area", "area.geojson", "--format", "json", in: folder))
        let households = try #require(list["households"] as? [[String: Any]])
        let number = try #require(households.first?["household_number"] as? String)
        for _ in 0..<3 { #expect(try run("explain", "w.engo", "--household", number, in: folder).exitCode == 0) }
    }

    @Test func theLogOfAUsedWorkspaceIsIntactAndTellsWhoSawWhat() throws {
        let folder = try TemporaryFolder()
        try Self.used(folder)
        let verified = try Self.run("audit", "verify", "w.engo", "--json", in: folder)
        #expect(verified.exitCode == 0, "\(verified.text)")
        #expect(try Self.json(verified)["linked"] as? Int == 10)
        let search = try Self.run("audit", "search", "w.engo", "--verb", "explain", "--jsonl", in: folder)
        #expect(search.text.split(separator: "\n").count == 3)
        #expect(try Self.run("audit", "search", "w.engo", "--persons", "100000", "--jsonl", in: folder).text.isEmpty)
        #expect(try Self.run("audit", "search", "w.engo", "--to", "2020", "--jsonl", in: folder).text.isEmpty)
        let misspelt = try Self.run("audit", "search", "w.engo", "--verb", "explian", in: folder)
        #expect(misspelt.errors.contains("explain, import needs"))
        #expect(try Self.run("audit", "search", "w.engo", "--from", "2026-13", in: folder).exitCode == 64)
        #expect(
            try Self.run("audit", "search", "w.engo", "--from", "2026-12", "--to", "2026-11", in: folder).exitCode == 64
        )
        let report = try Self.json(Self.run("audit", "report", "w.engo", "--json", in: folder))
        #expect(report["entries"] as? Int == 10)
        let repeated = try #require(report["repeated"] as? [[String: Any]])
        // Three small lists held them all, and three explanations one household of them.
        #expect(repeated.map { $0["times"] as? Int } == [6, 3])
        for look in repeated {
            let codes = try #require(look["codes"] as? [String])
            #expect(
                codes.count == look["persons"] as? Int && codes.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{10}/) != nil })
            #expect((look["lines"] as? [Int])?.count == look["times"] as? Int)
            #expect((look["operators"] as? [[String: Any]])?.map { $0["times"] as? Int } == [look["times"] as? Int])
        }
        #expect(try Self.run("audit", "report", "w.engo", in: folder).text.contains("by operator and verb"))
    }

    @Test func aCutIsFoundByTheHeadBesideItAndByTheHeadOnPaper() throws {
        let folder = try TemporaryFolder()
        try Self.used(folder)
        let head = try Self.run("audit", "head", "w.engo", in: folder)
        let paper = head.text.trimmingCharacters(in: .newlines)
        #expect(try Self.run("audit", "verify", "w.engo", "--head", paper, in: folder).exitCode == 0)
        let log = try folder.data("w.engo-audit")
        let lines = log.split(separator: UInt8(ascii: "\n"))
        try Data(lines.dropLast().joined(separator: [UInt8(ascii: "\n")]) + [UInt8(ascii: "\n")])
            .write(to: folder.url.appendingPathComponent("w.engo-audit"))
        let cut = try Self.run("audit", "verify", "w.engo", "--json", in: folder)
        #expect(cut.exitCode == 70)
        #expect((try Self.json(cut)["faults"] as? [[String: Any]])?.first?["fault"] as? String == "cut-short")
        try FileManager.default.removeItem(at: folder.url.appendingPathComponent("w.engo-audit-head"))
        let byPaper = try Self.run("audit", "verify", "w.engo", "--head", paper, in: folder)
        #expect(byPaper.exitCode == 70)
        #expect(byPaper.text.contains("紙の先頭値"))
        #expect(try Self.run("doctor", "w.engo", in: folder).exitCode == 70)
        #expect(try Self.run("audit", "verify", "w.engo", "--head", "abc", in: folder).exitCode == 64)
        #expect(try Self.run("audit", "verify", "missing.engo", in: folder).exitCode == 66)
    }

    @Test func aRestoredWorkspaceGoesOnWithTheSameChain() throws {
        let folder = try TemporaryFolder()
        try Self.used(folder)
        #expect(try Self.run("backup", "w.engo", "--output", "b", in: folder).exitCode == 0)
        #expect(try Self.run("restore", "b", "--to", "laptop.engo", in: folder).exitCode == 0)
        let laptop = try Self.run("audit", "verify", "laptop.engo", "--json", in: folder)
        #expect(laptop.exitCode == 0, "\(laptop.text)")
        #expect(try Self.json(laptop)["linked"] as? Int == 12)
        // Both went on by themselves; the backup of one comes to the other.
        #expect(try Self.run("list", "laptop.engo", "--area", "area.geojson", in: folder).exitCode == 0)
        #expect(try Self.run("list", "w.engo", "--area", "area.geojson", in: folder).exitCode == 0)
        #expect(try Self.run("backup", "laptop.engo", "--output", "c", in: folder).exitCode == 0)
        let restored = try Self.run("restore", "c", "--to", "w.engo", "--replace", "--json", in: folder)
        #expect(restored.exitCode == 0, "\(restored.errors)")
        #expect(try Self.json(restored)["adopted_audit_entries"] as? Int == 3)
        let verified = try Self.run("audit", "verify", "w.engo", "--json", in: folder)
        #expect(verified.exitCode == 0, "\(verified.text)")
        #expect(try Self.json(verified)["unlinked"] as? Int == 3)
        // Entries that were taken over are found like all others.
        #expect(
            try Self.run("audit", "search", "w.engo", "--jsonl", in: folder).text.split(separator: "\n").count == 16)
    }
}
