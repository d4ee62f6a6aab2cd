import Foundation
import GRDB
import TestSupport
import Testing

/// The real program, killed at random moments of an import: the old state or the new one, whole, and never a third.
///
/// `ENGO_KILLS` sets how often (40 without it), `ENGO_SEED` the seed, which a failure prints.
@Suite struct KillTests {
    /// A register that can be told from every other by its counts.
    private struct Register {
        let file: String
        let households: Int
        let residents: Int
    }

    private static func setting(_ name: String, _ usual: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? usual
    }

    private static func register(_ name: String, households: ClosedRange<Int>, in folder: TemporaryFolder) throws
        -> Register
    {
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for number in households {
            let place = "試験町\(name)\(number),135.\(100_000 + number),34.\(200_000 + number)"
            text += "\(number)1,\(number),試験\(name),1950-01-01,男,世帯主,\(place)\n"
            text += "\(number)2,\(number),試験\(name),1980-01-01,女,子,\(place)\n"
        }
        _ = try folder.write(name, text)
        return Register(file: name, households: households.count, residents: households.count * 2)
    }

    /// Starts an import and kills it after a while; nil when it ended by itself before that.
    private static func kill(_ register: Register, after delay: TimeInterval, in folder: TemporaryFolder) throws
        -> Int32?
    {
        let process = Process()
        process.executableURL = Program.url
        process.arguments = ["import", "residents", "w.engo", register.file, "--shrink-limit", "100"]
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: delay)
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : nil
    }

    private struct State: Equatable {
        let generation: Int
        let households: Int
        let residents: Int
    }

    private static func state(in folder: TemporaryFolder) throws -> State {
        let run = try Program.run(["status", "w.engo", "--json"], in: folder.url)
        #expect(run.exitCode == 0)
        let json = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
        return State(
            generation: json["generation"] as? Int ?? 0, households: json["households"] as? Int ?? 0,
            residents: json["residents"] as? Int ?? 0)
    }

    @Test func aKilledImportLeavesTheOldStateOrTheNewOne() throws {
        let seed = Self.setting("ENGO_SEED", 20_261_124)
        var generator = SeededGenerator(seed: seed)
        let folder = try TemporaryFolder()
        #expect(
            try Program.run(["init", "w.engo", "--name", "試験市", "--code", "302015", "--drill"], in: folder.url).exitCode
                == 0)
        let registers = [
            try Self.register("a.csv", households: 1...1_500, in: folder),
            try Self.register("b.csv", households: 200...1_800, in: folder),
        ]
        let start = ContinuousClock.now
        let first = try Program.run(["import", "residents", "w.engo", "a.csv"], in: folder.url)
        #expect(first.exitCode == 0)
        let whole = (ContinuousClock.now - start) / .seconds(1)
        var current = try Self.state(in: folder)
        var kills = 0
        for round in 0..<Int(Self.setting("ENGO_KILLS", 40)) {
            let next = registers[current.households == registers[0].households ? 1 : 0]
            let delay = Double.random(in: 0...(whole * 1.1), using: &generator)
            let ended = try Self.kill(next, after: delay, in: folder)
            if ended == nil { kills += 1 }
            let after = try Self.state(in: folder)
            let new = State(
                generation: current.generation + 1, households: next.households, residents: next.residents)
            if ended == 0 {
                #expect(after == new, "seed \(seed), round \(round): an import that reported success is not there")
            } else {
                #expect(after == current || after == new, "seed \(seed), round \(round)")
            }
            let (integrity, violations, history) = try DatabaseQueue(path: folder.path("w.engo")).read { db in
                (
                    try String.fetchOne(db, sql: "PRAGMA integrity_check"),
                    try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count,
                    try Int.fetchOne(
                        db, sql: "SELECT count(*) FROM resident_history WHERE last_generation > ?",
                        arguments: [after.generation])
                )
            }
            #expect(integrity == "ok", "seed \(seed), round \(round)")
            #expect(violations == 0, "seed \(seed), round \(round)")
            #expect(history == 0, "seed \(seed), round \(round)")
            current = after
        }
        #expect(kills > 0)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == [
                "a.csv", "b.csv", "w.engo",
            ])
    }
}
