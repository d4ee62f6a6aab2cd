package import Disclosure
package import Foundation

/// The append-only log of every release, one JSON object a line, beside the workspace.
///
/// It has a short lock of its own, so reading verbs never wait for an import. An entry is on disk (`fsync`) before
/// ``append(_:)`` returns.
package struct AuditLog: AuditSink, Sendable {
    private let path: String
    /// A generation a second for thirty thousand years.
    private static let lastPlausibleGeneration: Int64 = 1 << 40

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
        try append { _ in line }
    }

    /// Appends what `bytes` makes of the log as it is, and waits until it is on disk; the log is locked meanwhile.
    private func append(_ bytes: (Int32) throws -> Data) throws {
        let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw failure }
        // Under the lock, so that two first entries at once cannot both take the file for an old one.
        if lseek(descriptor, 0, SEEK_END) == 0 { try synchroniseFolder() }
        try terminatePartialLine(descriptor)
        try write(bytes(descriptor), to: descriptor)
        guard fsync(descriptor) == 0 else { throw failure }
    }

    /// Everything in the log, read while nobody writes to it; empty when there is none.
    ///
    /// - Throws: ``RegistryError/unreadable(path:errno:)``.
    package func contents() throws -> Data {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return Data() }
            throw RegistryError.unreadable(path: path, errno: errno)
        }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH) == 0 else { throw RegistryError.unreadable(path: path, errno: errno) }
        return try read(descriptor)
    }

    /// Appends the lines of another copy of the log that this one lacks, and waits until they are on disk.
    ///
    /// What is here stays; a line counts as often as it stands.
    /// - Returns: how many lines were appended.
    /// - Throws: ``RegistryError/cannotWrite(path:errno:)``, ``RegistryError/unreadable(path:errno:)``.
    package func adopt(_ copy: Data) throws -> Int {
        guard !copy.isEmpty else { return 0 }
        var adopted = 0
        try append { descriptor in
            var known: [Data: Int] = [:]
            for line in try Self.lines(of: read(descriptor)) { known[line, default: 0] += 1 }
            var missing = Data()
            for line in Self.lines(of: copy) {
                if let count = known[line], count > 0 {
                    known[line] = count - 1
                } else {
                    missing.append(line)
                    missing.append(UInt8(ascii: "\n"))
                    adopted += 1
                }
            }
            return missing
        }
        return adopted
    }

    /// The highest generation that any line names, or 0.
    ///
    /// A line that names more than any workspace can have had is not believed: it would end the counting.
    package func lastGeneration() throws -> Int64 {
        struct Line: Decodable { let generation: Int64 }
        let decoder = JSONDecoder()
        return try Self.lines(of: contents()).reduce(0) { last, line in
            let generation = (try? decoder.decode(Line.self, from: line))?.generation ?? 0
            return generation <= Self.lastPlausibleGeneration ? max(last, generation) : last
        }
    }

    /// Without their ends, empty ones left out.
    package static func lines(of log: Data) -> [Data] { log.split(separator: UInt8(ascii: "\n")).map { Data($0) } }

    private func read(_ descriptor: Int32) throws -> Data {
        var log = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = pread(descriptor, &buffer, buffer.count, off_t(log.count))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw RegistryError.unreadable(path: path, errno: errno) }
            if count == 0 { return log }
            log.append(contentsOf: buffer[..<count])
        }
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
