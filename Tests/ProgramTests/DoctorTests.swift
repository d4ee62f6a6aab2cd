import Foundation
import GRDB
import Testing

/// `engo doctor` on sound and on broken workspaces.
@Suite struct DoctorTests {
    private static func verdicts(_ folder: TemporaryFolder) throws -> (exitCode: Int32, verdicts: [String: String]) {
        let run = try Program.run(["doctor", "w.engo", "--json"], in: folder.url)
        let json = try JSONSerialization.jsonObject(with: run.output) as? [String: Any]
        let checks = try #require(json?["checks"] as? [[String: String]])
        return (
            run.exitCode,
            Dictionary(uniqueKeysWithValues: checks.map { ($0["check"] ?? "", $0["verdict"] ?? "") })
        )
    }

    private static func workspace() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try StepByStepTests.workspace(in: folder)
        return folder
    }

    @Test func aSoundWorkspaceHasNoFaultAndIsNotChanged() throws {
        let folder = try Self.workspace()
        let before = try folder.data("w.engo")
        let (exitCode, verdicts) = try Self.verdicts(folder)
        #expect(exitCode == 0)
        #expect(verdicts.count == 12)
        for check in [
            "format", "integrity", "foreign-keys", "durability", "packed-columns", "clock", "permissions", "leftovers",
        ] {
            #expect(verdicts[check] == "sound", "\(check)")
        }
        #expect(try folder.data("w.engo") == before)
        #expect(try Program.run(["doctor", "w.engo"], in: folder.url).text.contains("良好 sound"))
    }

    @Test func brokenPagesAreAFaultAndNoCrash() throws {
        let folder = try Self.workspace()
        var bytes = try folder.data("w.engo")
        let (root, length) = try DatabaseQueue(path: folder.path("w.engo")).read { db in
            (
                try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'resident'"),
                try Int.fetchOne(db, sql: "PRAGMA page_size")
            )
        }
        let (page, size) = (try #require(root), try #require(length))
        bytes.replaceSubrange((page - 1) * size..<page * size, with: Data(repeating: 0xA5, count: size))
        try bytes.write(to: folder.url.appendingPathComponent("w.engo"))
        let run = try Program.run(["doctor", "w.engo"], in: folder.url)
        #expect(run.exitCode == 70)
        #expect(
            run.errors == "【訓練】合成データです / DRILL: synthetic data\n", "a fault is told in the report and nowhere else")
        #expect(try Self.verdicts(folder).verdicts["integrity"] == "fault")
    }

    @Test func openFilesLeftoversAndBrokenLinesAreTold() throws {
        let folder = try Self.workspace()
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path("w.engo"))
        _ = try folder.write(".engo-4194305-0.part", "x")
        // A line of before the chain, and one that a power cut left before there was a head.
        try FileManager.default.removeItem(atPath: folder.path("w.engo-audit-head"))
        _ = try folder.write("w.engo-audit", "{\"verb\":\"list\"}\n{\"ver")
        let (exitCode, verdicts) = try Self.verdicts(folder)
        #expect(exitCode == 70)
        #expect(verdicts["permissions"] == "fault")
        #expect(verdicts["leftovers"] == "warning")
        #expect(verdicts["audit-log"] == "warning")
    }

    @Test func rowsWithoutTheirOwnersAndMissingScoresAreFaults() throws {
        let folder = try Self.workspace()
        let queue = try DatabaseQueue(path: folder.path("w.engo"))
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; DELETE FROM packed_column WHERE name = 'household.score'")
            try db.execute(sql: "UPDATE resident SET household_id = 99 WHERE id = 1")
            try db.execute(sql: "UPDATE generation SET created_at = '2999-01-01T00:00:00Z' WHERE id = 1")
        }
        try queue.close()
        let (exitCode, verdicts) = try Self.verdicts(folder)
        #expect(exitCode == 70)
        #expect(verdicts["foreign-keys"] == "fault")
        #expect(verdicts["packed-columns"] == "fault")
        #expect(verdicts["clock"] == "warning")
    }

    @Test func missingHouseholdNumbersAreAFault() throws {
        let folder = try Self.workspace()
        let queue = try DatabaseQueue(path: folder.path("w.engo"))
        try queue.writeWithoutTransaction { try $0.execute(sql: "DELETE FROM packed_number") }
        try queue.close()
        let (exitCode, verdicts) = try Self.verdicts(folder)
        #expect(exitCode == 70)
        #expect(verdicts["packed-columns"] == "fault")
    }

    @Test func aDamagedPageIsAFault() throws {
        let folder = try Self.workspace()
        var bytes = try folder.data("w.engo")
        // The right half of every page but the first, where the cells are.
        for page in 1..<(bytes.count / 4096) where page % 3 == 0 {
            bytes.replaceSubrange((page * 4096 + 2048)..<(page * 4096 + 4096), with: Data(repeating: 0xA5, count: 2048))
        }
        try bytes.write(to: folder.url.appendingPathComponent("w.engo"))
        let run = try Program.run(["doctor", "w.engo"], in: folder.url)
        #expect(run.exitCode != 0)
    }
}
