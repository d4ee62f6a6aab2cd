import Foundation
import Interchange
import VictimSupport

/// Messages, progress and summaries.
enum StandardError {
    /// Writes text as it is; a message that cannot be written is lost, and the work goes on.
    static func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    /// One line, Japanese first; what could move the cursor or turn the text, as in the name of a file, is replaced.
    static func line(_ japanese: String, _ english: String) {
        write(TableLine.harmless("\(japanese) / \(english)") + "\n")
    }
}

/// The reader of standard output has gone, as `head` does; the program ends quietly.
struct ClosedPipe: Error {}

/// Data; a closed pipe ends the output with ``ClosedPipe``.
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
                if count < 0 && errno == EPIPE { throw ClosedPipe() }
                guard count > 0 else { throw InterchangeError.cannotWrite(path: "standard output", errno: errno) }
                offset += count
            }
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
