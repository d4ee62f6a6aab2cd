import Foundation
import Synchronization

/// A file that always holds the input that is being tried, so that it outlives a trap and a hang of the reader.
///
/// Written bytes are the system's, so they stay when the process dies.
final class InputJournal: Sendable {
    /// Where the input is.
    let path: String

    private let descriptor: Int32
    private let capacity: Int
    /// When the present input began, in nanoseconds of the process's processor time; 0 between two inputs.
    private let began = Atomic<UInt64>(0)

    /// Creates the file.
    ///
    /// - Parameter capacity: of the longest input, in bytes.
    init(path: String, capacity: Int) throws(FuzzFailure) {
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
        guard descriptor >= 0 else { throw .file(path: path) }
        self.path = path
        self.capacity = capacity
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Notes an input and runs the body with it.
    func trying<Result>(_ input: [UInt8], _ body: () throws -> Result) throws -> Result {
        guard pwrite(descriptor, input, min(input.count, capacity), 0) == min(input.count, capacity),
            ftruncate(descriptor, off_t(min(input.count, capacity))) == 0
        else { throw FuzzFailure.file(path: path) }
        began.store(Self.processorNanoseconds, ordering: .relaxed)
        defer { began.store(0, ordering: .relaxed) }
        return try body()
    }

    /// Ends the process when an input takes longer than the limit, in seconds of the process's processor time: of the wall clock,
    /// an input may take any time on a machine that does other things first.
    func watch(limit: Double) {
        let thread = Thread { [weak self] in
            while true {
                Thread.sleep(forTimeInterval: 0.5)
                guard let self else { return }
                let start = self.began.load(ordering: .relaxed)
                let now = Self.processorNanoseconds
                guard start > 0, now > start, Double(now - start) / 1e9 > limit else { continue }
                FileHandle.standardError.write(
                    Data("engo-fuzz: an input is not done after \(limit) s; it is in \(self.path)\n".utf8))
                _exit(1)
            }
        }
        thread.start()
    }

    private static var processorNanoseconds: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
