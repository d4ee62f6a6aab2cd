import Glibc

/// Reads a whole regular file into memory.
package enum InputFile {
    /// The largest file read when the caller names no limit: 1 GiB, more than any register or dictionary source.
    package static let defaultLimit = 1 << 30

    /// The bytes of a file, of which there is at least one.
    ///
    /// A pipe or device is refused without being read, so this never blocks.
    ///
    /// A file that somebody else writes to meanwhile is refused.
    ///
    /// - Parameter limit: the largest size accepted, in bytes.
    /// - Throws: ``InterchangeError/missingFile(path:)``, ``InterchangeError/notARegularFile(path:)``,
    ///   ``InterchangeError/emptyFile(path:)``, ``InterchangeError/tooLarge(path:bytes:limit:)``,
    ///   ``InterchangeError/changedWhileRead(path:)``, ``InterchangeError/unreadable(path:errno:)``.
    /// - Complexity: O(n) in the bytes; one buffer of the file's size.
    package static func read(path: String, limit: Int = defaultLimit) throws(InterchangeError) -> [UInt8] {
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
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
        let size = Int(status.st_size)
        guard size <= limit else { throw .tooLarge(path: path, bytes: size, limit: limit) }
        // One byte more than the stated size, so that a file that did not grow ends with a read of nothing.
        var bytes = try chunk(of: descriptor, capacity: size + 1, path: path)
        if bytes.count > size {
            // The file grew after it was measured, or states no size (as below /proc).
            while bytes.count <= limit {
                let more = try chunk(of: descriptor, capacity: min(1 << 16, limit - bytes.count + 1), path: path)
                if more.isEmpty { break }
                bytes += more
            }
            guard bytes.count <= limit else { throw .tooLarge(path: path, bytes: bytes.count, limit: limit) }
        }
        try checkIsUnchanged(descriptor, since: status, path: path)
        guard !bytes.isEmpty else { throw .emptyFile(path: path) }
        return bytes
    }

    /// An export that is still being written must not pass for a whole one.
    private static func checkIsUnchanged(
        _ descriptor: Int32, since before: stat, path: String
    ) throws(InterchangeError) {
        var after = stat()
        guard fstat(descriptor, &after) == 0 else { throw .unreadable(path: path, errno: errno) }
        guard after.st_size == before.st_size, after.st_mtim.tv_sec == before.st_mtim.tv_sec,
            after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
        else { throw .changedWhileRead(path: path) }
    }

    /// Reads until `capacity` bytes are there or the file ends.
    private static func chunk(of descriptor: Int32, capacity: Int, path: String) throws(InterchangeError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            while count < capacity {
                guard let start = buffer.baseAddress else { return }
                let step = Glibc.read(descriptor, start + count, capacity - count)
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
}
