import Foundation
import Testing

/// Addresses without a certain match, and what staff teach about them, on a synthetic city.
@Suite struct CorrectionTests {
    private static func city() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let demo = try Program.run(["demo", "city", "--households", "1500"], in: folder.url)
        guard demo.exitCode == 0 else {
            throw StepByStepTests.Failure(verb: "demo", exitCode: demo.exitCode, errors: demo.errors)
        }
        return folder
    }

    private static func engo(_ folder: TemporaryFolder, _ arguments: [String]) throws -> Program.Run {
        try Program.run(arguments, in: folder.url)
    }

    private static func unresolved(_ folder: TemporaryFolder) throws -> (summary: [String: Any], rows: [[String: Any]])
    {
        let run = try engo(folder, ["dictionary", "unresolved", "city/city.engo", "--format", "json"])
        guard run.exitCode == 0, let object = try JSONSerialization.jsonObject(with: run.output) as? [String: Any],
            let summary = object["summary"] as? [String: Any], let rows = object["households"] as? [[String: Any]]
        else { throw StepByStepTests.Failure(verb: "unresolved", exitCode: run.exitCode, errors: run.errors) }
        return (summary, rows)
    }

    @Test func fromTheListToTheCorrectionAndBack() throws {
        let folder = try Self.city()
        let (summary, rows) = try Self.unresolved(folder)
        #expect(summary["households_unresolved"] as? Int == rows.count)
        #expect(summary["drill_mark"] as? String == "訓練")
        let row = try #require(rows.first { !(($0["suggestions"] as? [String]) ?? []).isEmpty })
        let number = try #require(row["household_number"] as? String)
        let suggestion = try #require((row["suggestions"] as? [String])?.first)
        let correct = ["dictionary", "correct", "city/city.engo", "--household", number, "--as", suggestion]
        let dry = try Self.engo(folder, correct + ["--dry-run"])
        #expect(dry.exitCode == 0, "\(dry.errors)")
        #expect(try Self.unresolved(folder).rows.count == rows.count)
        let run = try Self.engo(folder, correct + ["--note", "現地確認"])
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output.isEmpty)
        let address = try #require(row["address"] as? String)
        #expect(!run.errors.contains(address) && !run.errors.contains(suggestion))
        #expect(try Self.unresolved(folder).rows.count == rows.count - 1)
        let explained = try Self.engo(folder, ["explain", "city/city.engo", "--household", number])
        #expect(explained.text.contains("correction.spelling"))
        #expect(explained.text.contains("現地確認"))
        let list = try Self.engo(folder, ["dictionary", "corrections", "city/city.engo"])
        #expect(list.text.contains(address) && list.text.contains(suggestion) && list.text.contains("【訓練】"))
        let removed = try Self.engo(
            folder, ["dictionary", "correct", "city/city.engo", "--household", number, "--remove"])
        #expect(removed.exitCode == 0, "\(removed.errors)")
        #expect(try Self.unresolved(folder).rows.count == rows.count)
        let history = try Self.engo(
            folder, ["dictionary", "corrections", "city/city.engo", "--history", "--format", "json"])
        let object = try #require(try JSONSerialization.jsonObject(with: history.output) as? [String: Any])
        let states = (object["corrections"] as? [[String: Any]])?.compactMap { $0["state"] as? String }
        #expect(states == ["superseded", "removal"])
    }

    @Test(arguments: ["table", "csv", "json"])
    func theSameQuestionGivesTheSameBytes(format: String) throws {
        let folder = try Self.city()
        let arguments = ["dictionary", "unresolved", "city/city.engo", "--format", format, "--coarse", "--limit", "20"]
        let first = try Self.engo(folder, arguments)
        #expect(first.exitCode == 0, "\(first.errors)")
        #expect(first.text.contains("訓練"))
        #expect(first.errors.contains("left out by --limit"))
        #expect(try Self.engo(folder, arguments).output == first.output)
    }

    @Test func everyReleaseIsInTheAuditLog() throws {
        let folder = try Self.city()
        let before = try folder.data("city/city.engo-audit").split(separator: 0x0A).count
        _ = try Self.engo(folder, ["dictionary", "unresolved", "city/city.engo", "--output", "u.csv"])
        _ = try Self.engo(folder, ["dictionary", "corrections", "city/city.engo"])
        _ = try Self.engo(folder, ["locate", "city/city.engo", "--moved", "m.csv"])
        let lines = try folder.data("city/city.engo-audit").split(separator: 0x0A).dropFirst(before)
        let verbs = try lines.map {
            (try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any])?["verb"] as? String
        }
        // The list of moves, and the change.
        #expect(verbs == ["unresolved", "corrections", "locate", "locate"])
    }

    @Test func aNewEditionTellsWhatMoves() throws {
        let folder = try Self.city()
        let path = "city/city/abr/mt_rsdtdsp_rsdt_pos_pref99.csv"
        // Every residence a thousandth of a degree to the north.
        let rows = try String(decoding: folder.data(path), as: UTF8.self).components(separatedBy: "\n")
        let header = try #require(rows.first?.components(separatedBy: ","))
        let column = try #require(header.firstIndex(of: "rep_lat"))
        let moved = rows.enumerated().map { index, row in
            var fields = row.components(separatedBy: ",")
            guard index > 0, fields.count > column, let latitude = Double(fields[column]) else { return row }
            fields[column] = String(latitude + 0.001)
            return fields.joined(separator: ",")
        }
        _ = try folder.write(path, moved.joined(separator: "\n"))
        let build = try Self.engo(folder, ["dictionary", "build", "city/city.engo", "--abr", "city/city/abr"])
        #expect(build.exitCode == 0, "\(build.errors)")
        let before = try folder.data("city/city.engo")
        let dry = try Self.engo(folder, ["locate", "city/city.engo", "--dry-run"])
        #expect(dry.exitCode == 0, "\(dry.errors)")
        #expect(dry.errors.contains("at most 111 m"))
        #expect(try folder.data("city/city.engo") == before)
        let run = try Self.engo(folder, ["locate", "city/city.engo", "--moved", "moved.csv"])
        #expect(run.errors.contains("at most 111 m"))
        let list = try String(decoding: folder.data("moved.csv"), as: UTF8.self).components(separatedBy: "\r\n")
        #expect(list.count > 500)
        #expect(list.dropFirst().filter { !$0.isEmpty }.allSatisfy { $0.contains(",111.2,") && $0.hasSuffix(",訓練") })
        #expect(try Self.engo(folder, ["locate", "city/city.engo"]).errors.contains("no household changes"))
    }
}
