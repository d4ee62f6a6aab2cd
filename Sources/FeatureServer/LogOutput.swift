import Foundation
import Interchange
import Logging
import Synchronization

/// Where the server's log goes, one JSON object a line; a line that cannot be written is lost, and the server goes on.
package final class LogOutput: Sendable {
    private let descriptor: Int32
    private let isOwned: Bool
    private let lock = Mutex(())

    /// Standard error, or any other open file, which stays open.
    package init(descriptor: Int32 = STDERR_FILENO) {
        self.descriptor = descriptor
        isOwned = false
    }

    /// A file that is appended to, readable by its owner only; nil when it cannot be opened.
    package init?(path: String) {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        isOwned = true
        if descriptor < 0 { return nil }
    }

    deinit { if isOwned { close(descriptor) } }

    /// Writes one line.
    func line(_ members: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.object { members(&$0) }
        json.finalLineBreak()
        let line = json.bytes
        lock.withLock { _ in
            var rest = line[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Notes something that happened to the server itself.
    package func event(_ name: String, at time: String) {
        line { json in
            json.member("time", time)
            json.member("event", name)
        }
    }
}

/// What the libraries say: that something happened, never their words, which may hold what a client sent.
struct LibraryLog: LogHandler {
    let output: LogOutput
    let now: @Sendable () -> String
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.error

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { output.event("library \(event.level.rawValue)", at: now()) }
}
