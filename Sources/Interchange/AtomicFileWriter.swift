import Glibc

/// Writes a file that appears under its name only when it is complete.
///
/// The bytes go to a temporary file beside the target, readable by its owner alone, which ``commit()`` brings to
/// disk and renames. Dropped without a commit, or after an error, the temporary file is removed and the target is
/// as it was. An existing target is replaced; when it is a symbolic link, the file it points to is. What killed writers of
/// this machine left in the folder is removed first.
package final class AtomicFileWriter {
    /// The path as given.
    package let path: String

    private let target: String
    private let folder: String
    private var temporary: String
    /// The hidden file that becomes the target: another writer may add to it too, after ``flush()``. Empty after a commit.
    package var temporaryPath: String { temporary }
    private var descriptor: Int32
    private var buffer: [UInt8] = []

    private static let bufferSize = 1 << 16

    /// Creates the temporary file, so that a missing or unwritable folder shows before any work is done.
    ///
    /// - Throws: ``InterchangeError/notARegularFile(path:)`` when the target is a folder or a device,
    ///   ``InterchangeError/cannotWrite(path:errno:)``.
    package init(path: String) throws(InterchangeError) {
        self.path = path
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .cannotWrite(path: path, errno: EINVAL) }
        target = try Self.resolvedTarget(path)
        folder = Self.folder(of: target)
        temporary = ""
        descriptor = -1
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        // The name tells nothing about the content; a number that is taken, by another writer or a crash, is passed
        // over.
        Self.removeLeftovers(in: folder)
        for attempt in 0..<10_000 {
            let name = prefix + Self.temporaryName(attempt)
            guard Self.begin(name) else { continue }
            // Appending, because another writer may have put the beginning there.
            descriptor = open(name, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor >= 0 {
                temporary = name
                break
            }
            let code = errno
            _ = Self.end(name)
            guard code == EEXIST || code == EINTR else { throw .cannotWrite(path: path, errno: code) }
        }
        guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: EEXIST) }
        buffer.reserveCapacity(Self.bufferSize)
    }

    deinit { abandon() }

    /// Appends bytes.
    ///
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)``; the writer is of no further use then.
    package func write(_ bytes: UnsafeRawBufferPointer) throws(InterchangeError) {
        guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: EBADF) }
        if buffer.count + bytes.count > Self.bufferSize { try flush() }
        if bytes.count > Self.bufferSize {
            try writeOut(bytes)
        } else {
            buffer.append(contentsOf: bytes)
        }
    }

    /// Appends bytes.
    ///
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)``; the writer is of no further use then.
    package func write(_ bytes: [UInt8]) throws(InterchangeError) {
        try bytes.withUnsafeBufferPointer { (all) throws(InterchangeError) in
            try write(UnsafeRawBufferPointer(all))
        }
    }

    /// Appends a string as UTF-8.
    ///
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)``; the writer is of no further use then.
    package func write(_ text: String) throws(InterchangeError) {
        try write(Array(text.utf8))
    }

    /// Brings the file and its name to disk under the target's name; the writer is of no further use afterwards.
    ///
    /// - Parameter isReplacing: whether a file that stands there may go; otherwise it stays, and `EEXIST` is thrown.
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)``; the target is as it was then, unless only the last
    ///   step, bringing the folder to disk, failed.
    package func commit(isReplacing: Bool = true) throws(InterchangeError) {
        guard descriptor >= 0 else { throw .cannotWrite(path: path, errno: EBADF) }
        try flush()
        guard fsync(descriptor) == 0 else { throw failure(errno) }
        let closed = close(descriptor)
        descriptor = -1
        guard closed == 0 else { throw failure(errno) }
        var code: Int32 = 0
        let isRenamed = Self.end(temporary) {
            let isRenamed = Self.rename(temporary, target, isReplacing: isReplacing)
            code = errno
            return isRenamed
        }
        guard isRenamed else { throw failure(code) }
        temporary = ""
        let opened = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard opened >= 0 else { throw .cannotWrite(path: path, errno: errno) }
        defer { close(opened) }
        // Some file systems cannot sync a folder and say EINVAL; there is nothing further to do there.
        if fsync(opened) != 0, errno != EINVAL { throw .cannotWrite(path: path, errno: errno) }
    }

    private static func rename(_ old: String, _ new: String, isReplacing: Bool) -> Bool {
        if isReplacing { return Glibc.rename(old, new) == 0 }
        // A second name cannot be given where one stands; the first one is of no use then and may even stay.
        if link(old, new) == 0 {
            unlink(old)
            return true
        }
        // A file system without second names, as on most sticks: look first.
        guard [EPERM, ENOSYS, EOPNOTSUPP, EMLINK].contains(errno) else { return false }
        var status = stat()
        if lstat(new, &status) == 0 {
            errno = EEXIST
            return false
        }
        return Glibc.rename(old, new) == 0
    }

    /// Hands everything that was written so far to the file.
    ///
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)``; the writer is of no further use then.
    package func flush() throws(InterchangeError) {
        guard !buffer.isEmpty else { return }
        try buffer.withUnsafeBufferPointer { (all) throws(InterchangeError) in
            try writeOut(UnsafeRawBufferPointer(all))
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func writeOut(_ bytes: UnsafeRawBufferPointer) throws(InterchangeError) {
        guard let start = bytes.baseAddress else { return }
        var done = 0
        while done < bytes.count {
            let step = Glibc.write(descriptor, start + done, bytes.count - done)
            if step < 0 {
                if errno == EINTR { continue }
                throw failure(errno)
            }
            done += step
        }
    }

    /// Removes the temporary file and gives the error to throw.
    private func failure(_ code: Int32) -> InterchangeError {
        abandon()
        return .cannotWrite(path: path, errno: code)
    }

    private func abandon() {
        if descriptor >= 0 {
            close(descriptor)
            descriptor = -1
        }
        if !temporary.isEmpty {
            _ = Self.end(temporary) { unlink(temporary) == 0 || errno == ENOENT }
            temporary = ""
        }
    }

    /// The file to replace: the path itself, or what its symbolic link points to.
    private static func resolvedTarget(_ path: String) throws(InterchangeError) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            // Nothing there yet is the usual case; a link into nowhere is not.
            if code == ENOENT, lstat(path, &status) != 0 {
                if path.hasSuffix("/") { throw .cannotWrite(path: path, errno: EISDIR) }
                return path
            }
            throw .cannotWrite(path: path, errno: code)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile(path: path) }
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
        guard let resolved = realpath(path, nil) else { throw .cannotWrite(path: path, errno: errno) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
