import Foundation

/// Exclusive ownership of a workspace by one writing process, held while the instance lives.
///
/// An advisory `flock` on the workspace file itself, so it leaves no file behind and ends with the process. SQLite
/// uses record locks (`fcntl`), which are independent of `flock` on local file systems; the descriptor stays open
/// until the process's last connection is closed (``OpenFile``), because closing any descriptor of a file drops the process's record locks.
///
/// One writer at a time is also what keeps SQLite before 3.51.3 safe in WAL mode: its WAL-reset defect needs two
/// connections that write or checkpoint at once. Readers only query; one of them moves the log only when it closes as
/// the last connection, under SQLite's exclusive lock.
final class WriterLock: Sendable {
    private static let pauseMicroseconds: UInt32 = 10_000

    private let path: String
    private let file: OpenFile
    private let descriptor: Int32

    init(path: String, waiting: Duration = RegistryWriter.usualWait) throws(RegistryError) {
        let file = OpenFile(path)
        let descriptor = file.takeSpare() ?? open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: errno) }
        let start = ContinuousClock.now
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            if code == EINTR || code == EWOULDBLOCK && ContinuousClock.now - start < waiting {
                usleep(Self.pauseMicroseconds)
                continue
            }
            file.leave(descriptor)
            throw code == EWOULDBLOCK ? .busy(path: path) : .cannotWrite(path: path, errno: code)
        }
        self.path = path
        self.file = file
        self.descriptor = descriptor
    }

    /// Bytes of the locked file from an offset on, as many as asked for or up to the end.
    func read(at offset: Int, count capacity: Int) throws(RegistryError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            while count < capacity, let start = buffer.baseAddress {
                let step = pread(descriptor, start + count, capacity - count, off_t(offset + count))
                if step < 0, errno == EINTR { continue }
                if step < 0 { failure = errno }
                if step <= 0 { return }
                count += step
            }
        }
        guard failure == 0 else { throw .unreadable(path: path, errno: failure) }
        return bytes
    }

    deinit {
        flock(descriptor, LOCK_UN)
        file.leave(descriptor)
    }
}
