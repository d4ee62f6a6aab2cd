import Foundation
import GRDB
import Testing

/// `engo backup --seal-to`, what opens it, and what it leaves behind: nothing in the clear.
@Suite struct SealedBackupTests {
    private static let agePath = ["/usr/bin/age", "/usr/local/bin/age"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    private static func run(_ line: String, in folder: TemporaryFolder) throws -> Program.Run {
        try Program.run(
            line.split(separator: " ").map(String.init), in: folder.url, environment: ["TMPDIR": folder.path("tmp")])
    }

    private static func names(_ folder: TemporaryFolder) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
    }

    private static func list(_ name: String, in folder: TemporaryFolder) throws -> Data {
        let run = try run(
            "list \(name) --area area.geojson --format csv --plain --audience headquarters --basis act-49-11-1",
            in: folder)
        #expect(run.exitCode == 0, "\(run.errors)")
        return run.output
    }

    /// A real workspace, and the key of who keeps its backups.
    private static func workspace() throws -> (folder: TemporaryFolder, key: String) {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path("tmp"), withIntermediateDirectories: false)
        try StepByStepTests.workspace(in: folder, drill: false)
        let key = try run("key new --output key.txt", in: folder).text.trimmingCharacters(in: .newlines)
        #expect(key.hasPrefix("age1"))
        return (folder, key)
    }

    private static let asking = "--audience headquarters --basis act-49-11-1"

    @Test func aSealedBackupIsRestoredByItsKeyAndNeedsNoPlainWord() throws {
        let (folder, key) = try Self.workspace()
        let before = try Self.names(folder)
        let saved = try Self.run("backup w.engo --output b.age --seal-to \(key) --json \(Self.asking)", in: folder)
        #expect(saved.exitCode == 0, "\(saved.errors)")
        #expect(try Self.names(folder).subtracting(before) == ["b.age"])
        let told = try #require(try JSONSerialization.jsonObject(with: saved.output) as? [String: Any])
        #expect(told["sealed"] as? Bool == true)
        #expect(told["bytes"] as? Int == (try folder.data("b.age").count))
        // SQLite's first words, and the log's: neither is to be read.
        for word in ["SQLite format 3", "\"verb\"", "engo-backup-1"] {
            #expect(try folder.data("b.age").range(of: Data(word.utf8)) == nil)
        }
        let restored = try Self.run("restore b.age --identity key.txt --to new.engo \(Self.asking)", in: folder)
        #expect(restored.exitCode == 0, "\(restored.errors)")
        #expect(try Self.list("new.engo", in: folder) == Self.list("w.engo", in: folder))
        #expect(try Self.run("doctor new.engo", in: folder).exitCode == 0)
        #expect(try Self.run("audit verify new.engo", in: folder).exitCode == 0)
        let over = try Self.run("restore b.age --identity key.txt --to w.engo --replace \(Self.asking)", in: folder)
        #expect(over.exitCode == 0, "\(over.errors)")
        let left = try Self.names(folder).filter { !$0.hasPrefix("new.engo") }
        #expect(left.subtracting(before) == ["b.age"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("tmp")).isEmpty)
        let log = String(decoding: try folder.data("w.engo-audit"), as: UTF8.self)
        #expect(log.contains(#""format":"sealed-backup""#))
    }

    @Test func whatIsStillInTheLogOfSQLiteIsInIt() throws {
        let (folder, key) = try Self.workspace()
        // As long as somebody has the file open, what others commit stays beside it.
        let queue = try DatabaseQueue(path: folder.path("w.engo"))
        #expect(try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM resident") ?? 0 } > 0)
        #expect(try Self.run("score w.engo --as-of 2026-06-02", in: folder).exitCode == 0)
        let saved = try Self.run("backup w.engo --output b.age --seal-to \(key) \(Self.asking)", in: folder)
        #expect(saved.exitCode == 0, "\(saved.errors)")
        try queue.close()
        let restored = try Self.run("restore b.age --identity key.txt --to new.engo \(Self.asking)", in: folder)
        #expect(restored.exitCode == 0, "\(restored.errors)")
        #expect(try Self.list("new.engo", in: folder) == Self.list("w.engo", in: folder))
        #expect(try Self.run("status new.engo", in: folder).text.contains("2026-06-02"))
    }

    @Test func aPassphraseOpensItAndNothingElse() throws {
        let (folder, _) = try Self.workspace()
        _ = try folder.write("words", "河川敷の避難所はどこですか\n")
        _ = try folder.write("others", "雨の日は傘を二本持つ祖父\n")
        let saved = try Self.run("backup w.engo --output b.age --seal-passphrase-file words \(Self.asking)", in: folder)
        #expect(saved.exitCode == 0, "\(saved.errors)")
        var cut = try folder.data("b.age")
        cut.removeLast(1_000)
        try cut.write(to: folder.url.appendingPathComponent("cut.age"))
        let before = try Self.names(folder)
        for (line, exitCode) in [
            ("restore b.age --passphrase-file others --to new.engo", 65 as Int32),
            ("restore b.age --identity key.txt --to new.engo", 64),
            ("restore b.age --passphrase-file words --identity key.txt --to new.engo", 64),
            ("restore cut.age --passphrase-file words --to new.engo", 65),
            ("restore area.geojson --passphrase-file words --to new.engo", 65),
            // No terminal to ask.
            ("restore b.age --to new.engo", 64),
        ] {
            let run = try Self.run("\(line) \(Self.asking)", in: folder)
            #expect(run.exitCode == exitCode, "\(line): \(run.errors)")
            #expect(try Self.names(folder) == before, "\(line)")
        }
        let dry = try Self.run(
            "restore b.age --passphrase-file words --dry-run --to new.engo \(Self.asking)", in: folder)
        #expect(dry.exitCode == 0, "\(dry.errors)")
        #expect(try Self.names(folder) == before)
    }

    @Test func itIsRefusedLikeAPlainOne() throws {
        let (folder, key) = try Self.workspace()
        let before = try Self.names(folder)
        for (line, exitCode) in [
            ("backup w.engo --output b.age --seal-to \(key) --audience public --basis act-49-11-1", 77 as Int32),
            ("backup w.engo --output w.engo-logins --seal-to \(key) \(Self.asking)", 64),
            ("backup w.engo --output key.txt --seal-to \(key) \(Self.asking)", 73),
            ("backup w.engo --output b.age --seal-to key.txt --seal-passphrase \(Self.asking)", 64),
            ("backup w.engo --output b.age --seal-to age1nobody \(Self.asking)", 65),
        ] {
            let run = try Self.run(line, in: folder)
            #expect(run.exitCode == exitCode, "\(line): \(run.errors)")
            #expect(try Self.names(folder) == before, "\(line)")
        }
    }

    @Test(.enabled(if: agePath != nil, "needs age: apt-get install age")) func theAgeProgramOpensItToo() throws {
        let (folder, key) = try Self.workspace()
        #expect(
            try Self.run("backup w.engo --output b.age --seal-to \(key) \(Self.asking)", in: folder).exitCode == 0)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(Self.agePath))
        process.arguments = ["-d", "-i", "key.txt", "-o", "plain.backup", "b.age"]
        process.currentDirectoryURL = folder.url
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let restored = try Self.run("restore plain.backup --to new.engo \(Self.asking)", in: folder)
        #expect(restored.exitCode == 0, "\(restored.errors)")
        #expect(try Self.list("new.engo", in: folder) == Self.list("w.engo", in: folder))
    }
}
