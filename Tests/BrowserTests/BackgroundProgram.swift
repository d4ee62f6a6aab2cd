import Foundation
import Synchronization

/// A program that runs beside the test until it is stopped.
final class BackgroundProgram: Sendable {
    /// What stood in its output where the pattern has `found`.
    let found: String
    private let identifier: Int32
    private let output: URL

    /// A program that did not say that it was ready.
    struct NotReady: Error {
        let output: String
    }

    /// Starts it and waits until its output fits a pattern; two minutes at most.
    init(
        _ path: String, _ arguments: [String], isReady: Regex<(Substring, found: Substring)>,
        environment: [String: String] = [:]
    ) async throws {
        // A file instead of a pipe: a full pipe would stop the program for ever.
        let output = FileManager.default.temporaryDirectory.appendingPathComponent("engo-\(UUID().uuidString).out")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        let handle = try FileHandle(forWritingTo: output)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        identifier = process.processIdentifier
        self.output = output
        for _ in 0..<1200 {
            let text = String(decoding: (try? Data(contentsOf: output)) ?? Data(), as: UTF8.self)
            if let match = text.firstMatch(of: isReady) {
                found = String(match.output.found)
                return
            }
            guard process.isRunning else { break }
            try await Task.sleep(for: .milliseconds(100))
        }
        kill(identifier, SIGKILL)
        throw NotReady(output: String(decoding: (try? Data(contentsOf: output)) ?? Data(), as: UTF8.self))
    }

    /// Everything that it has written.
    var text: String { String(decoding: (try? Data(contentsOf: output)) ?? Data(), as: UTF8.self) }

    /// Ends it, by force: what the tests start inherits their blocked signals and would not hear a polite one.
    func stop() {
        kill(identifier, SIGKILL)
        try? FileManager.default.removeItem(at: output)
    }
}
