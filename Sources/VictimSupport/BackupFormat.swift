import Registry

/// How a backup lies in its file: the database, the dictionary, the audit log, and a last line that tells their lengths and
/// the checksum of everything before it.
///
/// SQLite's header states how many pages a file has, and what follows them is not read: the file is an SQLite database for
/// everybody who opens it as one.
struct BackupFormat: Equatable {
    /// Bytes of the database, never 0.
    let database: Int
    /// Bytes of the compiled address dictionary, 0 where there is none.
    let dictionary: Int
    /// Bytes of the audit log.
    let audit: Int

    /// The largest backup that is read: 64 GiB, some hundred times the largest city's.
    static let sizeLimit = 64 << 30
    /// The largest audit log in one: 16 GiB. A year of two million entries has about 1 GB, and a list of 300,000 persons adds 1.2 MB of
    /// whose records it held; nothing is ever taken out of a log, so ten years must fit.
    static let auditLimit = 16 << 30
    /// Bytes of the last line.
    static let lineLength = 86

    private static let name = "engo-backup-1"

    /// The last line, up to the checksum.
    var lineWithoutChecksum: [UInt8] {
        func digits(_ number: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, 20 - text.utf8.count)) + text
        }
        return Array("\(Self.name) \(digits(database)) \(digits(dictionary)) \(digits(audit)) ".utf8)
    }

    /// Reads the last line of a file of `size` bytes; nil when it is no such line, or its lengths are not those of the file.
    init?(line: [UInt8], size: Int) {
        guard line.count == Self.lineLength, line.last == UInt8(ascii: "\n") else { return nil }
        let words = line.dropLast().split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        guard words.count == 5, words[0] == Self.name, let database = Int(words[1]), let dictionary = Int(words[2]),
            let audit = Int(words[3]), database >= DatabaseHeader.length, dictionary >= 0, audit >= 0,
            [database, dictionary, audit].allSatisfy({ $0 <= size }), audit <= Self.auditLimit,
            database + dictionary + audit + Self.lineLength == size
        else { return nil }
        self.init(database: database, dictionary: dictionary, audit: audit)
        guard line.starts(with: lineWithoutChecksum) else { return nil }
    }

    init(database: Int, dictionary: Int, audit: Int) {
        self.database = database
        self.dictionary = dictionary
        self.audit = audit
    }
}
