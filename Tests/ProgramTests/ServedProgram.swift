import Foundation
import TestSupport

/// `engo serve` that was started, and what it says.
final class ServedProgram {
    let process = Process()
    private let folder: TemporaryFolder

    init(_ arguments: [String], in folder: TemporaryFolder) throws {
        self.folder = folder
        process.executableURL = Program.url
        process.arguments = ["serve"] + arguments
        process.currentDirectoryURL = folder.url
        process.standardInput = FileHandle.nullDevice
        for (name, keyPath) in [
            ("server-out", \Process.standardOutput as ReferenceWritableKeyPath<Process, Any?>),
            ("server-errors", \Process.standardError),
        ] {
            _ = FileManager.default.createFile(atPath: folder.path(name), contents: nil)
            process[keyPath: keyPath] = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path(name)))
        }
        try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    func said(_ name: String) throws -> String { String(decoding: try folder.data(name), as: UTF8.self) }

    /// The port, once it says so; within three minutes.
    func port() throws -> Int? {
        for _ in 0..<3_600 where process.isRunning {
            if let match = try said("server-out").firstMatch(of: /serving: http:\/\/127\.0\.0\.1:([0-9]+)\/\n/) {
                return Int(match.1)
            }
            usleep(50_000)
        }
        return nil
    }

    func stop(_ signal: Int32 = SIGTERM) {
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
    }

    /// The answer to a request over a connection of its own; empty when there is none, or none within two minutes.
    static func request(
        _ method: String, _ path: String, port: Int, _ headers: [String] = [], body: String = ""
    ) -> String {
        let lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + headers
        let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
        return RawConnection.request(
            (lines + length).joined(separator: "\r\n") + "\r\n\r\n" + body, port: port, seconds: 120)
            ?? ""
    }
}
