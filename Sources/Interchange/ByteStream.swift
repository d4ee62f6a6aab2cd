import Glibc

/// Reads a file, a pipe or standard input piece by piece, as it comes.
package final class ByteStream {
    private let descriptor: Int32
    private let path: String
    private let isOwned: Bool

    /// Opens a file, which may be a pipe.
    ///
    /// - Throws: ``InterchangeError/missingFile(path:)``, ``InterchangeError/notARegularFile(path:)`` for a folder,
    ///   ``InterchangeError/unreadable(path:errno:)``.
    package init(path: String) throws(InterchangeError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .missingFile(path: path) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
        guard descriptor >= 0 else {
            let code = errno
            throw code == ENOENT || code == ENOTDIR ? .missingFile(path: path) : .unreadable(path: path, errno: code)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw .notARegularFile(path: path)
        }
        self.descriptor = descriptor
        self.path = path
        isOwned = true
    }

    /// Takes standard input.
    package init() {
        descriptor = STDIN_FILENO
        path = "standard input"
        isOwned = false
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    /// Appends what is there, at least one byte and at most `limit`, waiting for it if need be; false at the end.
    ///
    /// - Throws: ``InterchangeError/unreadable(path:errno:)``.
    package func read(into buffer: inout [UInt8], limit: Int) throws(InterchangeError) -> Bool {
        var failure: Int32 = 0
        let piece = [UInt8](unsafeUninitializedCapacity: limit) { bytes, count in
            while true {
                let step = Glibc.read(descriptor, bytes.baseAddress, limit)
                if step < 0, errno == EINTR { continue }
                if step < 0 { failure = errno }
                count = max(step, 0)
                return
            }
        }
        guard failure == 0 else { throw .unreadable(path: path, errno: failure) }
        buffer += piece
        return !piece.isEmpty
    }
}
