/// Reads the headers of a zip file; every offset in them is checked before it is followed.
enum ZipDirectory {
    /// The entries of the central directory, in its order.
    static func entries(of bytes: [UInt8]) throws(InterchangeError) -> [ZipArchive.Entry] {
        try bytes.withUnsafeBufferPointer { (all) throws(InterchangeError) in
            let end = try endRecord(all)
            var entries: [ZipArchive.Entry] = []
            var names: Set<[UInt8]> = []
            var at = end.offset
            for _ in 0..<end.count {
                let (entry, next) = try entry(all, at: at)
                guard names.insert(Array(entry.name.utf8)).inserted else { throw corrupt(.duplicateEntry) }
                entries.append(entry)
                at = next
            }
            return entries
        }
    }

    /// Where the data of an entry stand, after its local header.
    static func dataRange(
        of entry: ZipArchive.Entry, in all: UnsafeBufferPointer<UInt8>
    ) throws(InterchangeError) -> Range<Int> {
        let at = entry.headerOffset
        guard try number(all, at, 4) == 0x0403_4B50 else { throw corrupt(.inconsistent) }
        guard try number(all, at + 8, 2) == Int(entry.method) else { throw corrupt(.inconsistent) }
        let start = at + 30 + (try number(all, at + 26, 2)) + (try number(all, at + 28, 2))
        guard start <= all.count, entry.compressedSize <= all.count - start else { throw corrupt(.truncated) }
        return start..<(start + entry.compressedSize)
    }

    /// Where the central directory begins and how many entries it has.
    private static func endRecord(
        _ all: UnsafeBufferPointer<UInt8>
    ) throws(InterchangeError) -> (offset: Int, count: Int) {
        guard all.count >= 4, ZipArchive.isZip(Array(all.prefix(4))) else { throw corrupt(.notAnArchive) }
        guard all.count >= 22 else { throw corrupt(.truncated) }
        // The record is followed by a comment of up to 65,535 bytes, whose length it states.
        var found: Int?
        for at in stride(from: all.count - 22, through: max(0, all.count - 22 - 65_535), by: -1)
        where all[at] == 0x50 && all[at + 1] == 0x4B && all[at + 2] == 5 && all[at + 3] == 6 {
            if Int(all[at + 20]) | Int(all[at + 21]) << 8 == all.count - at - 22 {
                found = at
                break
            }
        }
        guard let at = found else { throw corrupt(.truncated) }
        let disk = try number(all, at + 4, 2)
        var count = try number(all, at + 10, 2)
        var size = try number(all, at + 12, 4)
        var offset = try number(all, at + 16, 4)
        if at >= 20, try number(all, at - 20, 4) == 0x0706_4B50 {
            let wide = try number(all, at - 12, 8)
            guard try number(all, wide, 4) == 0x0606_4B50 else { throw corrupt(.inconsistent) }
            count = try number(all, wide + 32, 8)
            size = try number(all, wide + 40, 8)
            offset = try number(all, wide + 48, 8)
        } else if disk != 0 {
            throw corrupt(.unsupportedFeature)
        }
        guard count <= ZipArchive.entryLimit else { throw corrupt(.tooManyEntries(limit: ZipArchive.entryLimit)) }
        guard offset <= at, size <= at - offset, count * 46 <= size else { throw corrupt(.inconsistent) }
        return (offset, count)
    }

    /// The entry of the central directory at a place, and the place after it.
    private static func entry(
        _ all: UnsafeBufferPointer<UInt8>, at: Int
    ) throws(InterchangeError) -> (ZipArchive.Entry, next: Int) {
        guard try number(all, at, 4) == 0x0201_4B50 else { throw corrupt(.inconsistent) }
        let nameStart = at + 46
        let extraStart = nameStart + (try number(all, at + 28, 2))
        let extraEnd = extraStart + (try number(all, at + 30, 2))
        let next = extraEnd + (try number(all, at + 32, 2))
        guard next <= all.count else { throw corrupt(.truncated) }
        let flags = UInt16(try number(all, at + 8, 2))
        var entry = ZipArchive.Entry(
            name: try name(Array(all[nameStart..<extraStart]), isUTF8: flags & 0x800 != 0), flags: flags,
            method: UInt16(try number(all, at + 10, 2)), checksum: UInt32(try number(all, at + 16, 4)),
            compressedSize: try number(all, at + 20, 4), size: try number(all, at + 24, 4),
            headerOffset: try number(all, at + 42, 4))
        try applyWideSizes(all, extraStart..<extraEnd, to: &entry)
        guard entry.headerOffset < all.count, entry.compressedSize <= all.count else { throw corrupt(.truncated) }
        return (entry, next)
    }

    /// Takes the sizes that do not fit 32 bits from the Zip64 field, in which only those are given.
    private static func applyWideSizes(
        _ all: UnsafeBufferPointer<UInt8>, _ extra: Range<Int>, to entry: inout ZipArchive.Entry
    ) throws(InterchangeError) {
        var at = extra.lowerBound
        while at + 4 <= extra.upperBound {
            let identifier = try number(all, at, 2)
            let end = at + 4 + (try number(all, at + 2, 2))
            guard end <= extra.upperBound else { return }
            if identifier == 1 {
                var field = at + 4
                for path in [\ZipArchive.Entry.size, \.compressedSize, \.headerOffset]
                where entry[keyPath: path] == 0xFFFF_FFFF {
                    guard field + 8 <= end else { throw corrupt(.inconsistent) }
                    entry[keyPath: path] = try number(all, field, 8)
                    field += 8
                }
                return
            }
            at = end
        }
    }

    private static func name(_ bytes: [UInt8], isUTF8: Bool) throws(InterchangeError) -> String {
        if bytes.withUnsafeBufferPointer({ UTF8Validation.firstInvalidOffset(in: $0) }) == nil {
            return String(decoding: bytes, as: UTF8.self)
        }
        // Windows writes Japanese names in the system's code page without saying so.
        guard !isUTF8, let decoded = try? CP932.decode(bytes) else { throw corrupt(.unsupportedFeature) }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// A little-endian number of up to eight bytes.
    private static func number(
        _ all: UnsafeBufferPointer<UInt8>, _ at: Int, _ width: Int
    ) throws(InterchangeError) -> Int {
        guard at >= 0, at <= all.count - width else { throw corrupt(.truncated) }
        var value: UInt64 = 0
        for index in stride(from: width - 1, through: 0, by: -1) { value = value << 8 | UInt64(all[at + index]) }
        // No file has more than 2^62 bytes; a larger number would overflow sums.
        guard value < 1 << 62 else { throw corrupt(.inconsistent) }
        return Int(value)
    }

    private static func corrupt(_ reason: ArchiveReason) -> InterchangeError {
        .corruptArchive(reason: reason)
    }
}
