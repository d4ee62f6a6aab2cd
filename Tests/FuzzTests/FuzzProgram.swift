import Foundation

/// Runs the built `engo-fuzz`, which stands beside the test bundle.
enum FuzzProgram {
    struct Run: Sendable {
        let exitCode: Int32
        let output: String
        let errors: String
    }

    private static let url: URL = {
        let tests = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        var folder = tests.deletingLastPathComponent()
        for _ in 0..<4 where !FileManager.default.isExecutableFile(atPath: folder.path + "/engo-fuzz") {
            folder = folder.deletingLastPathComponent()
        }
        return folder.appendingPathComponent("engo-fuzz")
    }()

    private static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        // A trap ends the program at once instead of asking for a backtrace.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Starts the program and lets go of it.
    static func start(_ arguments: [String]) throws -> Process {
        let process = process(arguments)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
    }

    static func run(_ arguments: [String]) throws -> Run {
        let files = FileManager.default
        let scratch = files.temporaryDirectory.appendingPathComponent("engo-fuzz-\(UUID().uuidString)")
        try files.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: scratch) }
        // Files instead of pipes: a full pipe would stop the program for ever.
        let output = scratch.appendingPathComponent("out")
        let errors = scratch.appendingPathComponent("err")
        _ = files.createFile(atPath: output.path, contents: nil)
        _ = files.createFile(atPath: errors.path, contents: nil)
        let process = process(arguments)
        process.currentDirectoryURL = scratch
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        process.waitUntilExit()
        return Run(
            exitCode: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}
