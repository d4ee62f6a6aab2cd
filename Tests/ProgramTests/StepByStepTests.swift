import Foundation
import Testing

/// The verbs one by one, on a hand-made town of four households around a square area.
@Suite struct StepByStepTests {
    static let residents = """
        宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,続柄,住所,方書,郵便番号,経度,緯度
        0001,H1,試験 太郎,シケン タロウ,昭和10年1月2日,男,世帯主,試験町1,,,135.15,34.25
        0002,H2,試験 花子,シケン ハナコ,1990-05-05,女,世帯主,試験町2,,,135.2,34.2
        0003,H2,試験 次郎,シケン ジロウ,2024-05-05,男,子,試験町2,,,135.2,34.2
        0004,H3,試験 三郎,シケン サブロウ,1980-01-01,男,世帯主,試験町3,,,135.5,34.5
        0005,H4,試験 四郎,シケン シロウ,1980-01-01,男,世帯主,どこにもない町4,,,,

        """
    static let needs = """
        宛名番号,区分,程度,有効期間開始,有効期間終了
        0001,要介護,要介護5,2026-01-01,2027-12-31
        0004,身体,1級,,

        """
    static let area = """
        {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":\
        [[[135.1,34.2],[135.2,34.2],[135.2,34.3],[135.1,34.3],[135.1,34.2]]]}}
        """

    /// A workspace with the four households, imported and scored as of 2026-06-01; a drill needs no `--plain`.
    static func workspace(in folder: TemporaryFolder, drill: Bool = true) throws {
        _ = try folder.write("residents.csv", residents)
        _ = try folder.write("needs.csv", needs)
        _ = try folder.write("area.geojson", area)
        for arguments in [
            ["init", "w.engo", "--name", "試験市", "--code", "302015"]
                + (drill ? ["--drill"] : ["--audience", "headquarters", "--basis", "act-49-11-1"]),
            ["import", "residents", "w.engo", "residents.csv"], ["import", "needs", "w.engo", "needs.csv"],
            ["score", "w.engo", "--as-of", "2026-06-01"],
        ] {
            let run = try Program.run(arguments, in: folder.url)
            guard run.exitCode == 0 else {
                throw Failure(verb: arguments[0], exitCode: run.exitCode, errors: run.errors)
            }
        }
    }

    struct Failure: Error {
        let verb: String
        let exitCode: Int32
        let errors: String
    }

    private static func list(_ folder: TemporaryFolder, _ options: [String]) throws -> Program.Run {
        try Program.run(["list", "w.engo", "--area", "area.geojson"] + options, in: folder.url)
    }

    @Test func listsTheBoundaryTooMostInNeedFirst() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        let run = try Self.list(folder, ["--format", "csv", "--lang", "en", "--encoding", "utf-8"])
        #expect(run.exitCode == 0, "\(run.errors)")
        let rows = run.text.components(separatedBy: "\r\n").filter { !$0.isEmpty }.map {
            $0.components(separatedBy: ",")
        }
        #expect(rows.first?.prefix(4) == ["number", "household_number", "score", "band"])
        #expect(rows.dropFirst().map { $0[1] } == ["H1", "H2"])
        #expect(rows.dropFirst().map { $0[3] } == ["A", "C"] || rows.dropFirst().map { $0[3] } == ["A", "B"])
        #expect(run.errors.contains("of 4 households 1 have no position"))
    }

    @Test(arguments: ["table", "csv", "geojson", "json"])
    func everyFormSaysThatItIsADrill(format: String) throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder, drill: true)
        let run = try Self.list(folder, ["--format", format])
        #expect(run.exitCode == 0)
        #expect(run.text.contains("訓練"))
        #expect(run.errors.contains("訓練"))
    }

    @Test func aRealWorkspaceNeverSaysDrill() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder, drill: false)
        for format in ["table", "csv", "geojson", "json"] {
            let run = try Self.list(folder, ["--format", format, "--plain"])
            #expect(run.exitCode == 0 && !run.text.contains("訓練"))
        }
    }

    @Test func everyReleaseIsInTheAuditLog() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        _ = try Self.list(folder, ["--format", "csv"])
        _ = try Program.run(
            ["export", "w.engo", "--area", "area.geojson", "--output", "out.geojson"], in: folder.url)
        _ = try Program.run(["explain", "w.engo", "--household", "H1"], in: folder.url)
        let log = try String(decoding: folder.data("w.engo-audit"), as: UTF8.self)
        let entries = log.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }.filter { $0["event"] as? String == "release" }
        #expect(entries.map { $0["verb"] as? String } == ["list", "export", "explain"])
        #expect(entries.map { $0["persons"] as? Int } == [3, 3, 1])
        for personal in ["試験", "1935", "\"0001", "太郎"] { #expect(!log.contains(personal)) }
    }

    @Test func nothingIsWrittenWhenTheAuditLogCannotBe() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        try FileManager.default.removeItem(atPath: folder.path("w.engo-audit"))
        try FileManager.default.createDirectory(atPath: folder.path("w.engo-audit"), withIntermediateDirectories: false)
        let run = try Self.list(folder, ["--format", "csv", "--output", "out.csv"])
        #expect(run.exitCode == 73)
        #expect(!FileManager.default.fileExists(atPath: folder.path("out.csv")))
    }

    @Test func aMessageThatCannotBeWrittenStopsNothing() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        let process = Process()
        process.executableURL = Program.url
        process.arguments = ["list", "w.engo", "--area", "area.geojson", "--output", "out.csv"]
        process.currentDirectoryURL = folder.url
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        #expect(FileManager.default.fileExists(atPath: folder.path("out.csv")))
    }

    @Test(arguments: [5, 15, 30, 60, 120])
    func aKilledImportLeavesTheOldGeneration(milliseconds: Int) throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        let before = try Self.list(folder, ["--format", "json"]).output
        var rows = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所\n"
        for number in 0..<20_000 { rows += "\(number),\(number),試験,2000-01-01,男,世帯主,試験町\n" }
        _ = try folder.write("many.csv", rows)
        let process = Process()
        process.executableURL = Program.url
        process.arguments = ["import", "residents", "w.engo", "many.csv"]
        process.currentDirectoryURL = folder.url
        process.standardError = FileHandle.nullDevice
        try process.run()
        usleep(UInt32(milliseconds * 1000))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        // Killed, or done before the signal came: the old list whole, or the new one without a position.
        let after = try Self.list(folder, ["--format", "json"])
        #expect(after.exitCode == 0, "\(after.errors)")
        if process.terminationReason == .uncaughtSignal { #expect(after.output == before) }
    }

    @Test func aReaderThatGoesAwayLeavesOneFile() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        let pipe = Pipe()
        let process = Process()
        process.executableURL = Program.url
        process.arguments = ["list", "w.engo", "--area", "area.geojson"]
        process.currentDirectoryURL = folder.url
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try pipe.fileHandleForReading.close()
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!files.contains { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") })
    }

    @Test func theTableByMemberShowsEverybodysOwnScore() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        let lines = try Self.list(folder, ["--rows", "members"]).text.split(separator: "\n")
        let first = try #require(lines.firstIndex { $0.contains("H1") })
        #expect(lines[first].contains("165"))
        #expect(lines[first + 1].contains("世帯主") && lines[first + 1].contains("110"))
        #expect(!lines[first + 1].contains("165"))
    }

    @Test func aDamagedDictionaryIsNotUsed() throws {
        let folder = try TemporaryFolder()
        let demo = try Program.run(["demo", "city", "--households", "300"], in: folder.url)
        #expect(demo.exitCode == 0, "\(demo.errors)")
        var bytes = try folder.data("city/city.engo-dictionary")
        bytes[bytes.count - 100] ^= 1
        try bytes.write(to: folder.url.appendingPathComponent("city/city.engo-dictionary"))
        let before = try folder.data("city/city.engo")
        let run = try Program.run(["locate", "city/city.engo"], in: folder.url)
        #expect(run.exitCode == 65, "\(run.errors)")
        #expect(try folder.data("city/city.engo") == before)
    }

    @Test func explainsEveryPoint() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        let run = try Program.run(["explain", "w.engo", "--household", "H1"], in: folder.url)
        #expect(run.exitCode == 0)
        #expect(run.text.contains("要介護5"))
        #expect(run.text.contains("165"))
        #expect(run.text.contains("支援情報 needs.csv 2 行、受領 "))
    }

    @Test func statusCountsTheUnlocated() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        let run = try Program.run(["status", "w.engo", "--json"], in: folder.url)
        let status = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
        #expect(status["households"] as? Int == 4)
        #expect(status["unlocated"] as? Int == 1)
        #expect((status["warnings"] as? [String])?.contains("unlocated-households") == true)
    }

    @Test func limitCutsTheListAndNotTheCounts() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        let run = try Self.list(folder, ["--format", "json", "--limit", "1"])
        let answer = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
        #expect((answer["households"] as? [Any])?.count == 1)
        #expect((answer["summary"] as? [String: Any])?["households_inside"] as? Int == 2)
    }

    @Test func theSameListGivesTheSameBytes() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        for format in ["table", "csv", "geojson", "json"] {
            #expect(
                try Self.list(folder, ["--format", format]).output == Self.list(folder, ["--format", format]).output)
        }
    }

    @Test func outputsAreReadableByTheirOwnerOnly() throws {
        let folder = try TemporaryFolder()
        try Self.workspace(in: folder)
        _ = try Self.list(folder, ["--output", "out.csv"])
        for file in ["out.csv", "w.engo", "w.engo-audit"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: folder.path(file))
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(file)")
        }
    }
}
