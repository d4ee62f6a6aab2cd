import Glibc

/// A regular file that is open for reading, by offset; closed with the last reference.
package final class OpenedFile: Sendable {
    /// Bytes, when it was opened.
    package let size: Int
    let path: String
    private let descriptor: Int32
    private let modified: (seconds: Int, nanoseconds: Int)

    /// Opens a file; a pipe or device is refused without being read, so this never blocks.
    ///
    /// - Throws: ``InterchangeError/missingFile(path:)``, ``InterchangeError/notARegularFile(path:)``,
    ///   ``InterchangeError/tooLarge(path:bytes:limit:)``, ``InterchangeError/unreadable(path:errno:)``.
    package init(path: String, limit: Int) throws(InterchangeError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .missingFile(path: path) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            let code = errno
            switch code {
            case ENOENT, ENOTDIR: throw .missingFile(path: path)
            case ENXIO: throw .notARegularFile(path: path)
            default: throw .unreadable(path: path, errno: code)
            }
        }
        var status = stat()
        var failure: InterchangeError?
        if fstat(descriptor, &status) != 0 {
            failure = .unreadable(path: path, errno: errno)
        } else if status.st_mode & S_IFMT != S_IFREG {
            failure = .notARegularFile(path: path)
        } else if Int(status.st_size) > limit {
            failure = .tooLarge(path: path, bytes: Int(status.st_size), limit: limit)
        }
        if let failure {
            close(descriptor)
            throw failure
        }
        self.path = path
        self.descriptor = descriptor
        size = Int(status.st_size)
        modified = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }

    deinit { close(descriptor) }

    /// The bytes from an offset on, as many as asked for or up to the end.
    ///
    /// - Throws: ``InterchangeError/unreadable(path:errno:)``.
    package func read(at offset: Int, count capacity: Int) throws(InterchangeError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            while count < capacity {
                guard let start = buffer.baseAddress else { return }
                let step = pread(descriptor, start + count, capacity - count, off_t(offset + count))
                if step < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    return
                }
                if step == 0 { return }
                count += step
            }
        }
        guard failure == 0 else { throw .unreadable(path: path, errno: failure) }
        return bytes
    }

    /// An export that is still being written must not pass for a whole one.
    ///
    /// - Throws: ``InterchangeError/changedWhileRead(path:)``, ``InterchangeError/unreadable(path:errno:)``.
    package func checkIsUnchanged() throws(InterchangeError) {
        var after = stat()
        guard fstat(descriptor, &after) == 0 else { throw .unreadable(path: path, errno: errno) }
        guard Int(after.st_size) == size, after.st_mtim.tv_sec == modified.seconds,
            after.st_mtim.tv_nsec == modified.nanoseconds
        else { throw .changedWhileRead(path: path) }
    }
}
