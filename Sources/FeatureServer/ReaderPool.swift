import Registry
import Synchronization
import VictimSupport

/// The readers of one workspace: every read runs on a thread that may block, in one transaction, and so sees one generation.
///
/// Readers are opened when they are needed and kept. At most ``ServerLimits/readers`` read at once, and as many again wait
/// as ``ServerLimits/waitingReads`` says; one more is refused at once. One operator, by however many sessions, has a share of both.
final class ReaderPool: Sendable {
    private let paths: WorkspacePaths
    private let limits: ServerLimits
    private let threads: FairThreads<String>
    private let idle = Mutex<[RegistryReader]>([])
    private let columns = SharedColumns()

    /// Prepares to read a workspace; nothing is opened yet.
    init(_ paths: WorkspacePaths, limits: ServerLimits) {
        self.paths = paths
        self.limits = limits
        threads = FairThreads(
            FairThreads.Shares(
                threads: limits.readers, places: limits.readers + limits.waitingReads,
                placesPerAsker: limits.readersPerOperator + limits.waitingReadsPerOperator,
                threadsPerAsker: limits.readersPerOperator))
    }

    /// Runs related reads in one transaction.
    ///
    /// - Parameter session: whose share they take; nil for what is nobody's.
    /// - Throws: ``Problem/busy``, ``Problem/tookTooLong``, ``ClientGone`` when the task was cancelled, and what the reads throw.
    func read<Result: Sendable>(
        for session: Session? = nil, _ body: @escaping @Sendable (RegistrySnapshot) throws -> Result
    ) async throws -> Result {
        let deadline = ReadDeadline(seconds: limits.querySeconds)
        return try await withTaskCancellationHandler {
            try await threads.run(for: session?.operatorName) {
                try self.withReader(deadline) { try $0.read(body) }
            }
        } onCancel: {
            deadline.end(.abandoned)
        }
    }

    /// Runs what blocks and needs no reader, such as a line of the audit log.
    func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await threads.run(body)
    }

    /// Reads that run or wait, for metrics.
    var load: Int { threads.load }

    /// Answers piece by piece: the head is returned as soon as it is known, and the rest is written inside the same transaction while
    /// the caller hands it on.
    ///
    /// - Parameters:
    ///   - session: whose share the read takes; nil for what is nobody's.
    ///   - prepare: what must be right before the first byte leaves; its errors are thrown here.
    ///   - write: gets the head and writes; an error ends the stream without an end, which clients see.
    func stream<Head: Sendable>(
        for session: Session? = nil, _ prepare: @escaping @Sendable (RegistrySnapshot) throws -> Head,
        _ write: @escaping @Sendable (Head, RegistrySnapshot, ChunkStream) throws -> Void
    ) async throws -> (Head, ChunkStream) {
        let stream = ChunkStream(stallSeconds: limits.stallSeconds)
        let deadline = ReadDeadline(seconds: limits.answerSeconds)
        return try await withTaskCancellationHandler {
            try await start(stream, deadline, for: session, prepare, write)
        } onCancel: {
            deadline.end(.abandoned)
        }
    }

    private func start<Head: Sendable>(
        _ stream: ChunkStream, _ deadline: ReadDeadline, for session: Session?,
        _ prepare: @escaping @Sendable (RegistrySnapshot) throws -> Head,
        _ write: @escaping @Sendable (Head, RegistrySnapshot, ChunkStream) throws -> Void
    ) async throws -> (Head, ChunkStream) {
        try await withCheckedThrowingContinuation { continuation in
            Task {
                // The head is handed over once, by whoever comes first: the reader or its failure.
                let isAnswered = Mutex(false)
                do {
                    try await self.threads.run(for: session?.operatorName) {
                        try self.withReader(deadline) { reader in
                            try reader.read { snapshot in
                                let head = try prepare(snapshot)
                                isAnswered.withLock { $0 = true }
                                continuation.resume(returning: (head, stream))
                                try write(head, snapshot, stream)
                            }
                        }
                    }
                    stream.finish(nil)
                } catch {
                    if isAnswered.withLock({ $0 }) {
                        stream.finish(error)
                    } else {
                        continuation.resume(throwing: error)
                    }
                }
            }
        }
    }

    private func withReader<Result>(
        _ deadline: ReadDeadline, _ body: (RegistryReader) throws -> Result
    ) throws -> Result {
        if let early = deadline.reason { throw early.error }
        let reader = try idle.withLock { $0.popLast() } ?? RegistryReader(paths, columns: columns)
        deadline.start(reader)
        // A reader that failed is not used again: the file may have been replaced. Nor is one that was interrupted.
        let result: Result
        do {
            result = try body(reader)
        } catch {
            // What was found wrong before the interruption reached it stays what it is: the gate's refusals are in the audit log.
            guard let reason = deadline.stop(), (error as? RegistryError)?.isInterruption == true else { throw error }
            throw reason.error
        }
        if deadline.stop() == nil { idle.withLock { $0.append(reader) } }
        return result
    }
}
