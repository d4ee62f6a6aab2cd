import Glibc

/// One file of a zip archive that is being made: its content is deflated as it comes and held in memory.
package final class ZipEntryWriter {
    /// The largest content, in bytes: what a zip file states without extensions, which old programs do not read.
    package static let sizeLimit = Int(UInt32.max) - 1

    /// The name in the archive: ASCII, no folders.
    package let name: String
    /// Bytes of content so far.
    package private(set) var size = 0

    private let deflater: Deflater
    private var sum = RunningChecksum()
    private var deflated: [UInt8] = []

    /// Starts an empty file.
    ///
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)`` with the name when there is no memory.
    package init(name: String) throws(InterchangeError) {
        self.name = name
        deflater = try Deflater(name: name)
    }

    /// Bytes that the content takes in memory so far.
    package var compressedSize: Int { deflated.count }

    /// Appends content.
    ///
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)`` with the name and `EFBIG` beyond ``sizeLimit``.
    package func add(_ bytes: UnsafeRawBufferPointer) throws(InterchangeError) {
        guard bytes.count <= Self.sizeLimit - size else { throw .cannotWrite(path: name, errno: EFBIG) }
        size += bytes.count
        sum.add(bytes)
        deflater.add(bytes, isLast: false, into: &deflated)
    }

    /// Ends the content; the entry is of no further use to the caller.
    fileprivate func finish() -> (deflated: [UInt8], checksum: UInt32) {
        deflater.add(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true, into: &deflated)
        defer { deflated = [] }
        return (deflated, sum.value)
    }
}

/// Writes a zip file that every program since the nineties opens: deflated entries, no extensions, no folders.
///
/// - Source: PKWARE APPNOTE.TXT 6.3, sections 4.3 and 4.4.
package struct ZipWriter {
    private let date: UInt16
    private var offset = 0
    private var directory: [UInt8] = []
    private var count = 0

    /// Starts an archive whose entries all bear one day, from 1980 to 2107.
    package init(year: Int, month: Int, day: Int) {
        date = UInt16(min(max(year - 1980, 0), 127) << 9 | month << 5 | day)
    }

    /// Ends an entry and appends it to the file.
    ///
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)`` with the entry's name and `EFBIG` when the archive passes 4 GiB.
    package mutating func append(_ entry: ZipEntryWriter, into output: inout [UInt8]) throws(InterchangeError) {
        let size = entry.size
        let (deflated, checksum) = entry.finish()
        let name = Array(entry.name.utf8)
        guard offset + deflated.count + name.count + 30 < ZipEntryWriter.sizeLimit else {
            throw .cannotWrite(path: entry.name, errno: EFBIG)
        }
        // Version 2.0, no flags, deflate, midnight.
        var facts: [UInt8] = []
        for value: UInt16 in [20, 0, 8, 0, date] { facts += Self.bytes(value) }
        for value in [checksum, UInt32(deflated.count), UInt32(size)] { facts += Self.bytes(value) }
        facts += Self.bytes(UInt16(name.count)) + Self.bytes(UInt16(0))
        output += Self.bytes(UInt32(0x0403_4B50)) + facts + name + deflated
        // Made as by Unix, readable by its owner only.
        directory += Self.bytes(UInt32(0x0201_4B50)) + Self.bytes(UInt16(0x031E)) + facts
        directory += Self.bytes(UInt16(0)) + Self.bytes(UInt16(0)) + Self.bytes(UInt16(0))
        directory += Self.bytes(UInt32(0o100600 << 16)) + Self.bytes(UInt32(offset)) + name
        offset += 30 + name.count + deflated.count
        count += 1
    }

    /// Appends the directory, which ends the file.
    package func finish(into output: inout [UInt8]) {
        output += directory
        output += Self.bytes(UInt32(0x0605_4B50)) + Self.bytes(UInt16(0)) + Self.bytes(UInt16(0))
        output += Self.bytes(UInt16(count)) + Self.bytes(UInt16(count))
        output += Self.bytes(UInt32(directory.count)) + Self.bytes(UInt32(offset)) + Self.bytes(UInt16(0))
    }

    private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
