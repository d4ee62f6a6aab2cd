/// Bytes of a FlatBuffer, as plain as they can be: every list of fields and every child behind its table.
indirect enum FlatBytes {
    case uint8(UInt8)
    case uint16(UInt16)
    case int32(Int32)
    case uint64(UInt64)
    case text(String)
    case bytes([UInt8])
    case counts([UInt32])
    case doubles([Double])
    case table([Int: FlatBytes])
    case tables([FlatBytes])
    /// A vector whose offsets all point at one table.
    case sameTable(FlatBytes, Int)

    /// A buffer with this table as its root, its size in front.
    static func sized(_ root: [Int: FlatBytes]) -> [UInt8] {
        var bytes: [UInt8] = [0, 0, 0, 0]
        FlatBytes.table(root).append(to: &bytes, for: 0)
        return little(UInt32(bytes.count)) + bytes
    }

    static func little(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    /// The bytes that stand in the table itself; nil for what stands behind it.
    private var inline: [UInt8]? {
        switch self {
        case .uint8(let value): [value]
        case .uint16(let value): Self.little(value)
        case .int32(let value): Self.little(value)
        case .uint64(let value): Self.little(value)
        default: nil
        }
    }

    /// Appends what an offset at a place points to, and writes the offset.
    private func append(to bytes: inout [UInt8], for place: Int) {
        func refer(_ target: Int, _ bytes: inout [UInt8]) {
            bytes.replaceSubrange(place..<place + 4, with: Self.little(UInt32(target - place)))
        }
        func vector(_ count: Int, _ content: [UInt8], _ bytes: inout [UInt8]) {
            refer(bytes.count, &bytes)
            bytes += Self.little(UInt32(count)) + content
        }
        switch self {
        case .text(let text): vector(text.utf8.count, Array(text.utf8), &bytes)
        case .bytes(let content): vector(content.count, content, &bytes)
        case .counts(let counts): vector(counts.count, counts.flatMap(Self.little), &bytes)
        case .doubles(let doubles): vector(doubles.count, doubles.flatMap { Self.little($0.bitPattern) }, &bytes)
        case .tables(let tables):
            vector(tables.count, [UInt8](repeating: 0, count: 4 * tables.count), &bytes)
            let first = bytes.count - 4 * tables.count
            for (index, table) in tables.enumerated() { table.append(to: &bytes, for: first + 4 * index) }
        case .sameTable(let table, let count):
            vector(count, [UInt8](repeating: 0, count: 4 * count), &bytes)
            let first = bytes.count - 4 * count
            table.append(to: &bytes, for: first)
            let distance = (0..<4).reduce(0) { $0 | Int(bytes[first + $1]) << (8 * $1) }
            for index in 1..<count {
                bytes.replaceSubrange(
                    first + 4 * index..<first + 4 * index + 4, with: Self.little(UInt32(distance - 4 * index)))
            }
        case .table(let fields):
            let slots = (fields.keys.max() ?? -1) + 1
            var offsets = [UInt16](repeating: 0, count: slots)
            var body: [UInt8] = [0, 0, 0, 0]
            for field in fields.keys.sorted() {
                offsets[field] = UInt16(body.count)
                body += fields[field]?.inline ?? [0, 0, 0, 0]
            }
            let list = bytes.count
            bytes += Self.little(UInt16(4 + 2 * slots)) + Self.little(UInt16(body.count)) + offsets.flatMap(Self.little)
            let start = bytes.count
            body.replaceSubrange(0..<4, with: Self.little(Int32(start - list)))
            bytes += body
            refer(start, &bytes)
            for field in fields.keys.sorted() where fields[field]?.inline == nil {
                fields[field]?.append(to: &bytes, for: start + Int(offsets[field]))
            }
        default: break
        }
    }
}
