import Crypto
package import Disclosure
package import Foundation
package import Residents

/// The append-only log of every release, change, refusal and login, one JSON object a line, beside the workspace.
///
/// It has a short lock of its own, so reading verbs never wait for an import. An entry is on disk (`fsync`) before
/// ``append(_:)`` returns. Each is linked to everything before it by the workspace's key, see ``AuditVerification``; the head of
/// the chain stands in a file beside the log.
package struct AuditLog: AuditSink, Sendable {
    private let path: String
    private let headPath: String
    private let key: AuditKey?
    /// A generation a second for thirty thousand years.
    private static let lastPlausibleGeneration: Int64 = 1 << 40

    /// The log of a workspace; the file is made, readable by its owner only, with the first entry.
    package init(_ paths: WorkspacePaths) {
        self.init(paths, key: AuditKey(paths))
    }

    /// The same for a workspace that is open already.
    package init(_ paths: WorkspacePaths, of snapshot: RegistrySnapshot) throws {
        self.init(paths, key: try AuditKey(snapshot.db))
    }

    /// The same for a workspace that is not in its place yet, or is about to be replaced.
    package init(_ paths: WorkspacePaths, key: AuditKey?) {
        path = paths.audit
        headPath = paths.auditHead
        self.key = key
    }

    /// Appends one line and waits until it is on disk.
    ///
    /// - Throws: ``RegistryError/cannotWrite(path:errno:)``.
    package func append(_ entry: AuditEntry) throws { try append([entry]) }

    /// Appends a line for each of some entries, at least one, and waits until all are on disk.
    ///
    /// - Throws: ``RegistryError/cannotWrite(path:errno:)``.
    package func append(_ entries: [AuditEntry]) throws {
        let lines = try entries.map { try $0.line() }
        try append { descriptor in
            guard let key else { return (lines.reduce(into: Data()) { $0 += $1 + [UInt8(ascii: "\n")] }, nil) }
            let (found, between) = try lastLink(descriptor)
            // A log that was cut keeps its gap: the count goes on from the head that stands beside it.
            var sequence = max(found?.sequence ?? 0, AuditHead.kept(headPath, key)?.sequence ?? 0)
            var (chain, behind) = (found?.chain, between)
            var bytes = Data()
            for line in lines {
                sequence += 1
                let linked = AuditLine.linking(line, to: chain, sequence: sequence, between: behind, key: key)
                // Mostly there is one, perhaps of a megabyte, which need not be copied.
                if bytes.isEmpty { bytes = linked.bytes } else { bytes += linked.bytes }
                (chain, behind) = (linked.chain, Data())
            }
            return (bytes, chain.map { AuditHead(sequence: sequence, chain: $0) })
        }
    }

    /// By what the entries of this workspace name a person.
    ///
    /// - Throws: ``RegistryError/needsMigration(path:)`` when the tables are older than the key.
    package func recordKey(of number: ResidentNumber) throws -> UInt64 {
        guard let key else { throw RegistryError.needsMigration(path: path) }
        return ResidentKeys(key).key(of: number.text)
    }

    /// Whether the log is as it was written.
    ///
    /// - Parameter paper: a head that was kept elsewhere, if there is one.
    /// - Throws: ``RegistryError/unreadable(path:errno:)``.
    package func verify(paper: AuditHead? = nil) throws -> AuditVerification {
        try reading { descriptor in
            AuditVerification(
                log: try map(descriptor), key: key, kept: AuditHead.read(headPath), paper: paper)
        } ?? AuditVerification(log: Data(), key: key, kept: AuditHead.read(headPath), paper: paper)
    }

    /// The last linked line, as far as it was read, and what stands behind it.
    private func lastLink(_ descriptor: Int32) throws -> (AuditLine?, between: Data) {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        var length = min(size, 1 << 12)
        while true {
            let tail = try read(descriptor, from: size - length)
            var end = tail.endIndex
            while end > tail.startIndex {
                let start = tail.lastPlace(of: UInt8(ascii: "\n"), before: end - 1).map { $0 + 1 }
                // The link stands at the end, so the end of a line tells it, wherever the line begins.
                if let line = AuditLine(tail[(start ?? tail.startIndex)..<(end - 1)]) { return (line, tail[end...]) }
                guard let start else { break }
                end = start
            }
            if length == size { return (nil, tail) }
            length = min(size, length * 4)
        }
    }

    /// Appends what `bytes` makes of the log as it is, and waits until it is on disk; the log is locked meanwhile.
    ///
    /// The head is kept afterwards: a crash between the two leaves a head that the log has grown past.
    private func append(_ bytes: (Int32) throws -> (Data, AuditHead?)) throws {
        let descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX) == 0 else { throw failure }
        // What is mapped keeps the file open, and with it a lock that nobody gives back.
        defer { flock(descriptor, LOCK_UN) }
        // Under the lock, so that two first entries at once cannot both take the file for an old one.
        if lseek(descriptor, 0, SEEK_END) == 0 { try synchroniseFolder() }
        try terminatePartialLine(descriptor)
        let (line, head) = try bytes(descriptor)
        try write(line, to: descriptor)
        guard fsync(descriptor) == 0 else { throw failure }
        if let head, let key { try keep(head.bytes(key)) }
    }

    /// Writes the head over the one before, in place: it is short, and a torn one is found.
    private func keep(_ head: [UInt8]) throws {
        let descriptor = open(headPath, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure(headPath) }
        defer { close(descriptor) }
        let written = head.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        guard written == head.count, ftruncate(descriptor, off_t(head.count)) == 0, fsync(descriptor) == 0 else {
            throw failure(headPath)
        }
    }

    /// Everything in the log as it was while nobody wrote to it; empty when there is none.
    ///
    /// The file is mapped: nothing is read but what is looked at, however long the log is.
    /// - Throws: ``RegistryError/unreadable(path:errno:)``.
    package func contents() throws -> Data { try reading { try map($0) } ?? Data() }

    /// The file as it is now. It only ever grows, so what is mapped stays as it is.
    private func map(_ descriptor: Int32) throws -> Data {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size > 0 else { return Data() }
        guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw RegistryError.unreadable(path: path, errno: errno)
        }
        return Data(bytesNoCopy: start, count: size, deallocator: .custom { munmap($0, $1) })
    }

    /// Reads the log while nobody writes to it; nil when there is none.
    private func reading<Result>(_ body: (Int32) throws -> Result) throws -> Result? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw RegistryError.unreadable(path: path, errno: errno)
        }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_SH) == 0 else { throw RegistryError.unreadable(path: path, errno: errno) }
        defer { flock(descriptor, LOCK_UN) }
        return try body(descriptor)
    }

    /// Appends the lines of another copy of the log that this one lacks, and waits until they are on disk.
    ///
    /// An empty log becomes the copy, links and all. What is in another stays, and a line that it lacks is appended as it was, in an
    /// object of its own as ``AdoptedLine``: it is linked to what stood before it elsewhere. A line counts as often as it stands.
    /// - Returns: how many lines were appended.
    /// - Throws: ``RegistryError/cannotWrite(path:errno:)``, ``RegistryError/unreadable(path:errno:)``.
    package func adopt(_ copy: Data) throws -> Int {
        guard !copy.isEmpty else { return 0 }
        var adopted = 0
        try append { descriptor in
            let present = try map(descriptor)
            guard !present.isEmpty else {
                adopted = Self.lines(of: copy).count
                let last = Self.lines(of: copy).lazy.reversed().compactMap(AuditLine.init).first
                let head = last.map { AuditHead(sequence: $0.sequence, chain: $0.chain) }
                return (copy.last == UInt8(ascii: "\n") ? copy : copy + [UInt8(ascii: "\n")], head)
            }
            // By their hashes: bytes of a log begin alike, and `Data` tells them apart by their beginnings only.
            var known: [SHA256.Digest: Int] = [:]
            for line in Self.lines(of: present) {
                known[SHA256.hash(data: AdoptedLine.original(of: line)), default: 0] += 1
            }
            var missing = Data()
            for line in Self.lines(of: copy) {
                let original = AdoptedLine.original(of: line)
                let digest = SHA256.hash(data: original)
                if let count = known[digest], count > 0 {
                    known[digest] = count - 1
                } else {
                    missing += try AdoptedLine(adopted: String(decoding: original, as: UTF8.self)).line
                    adopted += 1
                }
            }
            return (missing, nil)
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
            let original = AdoptedLine.original(of: line)
            // What is no entry of this program may still name a generation.
            let generation =
                AuditEntry(line: original, records: false)?.generation
                ?? (try? decoder.decode(Line.self, from: AuditEntry.parts(of: original).rest))?.generation ?? 0
            return generation <= Self.lastPlausibleGeneration ? max(last, generation) : last
        }
    }

    /// Without their ends, empty ones left out; parts of the same bytes, with their places there.
    ///
    /// - Complexity: O(bytes).
    package static func lines(of log: Data) -> [Data] {
        var lines: [Data] = []
        var start = log.startIndex
        while start < log.endIndex {
            let end = log.place(of: UInt8(ascii: "\n"), from: start) ?? log.endIndex
            if end > start { lines.append(log[start..<end]) }
            start = end + 1
        }
        return lines
    }

    /// A line as it was first written, wherever that was.
    package static func original(of line: Data) -> Data { AdoptedLine.original(of: line) }

    private func read(_ descriptor: Int32, from start: Int) throws -> Data {
        var log = Data()
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = pread(descriptor, &buffer, buffer.count, off_t(start + log.count))
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

    private var failure: RegistryError { failure(path) }

    private func failure(_ path: String) -> RegistryError { .cannotWrite(path: path, errno: errno) }
}
