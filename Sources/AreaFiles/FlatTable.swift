/// A table of a FlatBuffer, read in place; whatever an offset says, nothing outside of the buffer is touched.
///
/// A field that is absent and a field that cannot be read differ: the first is ordinary, the second a damaged file. Offsets may point anywhere in
/// the buffer, also backwards, so a table can contain itself: who follows tables into tables counts the depth. They may also all point at
/// one place: who copies what they point at counts the bytes.
///
/// - Source: *FlatBuffers internals*: a table begins with the distance back to its list of field offsets.
struct FlatTable {
    /// The buffer breaks the format.
    struct Damage: Error {}

    private let buffer: UnsafeRawBufferPointer
    private let start: Int
    /// The first byte of the list of field offsets, and its length in bytes.
    private let fields: Int
    private let fieldBytes: Int

    /// The root of a buffer without a size in front.
    init(rootOf buffer: UnsafeRawBufferPointer) throws(Damage) {
        try self.init(buffer, referredAt: 0)
    }

    /// The table to which the offset at a place points.
    private init(_ buffer: UnsafeRawBufferPointer, referredAt place: Int) throws(Damage) {
        self.buffer = buffer
        start = try Self.target(buffer, place)
        let back = Int(try Self.number(Int32.self, buffer, start))
        fields = start - back
        guard fields >= 0 else { throw Damage() }
        fieldBytes = Int(try Self.number(UInt16.self, buffer, fields))
        guard fieldBytes >= 4, fields + fieldBytes <= buffer.count else { throw Damage() }
    }

    /// A number of a field, or nil when the field is absent.
    func number<Number: FixedWidthInteger>(_ type: Number.Type, _ field: Int) throws(Damage) -> Number? {
        guard let place = try place(field) else { return nil }
        return try Self.number(type, buffer, place)
    }

    /// How many bytes the buffer has: what does not share bytes takes no more of them.
    var byteCount: Int { buffer.count }

    /// The bytes of a text, or of a vector of bytes.
    func bytes(_ field: Int) throws(Damage) -> UnsafeRawBufferPointer? {
        try vector(field, elementSize: 1)
    }

    /// The bytes of a vector of numbers, as many as whole elements.
    func vector(_ field: Int, elementSize: Int) throws(Damage) -> UnsafeRawBufferPointer? {
        guard let (first, count) = try elements(field, size: elementSize) else { return nil }
        return UnsafeRawBufferPointer(rebasing: buffer[first..<first + count * elementSize])
    }

    /// The table of a field.
    func table(_ field: Int) throws(Damage) -> FlatTable? {
        guard let place = try place(field) else { return nil }
        return try FlatTable(buffer, referredAt: place)
    }

    /// How many tables a vector of tables has; none when the field is absent.
    func tableCount(_ field: Int) throws(Damage) -> Int {
        try elements(field, size: 4)?.count ?? 0
    }

    /// One of the tables of a vector, from 0.
    func table(_ field: Int, at index: Int) throws(Damage) -> FlatTable {
        guard let (first, count) = try elements(field, size: 4), index < count else { throw Damage() }
        return try FlatTable(buffer, referredAt: first + 4 * index)
    }

    /// Where the elements of a vector begin, and how many there are.
    private func elements(_ field: Int, size: Int) throws(Damage) -> (first: Int, count: Int)? {
        guard let place = try place(field) else { return nil }
        let vector = try Self.target(buffer, place)
        let count = Int(try Self.number(UInt32.self, buffer, vector))
        guard count <= (buffer.count - vector - 4) / size else { throw Damage() }
        return (vector + 4, count)
    }

    private func place(_ field: Int) throws(Damage) -> Int? {
        let slot = 4 + 2 * field
        guard slot + 2 <= fieldBytes else { return nil }
        let offset = Int(try Self.number(UInt16.self, buffer, fields + slot))
        return offset == 0 ? nil : start + offset
    }

    private static func target(_ buffer: UnsafeRawBufferPointer, _ place: Int) throws(Damage) -> Int {
        let target = place + Int(try number(UInt32.self, buffer, place))
        guard target <= buffer.count - 4 else { throw Damage() }
        return target
    }

    private static func number<Number: FixedWidthInteger>(
        _ type: Number.Type, _ buffer: UnsafeRawBufferPointer, _ place: Int
    ) throws(Damage) -> Number {
        guard place >= 0, place <= buffer.count - MemoryLayout<Number>.size else { throw Damage() }
        return Number(littleEndian: buffer.loadUnaligned(fromByteOffset: place, as: Number.self))
    }
}
