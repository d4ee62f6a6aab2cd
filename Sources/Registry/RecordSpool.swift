import Foundation

/// Bytes that are written once from front to back, and then read here and there: in memory while they are few, else in a file
/// without a name, which is gone when the program is.
final class RecordSpool {
    /// What stays in memory.
    private static let memoryLimit = 32 << 20
    private static let pageLength = 1 << 11
    private static let longestWindow = 1 << 20

    private let folder: String
    private var buffer: [UInt8] = []
    private var descriptor: Int32 = -1
    private var written = 0
    private var window: [UInt8] = []
    private var windowStart = 0
    private var windowLength = RecordSpool.pageLength

    /// - Parameter folder: where the file goes when there is need of one; ends in a slash.
    init(folder: String) { self.folder = folder }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Bytes appended so far.
    var count: Int { written + buffer.count }

    /// Appends bytes.
    ///
    /// - Throws: ``RegistryError/cannotWrite(path:errno:)``.
    func append(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        if buffer.count > (descriptor < 0 ? Self.memoryLimit : Self.longestWindow) { try flush() }
    }

    private func flush() throws {
        if descriptor < 0 { descriptor = try Self.openWithoutName(in: folder) }
        try buffer.withUnsafeBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let step = write(descriptor, bytes.baseAddress.map { $0 + offset }, bytes.count - offset)
                if step < 0, errno == EINTR { continue }
                guard step > 0 else { throw RegistryError.cannotWrite(path: folder, errno: errno) }
                offset += step
            }
        }
        written += buffer.count
        buffer.removeAll(keepingCapacity: written > Self.memoryLimit * 2)
    }

    /// `O_TMPFILE` of the kernel, which the C library's header hides behind a feature macro.
    private static let temporary: Int32 = 0o20_000_000 | O_DIRECTORY

    private static func openWithoutName(in folder: String) throws -> Int32 {
        let unnamed = open(folder, temporary | O_RDWR | O_CLOEXEC, 0o600)
        if unnamed >= 0 { return unnamed }
        // File systems without such files: a name for a moment.
        let name = "\(folder).engo-\(getpid())-register.part"
        unlink(name)
        let named = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard named >= 0 else { throw RegistryError.cannotWrite(path: folder, errno: errno) }
        unlink(name)
        return named
    }

    /// Ends the writing.
    func seal() throws {
        if descriptor >= 0, !buffer.isEmpty { try flush() }
    }

    /// Appends the record that begins at an offset, and that tells its length in its first four bytes, to `target`.
    ///
    /// Records that follow each other are read in ever larger pieces, others in small ones.
    func read(at offset: Int, into target: inout [UInt8]) throws {
        if descriptor < 0 {
            return buffer.withUnsafeBytes { Self.copy($0, at: offset, into: &target) }
        }
        let isInside = offset >= windowStart && offset + 4 <= windowStart + window.count
        if !isInside || !holdsWhole(offset) {
            try load(offset, atLeast: 4)
            if !holdsWhole(offset) { try load(offset, atLeast: length(at: offset)) }
        }
        window.withUnsafeBytes { Self.copy($0, at: offset - windowStart, into: &target) }
    }

    private static func copy(_ bytes: UnsafeRawBufferPointer, at start: Int, into target: inout [UInt8]) {
        let length = Int(bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
        target.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
    }

    private func length(at offset: Int) -> Int {
        window.withUnsafeBytes { Int($0.loadUnaligned(fromByteOffset: offset - windowStart, as: UInt32.self)) }
    }

    private func holdsWhole(_ offset: Int) -> Bool { offset + length(at: offset) <= windowStart + window.count }

    private func load(_ offset: Int, atLeast least: Int) throws {
        let end = windowStart + window.count
        let isNext = offset <= end && offset + Self.pageLength > end && !window.isEmpty
        windowLength = isNext ? min(windowLength * 2, Self.longestWindow) : Self.pageLength
        let length = min(max(windowLength, least), written - offset)
        var failure: Int32?
        window = [UInt8](unsafeUninitializedCapacity: length) { bytes, count in
            while count < length {
                let step = pread(
                    descriptor, bytes.baseAddress.map { $0 + count }, length - count, off_t(offset + count))
                if step < 0, errno == EINTR { continue }
                guard step > 0 else {
                    failure = step < 0 ? errno : EIO
                    return
                }
                count += step
            }
        }
        if let failure { throw RegistryError.cannotWrite(path: folder, errno: failure) }
        windowStart = offset
    }
}
