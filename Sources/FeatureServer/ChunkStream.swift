import Dispatch
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import VictimSupport

/// Bytes on their way from a reading thread to a connection, never more than a few pieces of them in memory.
///
/// The writer blocks while the client is slow, and gives up on one that takes nothing for some seconds, so that nobody can hold a
/// reader for long.
final class ChunkStream: OutputSink, Sendable {
    private let chunks: AsyncThrowingStream<ByteBuffer, any Error>
    private let continuation: AsyncThrowingStream<ByteBuffer, any Error>.Continuation
    private let credits = DispatchSemaphore(value: 0)
    private let isAbandoned = Atomic(false)
    private let pending = Mutex(ByteBuffer())
    private let stallSeconds: Int
    private static let chunkLength = 1 << 16
    private static let mostChunks = 8

    /// Starts an empty stream.
    init(stallSeconds: Int) {
        self.stallSeconds = stallSeconds
        (chunks, continuation) = AsyncThrowingStream.makeStream()
        // Not by its initial value: a semaphore must not end below that, and a stream that is cut off does.
        for _ in 0..<Self.mostChunks { credits.signal() }
    }

    /// Takes the next bytes, on the thread of the reader.
    ///
    /// - Throws: ``ClientGone``.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        let full = pending.withLock { pending -> ByteBuffer? in
            pending.writeBytes(bytes)
            guard pending.readableBytes >= Self.chunkLength else { return nil }
            defer { pending = ByteBuffer() }
            return pending
        }
        if let full { try send(full) }
    }

    /// Ends the stream: with what is left, or cut off by an error.
    func finish(_ error: (any Error)?) {
        guard error == nil else { return continuation.finish(throwing: error) }
        let rest = pending.withLock { $0 }
        if rest.readableBytes > 0 { continuation.yield(rest) }
        continuation.finish()
    }

    /// The body of the answer.
    var body: ResponseBody {
        ResponseBody { writer in
            do {
                for try await chunk in self.chunks {
                    try await writer.write(chunk)
                    self.credits.signal()
                }
            } catch {
                self.isAbandoned.store(true, ordering: .relaxed)
                self.credits.signal()
                throw error
            }
            try await writer.finish(nil)
        }
    }

    private func send(_ chunk: ByteBuffer) throws {
        guard credits.wait(timeout: .now() + .seconds(stallSeconds)) == .success,
            !isAbandoned.load(ordering: .relaxed)
        else { throw ClientGone() }
        continuation.yield(chunk)
    }
}

/// The client went away or takes nothing any more.
struct ClientGone: Error {}
