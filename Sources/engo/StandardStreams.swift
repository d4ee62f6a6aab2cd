import Foundation
import Interchange
import VictimSupport

/// Messages, progress and summaries.
enum StandardError {
    /// Writes text as it is.
    static func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }

    /// One line, Japanese first.
    static func line(_ japanese: String, _ english: String) {
        write("\(japanese) / \(english)\n")
    }
}

/// Data; a closed pipe ends the output quietly, as `head` expects.
final class StandardOutput: OutputSink {
    private var buffer: [UInt8] = []
    private static let bufferLength = 1 << 16

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count >= Self.bufferLength { try flush() }
    }

    func write(_ text: String) throws {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.bufferLength { try flush() }
    }

    /// Hands everything to the system.
    func flush() throws {
        try buffer.withUnsafeBytes { all in
            var offset = 0
            while offset < all.count {
                let count = Foundation.write(STDOUT_FILENO, all.baseAddress?.advanced(by: offset), all.count - offset)
                if count < 0 && errno == EINTR { continue }
                if count < 0 && errno == EPIPE { exit(0) }
                guard count > 0 else { throw InterchangeError.cannotWrite(path: "standard output", errno: errno) }
                offset += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
