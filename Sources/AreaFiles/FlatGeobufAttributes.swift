import Interchange

/// The attributes of a feature of FlatGeobuf: pairs of a column's number and a value whose width the column's type tells.
enum FlatGeobufAttributes {
    /// An object with a member for each column; a column without a value is null, as in every other format.
    static func object(
        _ bytes: UnsafeRawBufferPointer?, columns: [FlatGeobuf.Column]
    ) throws(FlatTable.Damage) -> JSONValue {
        var values = [JSONValue](repeating: .null, count: columns.count)
        var cursor = ByteCursor(bytes ?? UnsafeRawBufferPointer(start: nil, count: 0))
        while cursor.left > 0 {
            guard let index = cursor.number(UInt16.self).map(Int.init), index < columns.count,
                let value = value(columns[index].type, &cursor)
            else { throw FlatTable.Damage() }
            values[index] = value
        }
        return .object(zip(columns, values).map { JSONValue.Member(name: $0.name, value: $1) })
    }

    /// The value at the cursor, or nil when the bytes end or the type is unknown.
    private static func value(_ type: UInt8, _ cursor: inout ByteCursor) -> JSONValue? {
        func number<Number: FixedWidthInteger>(_ type: Number.Type, _ cursor: inout ByteCursor) -> JSONValue? {
            cursor.number(type).map { .number(Double($0)) }
        }
        switch type {
        case 0: return number(Int8.self, &cursor)
        case 1: return number(UInt8.self, &cursor)
        case 2: return cursor.byte().map { .bool($0 != 0) }
        case 3: return number(Int16.self, &cursor)
        case 4: return number(UInt16.self, &cursor)
        case 5: return number(Int32.self, &cursor)
        case 6: return number(UInt32.self, &cursor)
        case 7: return number(Int64.self, &cursor)
        case 8: return number(UInt64.self, &cursor)
        case 9: return cursor.number(UInt32.self).map { real(Double(Float(bitPattern: $0))) }
        case 10: return cursor.number(UInt64.self).map { real(Double(bitPattern: $0)) }
        case 11, 12, 13:
            guard let length = cursor.count(), let bytes = cursor.buffer(length) else { return nil }
            return String(validating: bytes, as: UTF8.self).map { .string($0) }
        case 14: return cursor.count().flatMap { cursor.skip($0) ? .null : nil }
        default: return nil
        }
    }

    private static func real(_ value: Double) -> JSONValue { value.isFinite ? .number(value) : .null }
}
