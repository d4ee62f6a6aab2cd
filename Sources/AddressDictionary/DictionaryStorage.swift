import Interchange
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of a compiled dictionary, mapped from a file or owned, with the table of its sections.
///
/// Reading the header and directory touches a few hundred bytes. Small sections are checked then; a large one when it is
/// first used.
///
/// - Note: `@unchecked Sendable` is safe: the bytes are mapped or allocated once, never written after `init` returns, and
///   unmapped in `deinit`; the only mutable state, which sections have been checked, is a `Mutex`.
final class DictionaryStorage: @unchecked Sendable {
    private let bytes: UnsafeRawBufferPointer
    private let isMapped: Bool
    private var entries: [Entry] = []
    private let checked: Mutex<[CheckState]>
    /// Identifies the content: sixteen hexadecimal digits.
    let edition: String

    private struct Entry {
        var checksum: UInt32 = 0
        var offset = 0
        var length = 0
    }

    private enum CheckState {
        case unknown, good, bad
    }

    /// Maps a file.
    convenience init(path: String) throws(AddressDictionaryError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .cannotOpen(path: path, errno: EINVAL) }
        let length = Int(status.st_size)
        guard length >= DictionaryFormat.headerLength else { throw .foreignFile }
        guard let base = mmap(nil, length, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
            throw .cannotOpen(path: path, errno: errno)
        }
        try self.init(bytes: UnsafeRawBufferPointer(start: base, count: length), isMapped: true)
    }

    /// Takes a copy of the bytes of a compiled file.
    convenience init(bytes: [UInt8]) throws(AddressDictionaryError) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
        copy.copyBytes(from: bytes)
        try self.init(
            bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(copy)[..<bytes.count]), isMapped: false)
    }

    private init(bytes: UnsafeRawBufferPointer, isMapped: Bool) throws(AddressDictionaryError) {
        self.bytes = bytes
        self.isMapped = isMapped
        let last = Int(DictionaryFormat.Section.allCases.map(\.rawValue).max() ?? 0)
        checked = Mutex(Array(repeating: .unknown, count: last + 1))
        var entries = [Entry](repeating: Entry(), count: last + 1)
        do {
            edition = try Self.readDirectory(bytes, into: &entries)
        } catch {
            Self.release(bytes, isMapped: isMapped)
            throw error
        }
        self.entries = entries
    }

    deinit { Self.release(bytes, isMapped: isMapped) }

    private static func release(_ bytes: UnsafeRawBufferPointer, isMapped: Bool) {
        guard let base = bytes.baseAddress else { return }
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
        } else {
            UnsafeMutableRawPointer(mutating: base).deallocate()
        }
    }

    private static func readDirectory(
        _ bytes: UnsafeRawBufferPointer, into entries: inout [Entry]
    ) throws(AddressDictionaryError) -> String {
        let view = SectionView(bytes)
        guard bytes.count >= DictionaryFormat.headerLength,
            bytes[..<DictionaryFormat.magic.count].elementsEqual(DictionaryFormat.magic)
        else { throw .foreignFile }
        let version = view.u32(8)
        guard version == DictionaryFormat.version else {
            throw .unsupportedVersion(found: version, expected: DictionaryFormat.version)
        }
        let count = Int(view.u32(12))
        let length = view.u64(16)
        guard length == UInt64(bytes.count) else { throw .truncated(expected: length, found: UInt64(bytes.count)) }
        let end = DictionaryFormat.headerLength + count * DictionaryFormat.directoryEntryLength
        guard count < 1000, end + 8 <= bytes.count else { throw .corrupt(section: "header") }
        guard Checksum.crc32(UnsafeRawBufferPointer(rebasing: bytes[..<end])) == view.u32(end) else {
            throw .corrupt(section: "header")
        }
        for index in 0..<count {
            let at = DictionaryFormat.headerLength + index * DictionaryFormat.directoryEntryLength
            let number = Int(view.u32(at))
            let offset = view.u64(at + 8)
            let size = view.u64(at + 16)
            guard number < entries.count, offset <= length, size <= length - offset else {
                throw .corrupt(section: "header")
            }
            entries[number] = Entry(checksum: view.u32(at + 4), offset: Int(offset), length: Int(size))
        }
        return hexadecimal(view.u64(24))
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 16 - text.count) + text
    }

    /// The section's bytes, unchecked; empty where the file has none.
    func view(_ section: DictionaryFormat.Section) -> SectionView {
        let entry = entries[Int(section.rawValue)]
        return SectionView(UnsafeRawBufferPointer(rebasing: bytes[entry.offset..<entry.offset + entry.length]))
    }

    /// Whether the section's checksum is right; computed once.
    func isIntact(_ section: DictionaryFormat.Section) -> Bool {
        let index = Int(section.rawValue)
        return checked.withLock { states in
            if states[index] == .unknown {
                let entry = entries[index]
                let part = UnsafeRawBufferPointer(rebasing: bytes[entry.offset..<entry.offset + entry.length])
                states[index] = Checksum.crc32(part) == entry.checksum ? .good : .bad
            }
            return states[index] == .good
        }
    }

    /// Checks every section.
    ///
    /// - Throws: ``AddressDictionaryError/corrupt(section:)`` for the first damaged one.
    func verify(_ sections: [DictionaryFormat.Section]) throws(AddressDictionaryError) {
        for section in sections where !isIntact(section) { throw .corrupt(section: section.name) }
    }
}

/// A bounds-checked view of little-endian values; reading beyond the end gives zero.
struct SectionView: @unchecked Sendable {
    // Safe to share: the bytes live as long as the storage that the dictionary holds, and nobody writes them.
    private let base: UnsafeRawPointer?
    let count: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        base = bytes.baseAddress
        count = bytes.count
    }

    @inline(__always)
    private func load<Value: FixedWidthInteger>(_ offset: Int, as type: Value.Type) -> Value {
        guard let base, offset >= 0, offset &+ MemoryLayout<Value>.size <= count else { return 0 }
        return Value(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: type))
    }

    @inline(__always) func u8(_ offset: Int) -> UInt8 { load(offset, as: UInt8.self) }
    @inline(__always) func u16(_ offset: Int) -> UInt16 { load(offset, as: UInt16.self) }
    @inline(__always) func u32(_ offset: Int) -> UInt32 { load(offset, as: UInt32.self) }
    @inline(__always) func u64(_ offset: Int) -> UInt64 { load(offset, as: UInt64.self) }
    @inline(__always) func i32(_ offset: Int) -> Int32 { load(offset, as: Int32.self) }
    @inline(__always) func i64(_ offset: Int) -> Int64 { load(offset, as: Int64.self) }
    @inline(__always) func f32(_ offset: Int) -> Float { Float(bitPattern: load(offset, as: UInt32.self)) }

    /// The string at a reference: two bytes of length, then UTF-8.
    func string(_ reference: UInt32) -> String {
        guard reference != DictionaryFormat.none, let base else { return "" }
        let at = Int(reference)
        let length = Int(u16(at))
        guard length > 0, at + 2 + length <= count else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: base + at + 2, count: length), as: UTF8.self)
    }

    /// Calls `body` with each scalar of the string at a reference.
    @inline(__always)
    func withScalars(_ reference: UInt32, _ body: (UInt32) -> Void) {
        guard reference != DictionaryFormat.none, let base else { return }
        let length = Int(u16(Int(reference)))
        guard length > 0, Int(reference) + 2 + length <= count else { return }
        let bytes = UnsafeBufferPointer(
            start: (base + Int(reference) + 2).assumingMemoryBound(to: UInt8.self), count: length)
        var at = 0
        while at < length {
            let (scalar, next) = AddressText.decode(bytes, at)
            body(scalar)
            at = next
        }
    }

    /// Compares the string at a reference with UTF-8 bytes: negative, zero or positive.
    func compare(_ reference: UInt32, _ other: UnsafeBufferPointer<UInt8>) -> Int {
        guard let base else { return -1 }
        let at = Int(reference)
        let length = min(Int(u16(at)), max(0, count - at - 2))
        for index in 0..<min(length, other.count) {
            let difference = Int(base.load(fromByteOffset: at + 2 + index, as: UInt8.self)) - Int(other[index])
            if difference != 0 { return difference }
        }
        return length - other.count
    }

    /// The first index in `range` whose 64-bit value is not below `key`.
    @inline(__always)
    func lowerBound(_ range: Range<Int>, _ key: UInt64) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low &+ high) >> 1
            if u64(middle &* 8) < key { low = middle &+ 1 } else { high = middle }
        }
        return low
    }
}
