/// Reads the entries of a zip file held in memory: stored and deflated ones, with or without Zip64.
///
/// Names are only keys and never become paths. Every size is checked against the file and a limit before memory is
/// taken, and decompression stops at the stated size.
///
/// - Source: PKWARE APPNOTE.TXT 6.3, sections 4.3 and 4.5.3.
package struct ZipArchive: Sendable {
    /// The most entries in an archive.
    package static let entryLimit = 65_535

    /// A file of the archive.
    struct Entry: Sendable {
        var name: String
        var flags: UInt16
        var method: UInt16
        var checksum: UInt32
        var compressedSize: Int
        var size: Int
        var headerOffset: Int
    }

    private let file: [UInt8]
    private let entries: [Entry]

    /// Reads the archive's directory.
    ///
    /// - Throws: ``InterchangeError/corruptArchive(reason:)``.
    package init(_ bytes: [UInt8]) throws(InterchangeError) {
        file = bytes
        entries = try ZipDirectory.entries(of: bytes)
    }

    /// Whether the bytes begin like a zip file.
    package static func isZip(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// The names of the files, folders left out, in the order of the directory.
    package var entryNames: [String] {
        entries.map(\.name).filter { !$0.hasSuffix("/") }
    }

    /// The content of a file of the archive, its check sum verified.
    ///
    /// - Parameter limit: the largest content accepted, in bytes.
    /// - Throws: ``InterchangeError/corruptArchive(reason:)``.
    /// - Complexity: O(n) in the content's bytes.
    package func bytes(
        ofEntry name: String, limit: Int = InputFile.defaultLimit
    ) throws(InterchangeError) -> [UInt8] {
        guard let entry = entries.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
            throw .corruptArchive(reason: .missingEntry)
        }
        guard entry.flags & 0x2041 == 0 else { throw .corruptArchive(reason: .encrypted) }
        guard entry.size <= limit else { throw .corruptArchive(reason: .tooLarge(limit: limit)) }
        return try file.withUnsafeBufferPointer { (all) throws(InterchangeError) in
            try Self.content(of: entry, in: all)
        }
    }

    private static func content(
        of entry: Entry, in all: UnsafeBufferPointer<UInt8>
    ) throws(InterchangeError) -> [UInt8] {
        let data = UnsafeBufferPointer(rebasing: all[try ZipDirectory.dataRange(of: entry, in: all)])
        var output: [UInt8] = []
        switch entry.method {
        case 0:
            guard entry.size == data.count else { throw .corruptArchive(reason: .inconsistent) }
            output = Array(data)
        case 8:
            // Deflate shortens no more than 1,032 to 1, so a larger claim is false and gets no memory.
            guard entry.size / 1040 <= data.count else { throw .corruptArchive(reason: .inconsistent) }
            output.reserveCapacity(entry.size)
            do {
                _ = try Inflater.inflate(data, wrapping: .none, limit: entry.size, into: &output)
            } catch .corruptArchive(reason: .tooLarge) {
                throw .corruptArchive(reason: .inconsistent)
            }
            guard output.count == entry.size else { throw .corruptArchive(reason: .inconsistent) }
        default: throw .corruptArchive(reason: .unsupportedMethod(Int(entry.method)))
        }
        let sum = output.withUnsafeBytes { Checksum.crc32($0) }
        guard sum == entry.checksum else { throw .corruptArchive(reason: .checksumMismatch) }
        return output
    }
}
