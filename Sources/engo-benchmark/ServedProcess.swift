import Foundation

/// A running `engo-server`, and the processor time that it takes.
final class ServedProcess {
    /// Where it takes requests, on this machine.
    let port: UInt16
    /// The path that opens once for whoever started it.
    let entrance: String
    private let child: pid_t

    /// Starts it on a free port and waits until it says where.
    init(program: String, workspace: String) throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchmarkError.programFailed(verb: "serve") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        let arguments: [String] = [program, workspace, "--port", "0"]
        let words = arguments.map { strdup($0) } + [nil]
        let environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var child = pid_t()
        guard posix_spawn(&child, program, &actions, nil, words, environment) == 0 else {
            throw BenchmarkError.programFailed(verb: "serve")
        }
        close(ends[1])
        var said = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !said.contains("/enter?") || !said.hasSuffix("\n") {
            let count = Foundation.read(ends[0], &buffer, buffer.count)
            guard count > 0 else { throw BenchmarkError.programFailed(verb: "serve") }
            said += String(decoding: buffer[..<count], as: UTF8.self)
        }
        guard let address = said.firstMatch(of: /http:\/\/[^\/\s]*:(\d+)(\/enter\S*)/), let port = UInt16(address.1)
        else {
            throw BenchmarkError.programFailed(verb: "serve")
        }
        self.port = port
        entrance = String(address.2)
        self.child = child
    }

    deinit {
        kill(child, SIGTERM)
        waitpid(child, nil, 0)
    }

    /// Processor seconds of all its threads so far, to the nanosecond.
    var seconds: Double {
        let folder = "/proc/\(child)/task"
        let tasks = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return tasks.reduce(0) { sum, task in
            let text = (try? String(contentsOfFile: "\(folder)/\(task)/schedstat", encoding: .utf8)) ?? ""
            return sum + (text.split(separator: " ").first.flatMap { Double($0) } ?? 0) / 1e9
        }
    }

    /// The most memory that it has had, in megabytes of 10⁶ bytes.
    var peakMegabytes: Double {
        let status = (try? String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split { !$0.isNumber }.first.flatMap { Double($0) } ?? 0) * 1024 / 1e6
    }
}
