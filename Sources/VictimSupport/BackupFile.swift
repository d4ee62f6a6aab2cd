import Interchange
import Registry
import Sealing

/// A backup that is read: a file that nobody vouches for until ``unpack(database:dictionary:)`` has returned.
struct BackupFile {
    let path: String
    let format: BackupFormat
    private let file: OpenedFile

    /// Opens a backup and tells it from other files by its beginning and its end.
    ///
    /// - Throws: ``InterchangeError``; ``RegistryError/notABackup(path:)``, ``RegistryError/damaged(path:)``.
    init(path: String) throws {
        try self.init(OpenedFile(path: path, limit: BackupFormat.sizeLimit), path: path)
    }

    /// Opens a sealed backup. What it holds lies in a hidden file in the folder of the workspace, which is where it will lie anyway, and
    /// that file has no name any more when this returns.
    ///
    /// - Throws: ``Sealing/SealingError``, and as ``init(path:)``.
    init(sealed path: String, with keys: OpeningKeys, beside workspace: String) throws {
        let plain = try AtomicFileWriter(path: workspace)
        try FileSealing.open(path, with: keys, into: plain)
        try self.init(OpenedFile(path: plain.temporaryPath, limit: BackupFormat.sizeLimit), path: path)
        withExtendedLifetime(plain) {}
    }

    private init(_ file: OpenedFile, path: String) throws {
        self.path = path
        self.file = file
        guard DatabaseHeader.kind(of: try file.read(at: 0, count: DatabaseHeader.length)) == .backup else {
            throw RegistryError.notABackup(path: path)
        }
        let start = max(0, file.size - BackupFormat.lineLength)
        guard let format = BackupFormat(line: try file.read(at: start, count: file.size - start), size: file.size)
        else { throw RegistryError.damaged(path: path) }
        self.format = format
    }

    /// Writes the database, the dictionary and the audit log to files of their own, and the checksum is right when this returns.
    ///
    /// - Throws: ``RegistryError/damaged(path:)``, ``InterchangeError``; what was written is not to be used then.
    func unpack(database: AtomicFileWriter, dictionary: AtomicFileWriter?, audit: AtomicFileWriter) throws {
        var sum = RunningChecksum()
        var offset = 0
        func pieces(_ length: Int, _ take: ([UInt8]) throws -> Void) throws {
            let end = offset + length
            while offset < end {
                let piece = try file.read(at: offset, count: min(1 << 20, end - offset))
                guard !piece.isEmpty else { throw InterchangeError.changedWhileRead(path: path) }
                sum.add(piece)
                try take(piece)
                offset += piece.count
            }
        }
        try pieces(format.database) { piece in
            if offset > 0 { return try database.write(piece) }
            var first = piece
            DatabaseHeader.markAsWorkspace(&first)
            try database.write(first)
        }
        try pieces(format.dictionary) { try dictionary?.write($0) }
        try pieces(format.audit) { try audit.write($0) }
        sum.add(format.lineWithoutChecksum)
        let expected = format.lineWithoutChecksum + Array("\(sum.hexadecimal)\n".utf8)
        guard try file.read(at: offset, count: BackupFormat.lineLength) == expected else {
            throw RegistryError.damaged(path: path)
        }
        try file.checkIsUnchanged()
        try database.flush()
        try dictionary?.flush()
        try audit.flush()
    }
}
