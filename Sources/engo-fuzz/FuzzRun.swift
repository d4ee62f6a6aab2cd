package import Foundation
import TestSupport

/// Tries a target on its corpus and on what a seed makes of it, within limits of time and memory.
package struct FuzzRun {
    /// Seconds of processor time that no input may take.
    package static let secondsPerInput = 1.0
    /// Bytes by which the process may grow, in MiB.
    static let memoryLimit = 512
    /// Seconds of processor time after which an input counts as never ending.
    private static let hangLimit = 60.0
    /// The most inputs that are kept for making others.
    private static let poolLimit = 2000

    private let target: FuzzTarget
    private let seconds: Double
    private let seed: UInt64
    private let saves: URL
    private var pool: [[UInt8]]

    /// What a run did.
    package struct Report: Equatable, Sendable {
        /// Inputs of the corpus.
        package internal(set) var replayed = 0
        /// Inputs tried in all.
        package internal(set) var executions = 0
        /// Kinds of outcome seen.
        package internal(set) var outcomes = 0
        /// Processor time of the slowest input.
        package internal(set) var slowestMilliseconds = 0.0
        /// The most memory that the process had, in MiB.
        package internal(set) var peakMebibytes = 0
    }

    /// Reads the corpus.
    ///
    /// - Parameters:
    ///   - seconds: of the wall clock, after the corpus; 0 replays the corpus only.
    ///   - corpus: a folder, all of whose files are inputs.
    ///   - saves: an existing folder for inputs that fail.
    /// - Throws: ``FuzzFailure/emptyCorpus(path:)``, ``FuzzFailure/file(path:)``.
    package init(
        _ target: FuzzTarget, seconds: Double, seed: UInt64, corpus: URL, saves: URL
    ) throws(FuzzFailure) {
        self.target = target
        self.seconds = seconds
        self.seed = seed
        self.saves = saves
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: corpus.path) else {
            throw .file(path: corpus.path)
        }
        pool = []
        for name in names.sorted() where !name.hasPrefix(".") {
            guard let data = try? Data(contentsOf: corpus.appendingPathComponent(name)) else {
                throw .file(path: corpus.appendingPathComponent(name).path)
            }
            pool.append([UInt8](data))
        }
        if pool.isEmpty { throw .emptyCorpus(path: corpus.path) }
    }

    /// Tries every input of the corpus, then new ones until the time is over.
    ///
    /// - Throws: ``FuzzFailure`` for the first input that fails, after saving it.
    package mutating func run() throws -> Report {
        let name = "\(target.name)-running-\(ProcessInfo.processInfo.processIdentifier).input"
        let longest = max(target.longest, pool.map(\.count).max() ?? 0)
        let journal = try InputJournal(path: saves.appendingPathComponent(name).path, capacity: longest)
        journal.watch(limit: Self.hangLimit)
        let memoryAtStart = Self.peakMebibytes
        var report = Report(replayed: pool.count)
        var seen: Set<String> = []
        for input in pool { seen.insert(try attempt(input, journal, memoryAtStart, &report)) }
        var mutator = Mutator(target, seed: seed)
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            let input = mutator.next(from: pool)
            if seen.insert(try attempt(input, journal, memoryAtStart, &report)).inserted, pool.count < Self.poolLimit {
                pool.append(input)
            }
        }
        report.outcomes = seen.count
        report.peakMebibytes = Self.peakMebibytes
        return report
    }

    private func attempt(
        _ input: [UInt8], _ journal: InputJournal, _ memoryAtStart: Int, _ report: inout Report
    ) throws -> String {
        var outcome = ""
        var time = 0.0
        do {
            time = try journal.trying(input) { try ThreadClock.seconds { outcome = try target.check(input) } }
        } catch let error as BrokenPromise {
            throw FuzzFailure.broken(promise: error.promise, input: try save(input))
        }
        report.executions += 1
        report.slowestMilliseconds = max(report.slowestMilliseconds, time * 1000)
        if time > Self.secondsPerInput {
            throw FuzzFailure.slow(milliseconds: Int(time * 1000), input: try save(input))
        }
        if report.executions % 64 == 0 || time > 0.1 {
            let growth = Self.peakMebibytes - memoryAtStart
            if growth > Self.memoryLimit { throw FuzzFailure.memory(mebibytes: growth, input: try save(input)) }
        }
        return outcome
    }

    private func save(_ input: [UInt8]) throws(FuzzFailure) -> String {
        // FNV-1a: the same input keeps its name.
        let hash = input.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        let file = saves.appendingPathComponent("\(target.name)-\(String(hash, radix: 16)).input")
        do { try Data(input).write(to: file) } catch { throw .file(path: file.path) }
        return file.path
    }

    private static var peakMebibytes: Int {
        var usage = rusage()
        // RUSAGE_SELF, whose type differs from system to system.
        getrusage(0, &usage)
        #if canImport(Darwin)
            return usage.ru_maxrss >> 20
        #else
            return usage.ru_maxrss >> 10
        #endif
    }
}
