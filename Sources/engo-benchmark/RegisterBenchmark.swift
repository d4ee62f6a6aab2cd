import Foundation
import Interchange

/// What each import of a register costs a fresh process of the built program, against the `sqlite3` shell on the same files.
///
/// Processor seconds, user and system together, and peak memory of whole processes; the median of the runs. Each run starts
/// with nothing but the register's files, and takes every step once, baselines included.
struct RegisterBenchmark {
    let program: String
    let folder: String
    let households: Int
    /// Folder of アドレス・ベース・レジストリ tables and the code of a municipality in them; nil: those of the synthetic city.
    let tables: (folder: String, code: String)?
    let seed: Int
    let runs: Int

    /// The code of the synthetic city.
    private static let cityCode = "992011"
    /// How many residents of a hundred have needs; the generator gives them to more.
    private static let percentInNeed = 8
    /// More households than this add nothing to the city's addresses that matters here.
    private static let cityHouseholds = 100...60_000

    func run() throws {
        guard !FileManager.default.fileExists(atPath: folder) else { throw BenchmarkError.cannotWrite(path: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let tables = try self.tables ?? city()
        let register = folder + "/register"
        _ = try engo([
            "drill", "register", register, "--abr", tables.folder, "--code", tables.code, "--households",
            String(households), "--seed", String(seed),
        ])
        let residents = try RegisterFile(register + "/residents.csv")
        let someNeeds = folder + "/needs.csv"
        let inNeed = try RegisterFile(register + "/needs.csv").writeNeeds(
            ofPersons: residents.rows * Self.percentInNeed / 100, to: someNeeds)
        let needs = try RegisterFile(someNeeds)
        let addresses = folder + "/addresses.txt"
        guard try residents.writeAddresses(to: addresses) == households else { throw BenchmarkError.resultsDiffer }
        let changed = folder + "/changed.csv"
        let changes = try residents.writeChanged(to: changed)
        print(
            "\(households) households, \(residents.rows) residents, \(needs.rows) needs of \(inNeed) of them, seed \(seed); "
                + "whole processes, median of \(runs)")
        let shell = PlainTables.installedShell
        if shell == nil { print("sqlite3 is not installed: no baseline and no ratios") }
        var costs: [RegisterStep: [ProcessCost]] = [:]
        for run in 1...runs {
            let scratch = folder + "/run-\(run)"
            try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
            defer { try? FileManager.default.removeItem(atPath: scratch) }
            if let shell { try plain(shell, scratch, residents, needs, &costs) }
            let workspace = scratch + "/bench.engo"
            _ = try engo(["init", workspace, "--name", "benchmark", "--code", tables.code, "--drill"])
            _ = try engo(["dictionary", "build", workspace, "--abr", tables.folder])
            costs[.importResidents, default: []].append(try engo(["import", "residents", workspace, residents.path]))
            costs[.scoreBefore, default: []].append(try engo(["score", workspace]))
            costs[.importNeeds, default: []].append(try engo(["import", "needs", workspace, needs.path, "--full"]))
            costs[.locate, default: []].append(try engo(["locate", workspace]))
            costs[.score, default: []].append(try engo(["score", workspace]))
            costs[.addresses, default: []].append(
                try engo([
                    "address", "match", addresses, "--dictionary", workspace + "-dictionary", "--municipality",
                    tables.code, "--threads", "1",
                ]))
            costs[.sameAgain, default: []].append(
                try reimport(residents.path, into: workspace, report: scratch + "/same.json", changes: 0))
            costs[.fewChanged, default: []].append(
                try reimport(changed, into: workspace, report: scratch + "/changed.json", changes: changes))
        }
        print(RegisterTable(runs: costs).text)
        print("\(changes) rows changed; a peak below \(Int(MeasuredProcess.ownPeakMegabytes)) MB cannot be told")
    }

    /// Makes the synthetic city for its tables.
    private func city() throws -> (folder: String, code: String) {
        let size = min(max(households, Self.cityHouseholds.lowerBound), Self.cityHouseholds.upperBound)
        _ = try engo(["demo", folder + "/demo", "--households", String(size), "--seed", String(seed)])
        return (folder + "/demo/city/abr", Self.cityCode)
    }

    private func plain(
        _ shell: String, _ scratch: String, _ residents: RegisterFile, _ needs: RegisterFile,
        _ costs: inout [RegisterStep: [ProcessCost]]
    ) throws {
        let withLog = PlainTables(shell: shell, path: scratch + "/log.sqlite", hasWriteAheadLog: true)
        costs[.plainResidents, default: []].append(try withLog.importResidents(residents))
        costs[.plainNeeds, default: []].append(try withLog.importNeeds(needs))
        let withJournal = PlainTables(shell: shell, path: scratch + "/journal.sqlite", hasWriteAheadLog: false)
        costs[.journalResidents, default: []].append(try withJournal.importResidents(residents))
        costs[.journalNeeds, default: []].append(try withJournal.importNeeds(needs))
    }

    /// Imports residents over those that are there; the program must find exactly so many changes, and make a generation only
    /// when there are any.
    private func reimport(_ file: String, into workspace: String, report: String, changes: Int) throws -> ProcessCost {
        let cost = try engo(["import", "residents", workspace, file, "--report", report])
        let json = try JSONParser.parse([UInt8](try Data(contentsOf: URL(fileURLWithPath: report))))
        let counts = ["added", "moved", "changed", "departed", "deceased", "missing"]
            .compactMap { json["changes"]?[$0]?.number }
        guard counts.count == 6, counts.reduce(0, +) == Double(changes),
            (json["generation"]?.number == nil) == (changes == 0)
        else { throw BenchmarkError.resultsDiffer }
        return cost
    }

    private func engo(_ arguments: [String]) throws -> ProcessCost {
        guard let cost = MeasuredProcess.run(program, arguments) else {
            throw BenchmarkError.programFailed(verb: arguments.prefix(2).joined(separator: " "))
        }
        return cost
    }
}
