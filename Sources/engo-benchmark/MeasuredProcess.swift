import Foundation
import Glibc

/// A child process whose processor time and peak memory are taken from the system when it ends.
///
/// Foundation's `Process` does not tell the peak, and the system's sum over all children mixes the peaks of several.
/// The system counts the pages of the program that starts a child as the child's own until it runs: a peak below
/// ``ownPeakMegabytes`` cannot be told, and the benchmark must stay small itself.
enum MeasuredProcess {
    /// Runs a program, of the search path where the name has no slash; nil when it cannot be started or fails.
    ///
    /// Without files it has nothing to read, and its output is thrown away.
    static func run(
        _ program: String, _ arguments: [String], input: String = "/dev/null", output: String = "/dev/null"
    ) -> ProcessCost? {
        var actions = posix_spawn_file_actions_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        let writing = O_WRONLY | O_CREAT | O_TRUNC
        for (descriptor, path, mode) in [
            (STDIN_FILENO, input, O_RDONLY), (STDOUT_FILENO, output, writing), (STDERR_FILENO, "/dev/null", writing),
        ] {
            guard posix_spawn_file_actions_addopen(&actions, descriptor, path, mode, 0o600) == 0 else { return nil }
        }
        let words = ([program] + arguments).map { strdup($0) } + [nil]
        let environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var child = pid_t()
        guard posix_spawnp(&child, program, &actions, nil, words, environment) == 0 else { return nil }
        var status: Int32 = 0
        var usage = rusage()
        var waited = wait4(child, &status, 0, &usage)
        while waited < 0, errno == EINTR { waited = wait4(child, &status, 0, &usage) }
        guard waited == child, status == 0 else { return nil }
        return cost(usage)
    }

    /// The most memory that this program itself has had.
    static var ownPeakMegabytes: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return cost(usage).peakMegabytes
    }

    private static func cost(_ usage: rusage) -> ProcessCost {
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        // Linux counts the peak in units of 1,024 bytes.
        return ProcessCost(
            seconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
            peakMegabytes: Double(usage.ru_maxrss) * 1024 / 1e6)
    }
}
