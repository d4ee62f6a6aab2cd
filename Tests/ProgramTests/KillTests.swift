import Foundation
import GRDB
import TestSupport
import Testing

/// The real program, killed at random moments of everything that changes or makes a workspace: the old state or the new one,
/// whole, and never a third.
///
/// `ENGO_KILLS` sets how often (200 without it), `ENGO_SEED` the seed, which a failure prints.
@Suite struct KillTests {
    /// What is killed; the rounds take turns.
    private enum Work: CaseIterable {
        case firstImport, nextImport, backup, restore, replace
    }

    private static func setting(_ name: String, _ usual: UInt64) -> UInt64 {
        ProcessInfo.processInfo.environment[name].flatMap(UInt64.init) ?? usual
    }

    /// The state of a workspace, which is found whole on the way; nil where there is none.
    private struct State: Equatable {
        let generation: Int
        let households: Int
        let residents: Int
        /// The registers that residents and their ended rows come from, in the order of the names.
        let registers: [String]

        init?(_ name: String, in folder: TemporaryFolder, _ place: Comment) throws {
            guard FileManager.default.fileExists(atPath: folder.path(name)) else { return nil }
            // The program finds its way first, then SQLite is asked on its own.
            let run = try Program.run(["status", name, "--json"], in: folder.url)
            #expect(run.exitCode == 0, place)
            let json = try #require(try JSONSerialization.jsonObject(with: run.output) as? [String: Any])
            generation = json["generation"] as? Int ?? 0
            households = json["households"] as? Int ?? 0
            residents = json["residents"] as? Int ?? 0
            let queue = try DatabaseQueue(path: folder.path(name))
            registers = try queue.read { [generation] db in
                #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok", place)
                #expect(try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil, place)
                let mixed = """
                    WITH made AS (SELECT max(id) AS id FROM generation WHERE cause <> 'restore')
                    SELECT (SELECT count(*) FROM resident_history WHERE last_generation >= \(generation))
                        + (SELECT count(*) FROM resident, made WHERE first_generation <> made.id)
                        + (SELECT count(*) FROM household WHERE id NOT IN (SELECT household_id FROM resident))
                        + (SELECT count(*) FROM score_run, made WHERE generation_id <> made.id)
                        + (SELECT count(*) FROM location_run, made WHERE generation_id <> made.id)
                    """
                #expect(try Int.fetchOne(db, sql: mixed) == 0, place)
                return try String.fetchAll(db, sql: "SELECT DISTINCT name FROM resident ORDER BY name")
            }
            try queue.close()
        }

        func holds(_ register: Register) -> Bool {
            households == register.households && residents == households * 2 && registers == [register.name]
        }

        func holdsTheSame(as other: State) -> Bool {
            (households, residents) == (other.households, other.residents) && registers == other.registers
        }
    }

    /// A register that can be told from every other by its counts and by the name of everybody in it.
    private struct Register {
        let file: String
        let households: Int
        var name: String { "試験" + file }

        init(_ file: String, households: ClosedRange<Int>, in folder: TemporaryFolder) throws {
            self.file = file
            self.households = households.count
            var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
            for number in households {
                let place = "試験町\(file)\(number),135.\(100_000 + number),34.\(200_000 + number)"
                text += "\(number)1,\(number),試験\(file),1950-01-01,男,世帯主,\(place)\n"
                text += "\(number)2,\(number),試験\(file),1980-01-01,女,子,\(place)\n"
            }
            _ = try folder.write(file, text)
        }
    }

    private let folder: TemporaryFolder
    /// What the program says, apart from what it makes.
    private let notes: TemporaryFolder
    private let registers: [Register]
    private let seed = Self.setting("ENGO_SEED", 20_261_124)

    init() throws {
        folder = try TemporaryFolder()
        notes = try TemporaryFolder()
        registers = [
            try Register("a.csv", households: 1...900, in: folder),
            try Register("b.csv", households: 200...1_200, in: folder),
        ]
    }

    private func remove(_ name: String) {
        // A journal whose header was not on disk yet takes nothing back, and SQLite leaves it for the next writer.
        for suffix in ["", "-audit", "-audit-head", "-wal", "-shm", "-journal"] { unlink(folder.path(name + suffix)) }
    }

    /// What a piece of work is called with, after its place has been cleared for it.
    private func arguments(of work: Work, current: State) throws -> [String] {
        switch work {
        case .firstImport:
            remove("first.engo")
            try FileManager.default.copyItem(atPath: folder.path("empty.engo"), toPath: folder.path("first.engo"))
            return ["import", "residents", "first.engo", "a.csv"]
        case .nextImport:
            return ["import", "residents", "w.engo", next(current).file, "--shrink-limit", "100"]
        case .backup:
            remove("made.backup")
            return ["backup", "w.engo", "--output", "made.backup"]
        case .restore:
            remove("made.engo")
            return ["restore", "kept.backup", "--to", "made.engo"]
        case .replace: return ["restore", "kept.backup", "--to", "w.engo", "--replace"]
        }
    }

    private func next(_ current: State) -> Register {
        registers[current.registers == [registers[0].name] ? 1 : 0]
    }

    /// Starts the program and kills it after a while; nil when it ended by itself before that.
    private func kill(_ arguments: [String], after delay: TimeInterval) throws -> Int32? {
        let errors = try FileHandle(forWritingTo: URL(fileURLWithPath: notes.write("errors", "")))
        defer { try? errors.close() }
        let process = Process()
        process.executableURL = Program.url
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        if delay < .infinity {
            Thread.sleep(forTimeInterval: delay)
            if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
        }
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : nil
    }

    private func run(_ arguments: String...) throws {
        let run = try Program.run(arguments, in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
    }

    @Test func whateverIsKilledLeavesTheOldStateOrTheNewOne() throws {
        var generator = SeededGenerator(seed: seed)
        for name in ["empty.engo", "w.engo"] { try run("init", name, "--name", "試験市", "--code", "302015", "--drill") }
        try run("import", "residents", "w.engo", "a.csv")
        try run("backup", "w.engo", "--output", "kept.backup")
        let kept = try #require(try State("w.engo", in: folder, "before"))
        var current = kept
        var log = try folder.data("w.engo-audit")
        var whole: [Work: Double] = [:]
        var kills = 0
        for round in 0..<Int(Self.setting("ENGO_KILLS", 200)) {
            let work = Work.allCases[round % Work.allCases.count]
            let arguments = try arguments(of: work, current: current)
            // The first of its kind runs to its end, which tells how long the others may take.
            let delay = whole[work].map { Double.random(in: 0...($0 * 1.1), using: &generator) } ?? .infinity
            let start = ContinuousClock.now
            let ended: Int32?
            if whole[work] == nil {
                ended = try kill(arguments, after: .infinity)
                whole[work] = (ContinuousClock.now - start) / .seconds(1)
            } else {
                ended = try kill(arguments, after: delay)
            }
            let place: Comment = "seed \(seed), round \(round), \(work)"
            let errors = try String(decoding: notes.data("errors"), as: UTF8.self)
            #expect(ended == nil || ended == 0, "\(place) \(errors)")
            if ended == nil { kills += 1 }
            let after = try #require(try State("w.engo", in: folder, place), place)
            let isOld = ended == nil && after == current
            switch work {
            case .firstImport:
                let first = try #require(try State("first.engo", in: folder, place), place)
                let isEmpty = first.generation == 1 && first.residents == 0
                #expect(first.generation == 2 && first.holds(registers[0]) || ended == nil && isEmpty, place)
            case .nextImport:
                #expect(after.generation == current.generation + 1 && after.holds(next(current)) || isOld, place)
            case .backup:
                let isThere = FileManager.default.fileExists(atPath: folder.path("made.backup"))
                #expect(isThere || ended == nil, place)
                if isThere { try run("restore", "made.backup", "--to", "checked.engo", "--dry-run") }
            case .restore:
                let made = try State("made.engo", in: folder, place)
                #expect(made?.holdsTheSame(as: kept) ?? (ended == nil), place)
            case .replace:
                // The log may name a generation that a killed restore never made.
                #expect(after.generation > current.generation && after.holdsTheSame(as: kept) || isOld, place)
            }
            if work != .nextImport, work != .replace { #expect(after == current, place) }
            let longer = try folder.data("w.engo-audit")
            #expect(longer.starts(with: log), place)
            log = longer
            current = after
        }
        #expect(kills > 0)
        // What killed programs left is removed by the next that writes a file there.
        try run("backup", "w.engo", "--output", "last.backup")
        for name in ["first.engo", "made.engo", "made.backup"] { remove(name) }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
        #expect(
            left == [
                "a.csv", "b.csv", "empty.engo", "empty.engo-audit", "empty.engo-audit-head", "kept.backup",
                "last.backup", "w.engo", "w.engo-audit",
                "w.engo-audit-head",
            ])
        // No kill broke the chain.
        try run("audit", "verify", "w.engo")
    }
}
