import Interchange

/// Reads the attributes beside a Shapefile: a dBASE table (`.dbf`).
///
/// Texts lose the blanks that fill their fields. Numbers that are blank or starred, unknown logicals and unknown kinds of
/// field are null.
///
/// - Source: dBASE III and IV table format as ESRI J-7855 uses it.
struct DBaseTable {
    private struct Field {
        let name: String
        let kind: UInt8
        let range: Range<Int>
    }

    private let bytes: [UInt8]
    private let fields: [Field]
    private let start: Int
    private let rowLength: Int
    /// Rows.
    let count: Int

    /// Reads the header.
    ///
    /// - Parameter declared: the content of the `.cpg` file, which names the encoding; without one the table's own mark
    ///   counts, and without that UTF-8 where the whole table is, else CP932.
    /// - Throws: ``AreaFileError/damaged(_:part:place:)``, ``AreaFileError/content(_:)``.
    init(_ bytes: [UInt8], declared: [UInt8]?) throws(AreaFileError) {
        self.bytes = bytes
        let header = bytes.withUnsafeBytes { all -> (rows: Int, start: Int, length: Int)? in
            var cursor = ByteCursor(all)
            guard cursor.seek(4), let rows = cursor.count(), let start = cursor.number(UInt16.self),
                let length = cursor.number(UInt16.self), bytes.count >= 33
            else { return nil }
            return (rows, Int(start), Int(length))
        }
        guard let header, header.start >= 33, header.length >= 1, header.start <= bytes.count,
            header.rows <= (bytes.count - header.start) / header.length
        else { throw .damaged(.shapefile, part: ".dbf", place: nil) }
        (count, start, rowLength) = (header.rows, header.start, header.length)
        encoding = try DBaseEncoding(declared: declared, mark: bytes[29], table: bytes)
        var fields: [Field] = []
        var offset = 1
        var at = 32
        while at + 32 <= start, bytes[at] != 0x0D {
            let length = Int(bytes[at + 16])
            guard offset + length <= rowLength else { throw .damaged(.shapefile, part: ".dbf", place: nil) }
            let name = try encoding.text(bytes[at..<at + 11].prefix { $0 != 0 }, place: nil)
            fields.append(Field(name: name, kind: bytes[at + 11], range: offset..<offset + length))
            offset += length
            at += 32
        }
        self.fields = fields
    }

    private let encoding: DBaseEncoding

    /// Whether a row is marked as deleted.
    func isDeleted(_ row: Int) -> Bool { bytes[start + row * rowLength] == UInt8(ascii: "*") }

    /// The attributes of a row, counted from 0, as an object; of two fields of one name the first counts.
    func properties(_ row: Int) throws(AreaFileError) -> JSONValue {
        let first = start + row * rowLength
        var members: [JSONValue.Member] = []
        for field in fields where !members.contains(where: { $0.name.utf8.elementsEqual(field.name.utf8) }) {
            let cell = bytes[first + field.range.lowerBound..<first + field.range.upperBound]
            members.append(JSONValue.Member(name: field.name, value: try value(cell, field.kind, row)))
        }
        return .object(members)
    }

    private func value(_ cell: ArraySlice<UInt8>, _ kind: UInt8, _ row: Int) throws(AreaFileError) -> JSONValue {
        switch kind {
        case UInt8(ascii: "C"), UInt8(ascii: "D"):
            let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0 }
            guard let last = cell.lastIndex(where: { !blank($0) }) else { return .null }
            return .string(try encoding.text(cell[...last], place: row + 1))
        case UInt8(ascii: "N"), UInt8(ascii: "F"):
            let digits = cell.filter { $0 != 0x20 && $0 != 0 }
            guard !digits.isEmpty, digits.allSatisfy(Self.isNumeric),
                let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite
            else { return .null }
            return .number(number)
        case UInt8(ascii: "L"):
            switch cell.first {
            case UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: "Y"), UInt8(ascii: "y"): return .bool(true)
            case UInt8(ascii: "F"), UInt8(ascii: "f"), UInt8(ascii: "N"), UInt8(ascii: "n"): return .bool(false)
            default: return .null
            }
        default: return .null
        }
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "+") || byte | 0x20 == UInt8(ascii: "e")
    }
}
