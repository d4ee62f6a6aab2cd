package import Disclosure
import Foundation

/// The append-only log of every release, one JSON object a line, beside the workspace.
///
/// It has a short lock of its own, so reading verbs never wait for an import. An entry is on disk (`fsync`) before
/// ``append(_:)`` returns.
package struct AuditLog: AuditSink, Sendable {
    private let path: String

    /// The log of a workspace; the file is made, readable by its owner only, with the first entry.
    package init(_ paths: WorkspacePaths) { path = paths.audit }

    /// Appends one line and waits until it is on disk.
    ///
    /// - Throws: ``RegistryError/cannotWrite(path:errno:)``.
    package func append(_ entry: AuditEntry) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var line = try encoder.encode(entry)
        line.append(UInt8(ascii: "\n"))
        let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw failure }
        // Under the lock, so that two first entries at once cannot both take the file for an old one.
        if lseek(descriptor, 0, SEEK_END) == 0 { try synchroniseFolder() }
        try terminatePartialLine(descriptor)
        try write(line, to: descriptor)
        guard fsync(descriptor) == 0 else { throw failure }
    }

    /// A crash in the middle of an entry leaves a line without an end; the next entry starts on a line of its own.
    private func terminatePartialLine(_ descriptor: Int32) throws {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size > 0 else { return }
        var last: UInt8 = 0
        guard pread(descriptor, &last, 1, size - 1) == 1 else { throw failure }
        if last != UInt8(ascii: "\n") { try write(Data([UInt8(ascii: "\n")]), to: descriptor) }
    }

    private func write(_ data: Data, to descriptor: Int32) throws {
        try data.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let written = Foundation.write(
                    descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
                if written < 0 && errno == EINTR { continue }
                guard written > 0 else { throw failure }
                offset += written
            }
        }
    }

    private func synchroniseFolder() throws {
        let folder = (path as NSString).deletingLastPathComponent
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure }
    }

    private var failure: RegistryError { .cannotWrite(path: path, errno: errno) }
}
