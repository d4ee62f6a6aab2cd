import Foundation
import Testing

/// Ctrl-C in the middle of a long output.
@Suite struct InterruptionTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func nothingUnfinishedStays(signal: Int32) throws {
        let folder = try TemporaryFolder()
        let errors = folder.url.appendingPathComponent("errors")
        _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
        let demo = try Program.run(["demo", "demo", "--households", "200"], in: folder.url)
        #expect(demo.exitCode == 0)
        let process = Process()
        process.executableURL = Program.url
        process.arguments = [
            "drill", "register", "out", "--abr", "demo/city/abr", "--code", "992011", "--households", "2000000",
            "--seed", "1",
        ]
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        let isUnfinished = { (name: String) in name.hasPrefix(".engo-") && name.hasSuffix(".part") }
        func unfinished() -> Int {
            ((try? FileManager.default.contentsOfDirectory(atPath: folder.path("out"))) ?? []).count(
                where: isUnfinished)
        }
        while process.isRunning, unfinished() == 0 { usleep(1000) }
        #expect(process.isRunning)
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
        #expect(unfinished() == 0)
        #expect(try String(decoding: folder.data("errors"), as: UTF8.self).contains("interrupted"))
    }
}
