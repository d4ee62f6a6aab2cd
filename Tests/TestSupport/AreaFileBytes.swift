/// Files of areas, written byte by byte: what the readers are tested and fuzzed with.
package enum AreaFileBytes {
    /// Positions of one ring.
    package typealias Ring = [(x: Double, y: Double)]

    /// Little- or big-endian bytes of a number.
    package static func number(_ value: some FixedWidthInteger, bigEndian: Bool = false) -> [UInt8] {
        withUnsafeBytes(of: bigEndian ? value.bigEndian : value.littleEndian) { Array($0) }
    }

    /// Bytes of a double.
    package static func double(_ value: Double, bigEndian: Bool = false) -> [UInt8] {
        number(value.bitPattern, bigEndian: bigEndian)
    }

    /// A polygon in well-known binary; `code` is the type as written, `more` the ordinates beyond x and y.
    package static func wellKnownBinary(
        _ rings: [Ring], bigEndian: Bool = false, code: UInt32 = 3, more: [Double] = []
    ) -> [UInt8] {
        var bytes = [bigEndian ? 0 : 1] + number(code, bigEndian: bigEndian)
        bytes += number(UInt32(rings.count), bigEndian: bigEndian)
        for ring in rings {
            bytes += number(UInt32(ring.count), bigEndian: bigEndian)
            for point in ring {
                for value in [point.x, point.y] + more { bytes += double(value, bigEndian: bigEndian) }
            }
        }
        return bytes
    }

    /// A MultiPolygon of polygons in well-known binary.
    package static func wellKnownBinary(polygons: [[Ring]], code: UInt32 = 6) -> [UInt8] {
        [1] + number(code) + number(UInt32(polygons.count)) + polygons.flatMap { wellKnownBinary($0) }
    }

    /// A record of a Shapefile: the rings of one feature, or nil for a null shape.
    package static func record(_ number: Int, _ rings: [Ring]?, type: UInt32 = 5) -> [UInt8] {
        var content: [UInt8] = self.number(rings == nil ? UInt32(0) : type)
        if let rings {
            for _ in 0..<4 { content += double(0) }
            content += self.number(UInt32(rings.count)) + self.number(UInt32(rings.reduce(0) { $0 + $1.count }))
            var start = 0
            for ring in rings {
                content += self.number(UInt32(start))
                start += ring.count
            }
            for point in rings.joined() { content += double(point.x) + double(point.y) }
        }
        return self.number(UInt32(number), bigEndian: true) + self.number(UInt32(content.count / 2), bigEndian: true)
            + content
    }

    /// A `.shp` or `.shx` of records.
    package static func shapefile(_ records: [[UInt8]], type: UInt32 = 5) -> [UInt8] {
        let length = 50 + records.reduce(0) { $0 + $1.count } / 2
        let head = number(UInt32(9994), bigEndian: true) + [UInt8](repeating: 0, count: 20)
        return head + number(UInt32(length), bigEndian: true) + number(UInt32(1000)) + number(type)
            + [UInt8](repeating: 0, count: 64) + records.joined()
    }

    /// The `.shx` of records that stand one after the other.
    package static func index(_ records: [[UInt8]]) -> [UInt8] {
        var offset = 100
        return shapefile(
            records.map { record in
                defer { offset += record.count }
                return number(UInt32(offset / 2), bigEndian: true)
                    + number(UInt32((record.count - 8) / 2), bigEndian: true)
            })
    }

    /// A field of a dBASE table.
    package struct Field {
        let name: [UInt8]
        let kind: UInt8
        let length: Int

        /// Takes the name's bytes in the table's encoding.
        package init(_ name: [UInt8], _ kind: Character, _ length: Int) {
            self.name = name
            self.kind = kind.asciiValue ?? 0x43
            self.length = length
        }
    }

    /// A dBASE table; cells are padded with blanks, and a row that begins with nil is marked as deleted.
    package static func table(_ fields: [Field], _ rows: [[[UInt8]?]], mark: UInt8 = 0) -> [UInt8] {
        let rowLength = 1 + fields.reduce(0) { $0 + $1.length }
        var bytes: [UInt8] = [3, 126, 1, 1] + number(UInt32(rows.count))
        bytes += number(UInt16(33 + 32 * fields.count)) + number(UInt16(rowLength))
        bytes += [UInt8](repeating: 0, count: 17) + [mark, 0, 0]
        for field in fields {
            bytes += (field.name + [UInt8](repeating: 0, count: 11)).prefix(11)
            bytes += [field.kind, 0, 0, 0, 0, UInt8(field.length), 0] + [UInt8](repeating: 0, count: 14)
        }
        bytes.append(0x0D)
        for row in rows {
            bytes.append(row.contains { $0 == nil } ? 0x2A : 0x20)
            for (field, cell) in zip(fields, row) {
                bytes += ((cell ?? []) + [UInt8](repeating: 0x20, count: field.length)).prefix(field.length)
            }
        }
        return bytes + [0x1A]
    }

    /// A zip file of stored entries.
    package static func archive(_ entries: [(name: String, content: [UInt8])]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let name = Array(entry.name.utf8)
            let size = number(UInt32(entry.content.count))
            let common =
                [UInt8(20), 0, 0, 8, 0, 0, 0, 0, 0x21, 0] + number(crc32(entry.content)) + size + size
                + number(UInt16(name.count)) + [0, 0]
            directory += [0x50, 0x4B, 1, 2, 20, 0] + common + [UInt8](repeating: 0, count: 10)
            directory += number(UInt32(bytes.count)) + name
            bytes += [0x50, 0x4B, 3, 4] + common + name + entry.content
        }
        let count = number(UInt16(entries.count))
        return bytes + directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + count + count + number(UInt32(directory.count))
            + number(UInt32(bytes.count)) + [0, 0]
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0 as UInt32) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}
