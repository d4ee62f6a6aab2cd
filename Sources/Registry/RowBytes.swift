import SpatialQuery

/// Values and texts of rows behind each other as bytes, in this process's layout: they wait in memory and are never stored.
struct RowBytes {
    /// What is written, and behind it room.
    private(set) var bytes: [UInt8]
    /// How much is written.
    private(set) var count = 0

    /// Makes room for so many bytes; more is made when there is need of it.
    init(room length: Int) {
        bytes = [UInt8](unsafeUninitializedCapacity: length) { room, count in
            UnsafeMutableRawBufferPointer(room).useLargePages()
            // Bytes are values whatever they are; none is read before it is written.
            count = length
        }
    }

    /// Adds what `write` writes: a whole row together, because room is made once for all of it.
    ///
    /// - Parameter length: no more than so many bytes are written.
    @inline(__always)
    mutating func append(atMost length: Int, _ write: (inout RowBytesWriter) -> Void) {
        if bytes.count - count < length {
            bytes.append(contentsOf: repeatElement(0, count: max(length, bytes.count)))
        }
        let start = count
        count = bytes.withUnsafeMutableBytes { room in
            var writer = RowBytesWriter(room, at: start)
            write(&writer)
            return writer.place
        }
    }

    /// In the place of a text's length.
    fileprivate static let noText = UInt32.max

    /// How many bytes a text takes.
    @inline(__always)
    static func length(of text: UnsafeRawBufferPointer?) -> Int { MemoryLayout<UInt32>.size + (text?.count ?? 0) }
}

/// Writes values and texts into room that was made for them.
struct RowBytesWriter {
    private let room: UnsafeMutableRawBufferPointer
    /// Where the next one goes.
    fileprivate private(set) var place: Int

    fileprivate init(_ room: UnsafeMutableRawBufferPointer, at place: Int) { (self.room, self.place) = (room, place) }

    /// Adds a value.
    @inline(__always)
    mutating func add<Value: BitwiseCopyable>(_ value: Value) {
        room.storeBytes(of: value, toByteOffset: place, as: Value.self)
        place += MemoryLayout<Value>.size
    }

    /// Adds a text in UTF-8, or that there is none.
    @inline(__always)
    mutating func add(text: UnsafeRawBufferPointer?) {
        guard let text else { return add(RowBytes.noText) }
        add(UInt32(text.count))
        UnsafeMutableRawBufferPointer(rebasing: room[place...]).copyMemory(from: text)
        place += text.count
    }
}

/// Reads what ``RowBytesWriter`` wrote, in the same order.
struct RowBytesReader {
    private let bytes: UnsafeRawBufferPointer
    private var place: Int

    init(_ bytes: UnsafeRawBufferPointer, at place: Int) { (self.bytes, self.place) = (bytes, place) }

    /// The next value.
    @inline(__always)
    mutating func value<Value: BitwiseCopyable>(as type: Value.Type) -> Value {
        defer { place += MemoryLayout<Value>.size }
        return bytes.loadUnaligned(fromByteOffset: place, as: type)
    }

    /// The next text; nil when there is none.
    @inline(__always)
    mutating func text() -> String? {
        let length = value(as: UInt32.self)
        guard length != RowBytes.noText else { return nil }
        defer { place += Int(length) }
        return String(
            decoding: UnsafeRawBufferPointer(rebasing: bytes[place..<place + Int(length)]), as: UTF8.self)
    }
}
