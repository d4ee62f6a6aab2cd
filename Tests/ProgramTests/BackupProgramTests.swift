import Foundation
import GRDB
import Testing

/// `engo backup` and `engo restore` as people call them.
@Suite struct BackupProgramTests {
    private static func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Program.Run {
        try Program.run(arguments, in: folder.url)
    }

    private static func json(_ run: Program.Run) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    }

    @Test func aWorkspaceTravelsOnAStickToAnotherFolder() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: true)
        let saved = try Self.run("backup", "w.engo", "--output", "stick", "--json", in: folder)
        #expect(saved.exitCode == 0, "\(saved.errors)")
        #expect(saved.errors.contains("訓練"))
        let told = try Self.json(saved)
        #expect(told["generation"] as? Int == 4)
        #expect(told["households"] as? Int == 4)
        #expect(told["bytes"] as? Int == (try folder.data("stick").count))
        let restored = try Self.run("restore", "stick", "--to", "laptop.engo", "--json", in: folder)
        #expect(restored.exitCode == 0, "\(restored.errors)")
        #expect(try Self.json(restored)["residents"] as? Int == 5)
        let lists = try ["w.engo", "laptop.engo"].map {
            try Self.run("list", $0, "--area", "area.geojson", "--format", "csv", in: folder).output
        }
        #expect(lists[0] == lists[1] && !lists[0].isEmpty)
        let doctor = try Self.run("doctor", "laptop.engo", in: folder)
        #expect(doctor.exitCode == 0, "\(doctor.text)")
        let verbs = try String(decoding: folder.data("laptop.engo-audit"), as: UTF8.self)
            .matches(of: /"verb":"(\w+)"/).map { String($0.output.1) }
        #expect(verbs == ["init", "score", "backup", "restore", "list"])
    }

    @Test func aDrillNeverTakesThePlaceOfRealPeople() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder, drill: true)
        #expect(try Self.run("backup", "w.engo", "--output", "b", in: folder).exitCode == 0)
        #expect(try Self.run("init", "real.engo", "--name", "試験市", "--code", "302015", in: folder).exitCode == 0)
        let before = try folder.data("real.engo")
        let run = try Self.run("restore", "b", "--to", "real.engo", "--replace", in: folder)
        #expect(run.exitCode == 65)
        #expect(run.errors.contains("302015 drill") && run.errors.contains("302015 real"))
        #expect(try folder.data("real.engo") == before)
    }

    /// SQLite's transaction lock, as a list in another process holds it, stays on the file across a restore.
    @Test func aReaderInAnotherProcessIsNotDisturbed() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        #expect(try Self.run("backup", "w.engo", "--output", "b", in: folder).exitCode == 0)
        #expect(try Self.run("import", "needs", "w.engo", "needs.csv", "--full", in: folder).exitCode == 0)
        #expect(try Self.run("score", "w.engo", "--as-of", "2026-06-02", in: folder).exitCode == 0)
        let queue = try DatabaseQueue(path: folder.path("w.engo"))
        let generation = "SELECT max(id) FROM generation"
        let seen = try queue.read { db in
            let before = try Int.fetchOne(db, sql: generation)
            let run = try Self.run("restore", "b", "--to", "w.engo", "--replace", in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            return (
                before, try Int.fetchOne(db, sql: generation), try String.fetchOne(db, sql: "PRAGMA integrity_check")
            )
        }
        #expect(seen.0 ?? 0 > 4 && seen.1 == seen.0 && seen.2 == "ok")
        #expect(try queue.read { try Int.fetchOne($0, sql: generation) } == (seen.0 ?? 0) + 1)
        try queue.close()
        #expect(try Self.run("doctor", "w.engo", in: folder).exitCode == 0)
        #expect(!FileManager.default.fileExists(atPath: folder.path("w.engo-wal")))
    }

    @Test func everyFileIsItsOwnersAlone() throws {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        _ = try folder.write("points.csv", "住所,経度,緯度\n試験県試験市試験町1番1号,135.1,34.2\n")
        _ = try folder.write("wrong.csv", StepByStepTests.residents + "0009,H9,試験,平成40年1月1日,男,世帯主,試験町9,,,,\n")
        let inputs = Set(try FileManager.default.contentsOfDirectory(atPath: folder.url.path))
        for line in [
            "dictionary build w.engo --points points.csv --report made.csv",
            "dictionary compile --points points.csv --output made.dictionary",
            "import residents w.engo wrong.csv --reject-limit 1 --rejects rejects.csv --report report.json",
            "locate w.engo --moved moved.csv", "list w.engo --area area.geojson --format csv --output list.csv",
            "export w.engo --area area.geojson --output list.geojson",
            "export w.engo --area area.geojson --output list.json",
            "dictionary unresolved w.engo --output unresolved.csv", "dictionary corrections w.engo --output taught.csv",
            "generations diff w.engo --from 3 --output diff.csv", "explain w.engo --household H1",
            "backup w.engo --output backup", "restore backup --to new.engo", "restore backup --to w.engo --replace",
            "demo city --households 100",
        ] {
            let run = try Program.run(line.split(separator: " ").map(String.init), in: folder.url)
            #expect(run.exitCode == 0, "\(line): \(run.errors)")
        }
        var checked = 0
        let walker = try #require(FileManager.default.enumerator(atPath: folder.url.path))
        for case let name as String in walker where !inputs.contains(name) || name.hasPrefix("w.engo") {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(name))
            let mode = attributes[.posixPermissions] as? Int ?? 0
            #expect(mode & 0o077 == 0, "\(name) is \(String(mode, radix: 8))")
            checked += 1
        }
        #expect(checked > 25)
    }
}
