import Foundation
import TestSupport
import Testing
import engo_fuzz

/// The fuzzer finds what is planted, saves it, and finds the same again.
@Suite struct FuzzRunTests {
    /// A folder with a corpus of one input and a place for saved ones, removed with the instance.
    private final class Folder: Sendable {
        let url: URL
        var corpus: URL { url.appendingPathComponent("corpus") }

        init(input: String? = "abc") throws {
            url = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
            if let input { try Data(input.utf8).write(to: corpus.appendingPathComponent("one")) }
        }

        deinit { try? FileManager.default.removeItem(at: url) }
    }

    private static func target(
        _ check: @escaping @Sendable ([UInt8]) throws(BrokenPromise) -> String
    ) -> FuzzTarget {
        FuzzTarget(name: "planted", longest: 64, tokens: [Array("令和".utf8)], check: check)
    }

    /// Breaks its promise where a token of the dictionary stands before a byte of the corpus.
    private static let brittle = target { (input: [UInt8]) throws(BrokenPromise) -> String in
        let word = Array("令和a".utf8)
        for start in input.indices where input[start...].starts(with: word) { throw BrokenPromise("no such word") }
        return "\(input.count)"
    }

    @Test func findsAPlantedFaultAndSavesTheInput() throws {
        let folder = try Folder()
        func failure() -> FuzzFailure? {
            #expect(throws: FuzzFailure.self) {
                var run = try FuzzRun(Self.brittle, seconds: 60, seed: 7, corpus: folder.corpus, saves: folder.url)
                _ = try run.run()
            }
        }
        let found = try #require(failure())
        guard case .broken(let promise, let path) = found else {
            Issue.record("unexpected \(found)")
            return
        }
        #expect(promise == "no such word")
        let input = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(throws: BrokenPromise("no such word")) { try Self.replay(input, folder) }
        // The same seed finds the same input.
        #expect(failure() == found)
        // What was tried is not left behind.
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).count == 2)
    }

    private static func replay(_ input: [UInt8], _ folder: Folder) throws {
        let corpus = folder.url.appendingPathComponent("again")
        try FileManager.default.createDirectory(at: corpus, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: corpus) }
        try Data(input).write(to: corpus.appendingPathComponent("one"))
        do {
            var run = try FuzzRun(brittle, seconds: 0, seed: 1, corpus: corpus, saves: folder.url)
            _ = try run.run()
        } catch FuzzFailure.broken(let promise, _) {
            throw BrokenPromise(promise)
        }
    }

    @Test func refusesAnInputThatTakesTooLong() throws {
        let folder = try Folder()
        let slow = Self.target { _ in
            // Processor time is what counts, so sleeping would not do.
            var (sum, seconds) = (0.0, 0.0)
            while seconds < 1.2 {
                seconds += ThreadClock.seconds { for number in 0..<100_000 { sum += Double(number).squareRoot() } }
            }
            return sum > 0 ? "slow" : ""
        }
        let error = #expect(throws: FuzzFailure.self) {
            var run = try FuzzRun(slow, seconds: 0, seed: 1, corpus: folder.corpus, saves: folder.url)
            _ = try run.run()
        }
        guard case .slow = error else {
            Issue.record("unexpected \(String(describing: error))")
            return
        }
    }

    @Test func refusesAnEmptyCorpus() throws {
        let folder = try Folder(input: nil)
        #expect(throws: FuzzFailure.emptyCorpus(path: folder.corpus.path)) {
            try FuzzRun(Self.brittle, seconds: 0, seed: 1, corpus: folder.corpus, saves: folder.url)
        }
        #expect(throws: FuzzFailure.file(path: "/missing")) {
            try FuzzRun(
                Self.brittle, seconds: 0, seed: 1, corpus: URL(fileURLWithPath: "/missing"), saves: folder.url)
        }
    }
}
