import Foundation
import GRDB
import Testing

/// The real program on a disk that fails: each call that writes, in turn, fails once or from then on, full or broken.
///
/// Whatever fails, the program ends, the old state or the new one is there and whole, the audit log has lost nothing, and
/// exit code 0 means the new one. The next run without a fault succeeds. `ENGO_FAULTS=all` walks through every call; without
/// it a sample, evenly spread.
@Suite struct FaultTests {
    enum Operation: String, CaseIterable, Sendable {
        case residents = "import residents w.engo new.csv --shrink-limit 100"
        case needs = "import needs w.engo needs.csv --full --shrink-limit 100"
        case backup = "backup w.engo --output made.backup"
        case restore = "restore old.backup --to made.engo"
        case replace = "restore old.backup --to w.engo --replace"

        var arguments: [String] { rawValue.split(separator: " ").map(String.init) }
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let errno: Int32
        let isForGood: Bool
        var testDescription: String { "\(errno == ENOSPC ? "ENOSPC" : "EIO") \(isForGood ? "for good" : "once")" }
    }

    static let faults = [
        Fault(errno: ENOSPC, isForGood: false), Fault(errno: ENOSPC, isForGood: true),
        Fault(errno: EIO, isForGood: false), Fault(errno: EIO, isForGood: true),
    ]

    private static let library: String? = {
        let path = Program.url.deletingLastPathComponent().appendingPathComponent("libFaultInjection.so").path
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    /// A workspace with a backup of the day before, another dictionary and a newer state; made once.
    private static let fixture: TemporaryFolder? = {
        guard let folder = try? TemporaryFolder() else { return nil }
        func points(_ number: Int) -> String { "住所,経度,緯度\n試験県試験市試験町1番\(number)号,135.1,34.2\n" }
        let residents = StepByStepTests.residents
        let fewer = residents.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
        for (name, text) in [
            ("p.csv", points(1)), ("q.csv", points(2)), ("old.csv", residents), ("new.csv", fewer),
            ("needs.csv", StepByStepTests.needs),
        ] {
            guard (try? folder.write(name, text)) != nil else { return nil }
        }
        for line in [
            "init w.engo --name 試験市 --code 302015 --drill", "dictionary build w.engo --points p.csv",
            "import residents w.engo old.csv", "backup w.engo --output old.backup",
            "dictionary build w.engo --points q.csv", "score w.engo --as-of 2026-06-01",
        ] {
            let run = try? Program.run(line.split(separator: " ").map(String.init), in: folder.url)
            guard run?.exitCode == 0 else { return nil }
        }
        return folder
    }()

    /// A folder of its own, with what the fixture has.
    private static func copy() throws -> TemporaryFolder {
        let fixture = try #require(fixture)
        let folder = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: fixture.url.path) {
            try FileManager.default.copyItem(atPath: fixture.path(name), toPath: folder.path(name))
        }
        return folder
    }

    /// What can be told of a folder after an operation; the databases are found whole on the way.
    struct State: Equatable, CustomStringConvertible {
        var databases: [String: [Int]] = [:]
        var dictionaries: [String: Int] = [:]
        var backup: Int?
        var description: String { "\(databases) \(dictionaries) \(backup ?? 0)" }
    }

    private static func state(of folder: TemporaryFolder) throws -> State {
        var state = State()
        for name in ["w.engo", "made.engo"] where FileManager.default.fileExists(atPath: folder.path(name)) {
            let queue = try DatabaseQueue(path: folder.path(name))
            state.databases[name] = try queue.read { db in
                #expect(try String.fetchOne(db, sql: "PRAGMA integrity_check") == "ok")
                #expect(try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil)
                return try [
                    "SELECT max(id) FROM generation", "SELECT count(*) FROM resident", "SELECT count(*) FROM need",
                    "SELECT count(*) FROM resident_history", "SELECT count(*) FROM location",
                    "SELECT sum(generation_id) FROM score_run",
                ].map { try Int.fetchOne(db, sql: $0) ?? 0 }
            }
            try queue.close()
            let dictionary = folder.path(name + "-dictionary")
            if FileManager.default.fileExists(atPath: dictionary) {
                state.dictionaries[name] = try Data(contentsOf: URL(fileURLWithPath: dictionary)).hashValue
            }
        }
        if FileManager.default.fileExists(atPath: folder.path("made.backup")) {
            let check = try Program.run(
                ["restore", "made.backup", "--to", "checked.engo", "--dry-run"], in: folder.url)
            #expect(check.exitCode == 0, "\(check.errors)")
            state.backup = try DatabaseQueue(path: folder.path("made.backup")).read {
                try Int.fetchOne($0, sql: "SELECT max(id) FROM generation")
            }
        }
        return state
    }

    private static func run(
        _ operation: Operation, in folder: TemporaryFolder, _ variables: [String: String]
    ) throws -> Program.Run {
        // As the kernel names it: the counted calls are told by the path behind a descriptor.
        let real = try #require(realpath(folder.url.path, nil))
        defer { free(real) }
        return try Program.run(
            operation.arguments, in: folder.url,
            environment: [
                "LD_PRELOAD": try #require(library), "ENGO_FAULT_FOLDER": String(cString: real),
                // A crash is a failure of the test, not a report of a minute.
                "SWIFT_BACKTRACE": "enable=no",
            ].merging(variables) { $1 })
    }

    /// The calls that write, by name, in order, and the state that the operation makes.
    private static func calls(of operation: Operation) throws -> (names: [String], made: State) {
        let folder = try copy()
        let log = try TemporaryFolder()
        let run = try run(operation, in: folder, ["ENGO_FAULT_LOG": log.path("log")])
        #expect(run.exitCode == 0, "\(run.errors)")
        let text = try String(decoding: log.data("log"), as: UTF8.self)
        return (text.split(separator: "\n").map(String.init), try state(of: folder))
    }

    @Test(arguments: Operation.allCases, faults)
    func theOldStateOrTheNewOneIsThere(operation: Operation, fault: Fault) throws {
        let (names, made) = try Self.calls(of: operation)
        #expect(names.count > 15, "the calls are not counted")
        let old = try Self.state(of: Self.copy())
        #expect(old != made)
        let isEvery = ProcessInfo.processInfo.environment["ENGO_FAULTS"] == "all"
        let sample = isEvery ? names.count : min(names.count, 10)
        var harmless: [String: Int] = [:]
        for index in 0..<sample {
            let number = 1 + index * (names.count - 1) / max(1, sample - 1)
            let place = "\(operation), call \(number) of \(names.count): \(names[number - 1])"
            let folder = try Self.copy()
            let log = try folder.data("w.engo-audit")
            let run = try Self.run(
                operation, in: folder,
                [
                    "ENGO_FAULT_AT": String(number), "ENGO_FAULT_ERRNO": String(fault.errno),
                    "ENGO_FAULT_FOR_GOOD": fault.isForGood ? "1" : "0",
                ])
            let after = try Self.state(of: folder)
            if run.exitCode == 0 {
                harmless[names[number - 1], default: 0] += 1
                #expect(after == made, "\(place) is reported done")
            } else {
                #expect([65, 70, 73].contains(run.exitCode), "\(place): \(run.exitCode) \(run.errors)")
                #expect(run.errors.contains("engo: error: "), "\(place)")
                // The dictionary comes last, and its own error says so. Or the disk refused to confirm a commit that it
                // has: then nobody can know, and the next run brings the dictionary.
                let isOnlyDictionaryOld =
                    operation == .replace && after.databases == made.databases
                    && after.dictionaries == old.dictionaries
                    && (run.errors.contains("w.engo-dictionary")
                        || fault.isForGood && names[number - 1] == "fdatasync")
                #expect(after == old || after == made || isOnlyDictionaryOld, "\(place): \(after)")
            }
            #expect(try folder.data("w.engo-audit").starts(with: log), "\(place)")
            if index % 3 == 0 || isEvery { try Self.expectRecovery(operation, made, in: folder, place) }
        }
        if isEvery { print("\(operation), \(fault.testDescription): \(names.count) calls, harmless \(harmless)") }
    }

    /// Once the disk is well again, the same command does its work, and nothing unfinished stays.
    private static func expectRecovery(
        _ operation: Operation, _ made: State, in folder: TemporaryFolder, _ place: String
    ) throws {
        let isThere = try state(of: folder) == made
        // What is there already is not made twice.
        if isThere, operation == .backup || operation == .restore { return }
        let again = try Program.run(operation.arguments, in: folder.url)
        #expect(again.exitCode == 0, "\(place), again: \(again.errors)")
        let after = try state(of: folder)
        // A restore that has happened already is another generation.
        if operation == .replace {
            #expect(after.databases["w.engo"]?.dropFirst() == made.databases["w.engo"]?.dropFirst(), "\(place), again")
            #expect(after.dictionaries == made.dictionaries, "\(place), again")
        } else if !isThere {
            #expect(after == made, "\(place), again")
        }
        let unfinished = try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter {
            $0.hasSuffix("-wal") || $0.hasSuffix("-shm") || $0.hasSuffix("-journal")
        }
        #expect(unfinished == [], "\(place), again")
    }
}
