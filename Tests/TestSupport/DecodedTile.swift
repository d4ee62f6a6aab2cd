/// A vector tile read back, by its specification and by nothing of the program.
package struct DecodedTile: Equatable {
    /// What is no vector tile.
    package struct Malformed: Error {
        package let reason: String
    }

    package struct Layer: Equatable {
        package var name = ""
        package var version = 0
        package var extent = 0
        package var features: [Feature] = []
    }

    package struct Feature: Equatable {
        package var id: UInt64?
        /// 1 for points, 2 for lines, 3 for polygons.
        package var type = 0
        /// Points, lines, or rings without their closing position; x to the east and y to the south.
        package var parts: [[[Int]]] = []
        package var properties: [String: Value] = [:]
    }

    package enum Value: Equatable {
        case text(String)
        case integer(Int)
        case number(Double)
        case flag(Bool)
    }

    package var layers: [Layer] = []

    package init(_ bytes: [UInt8]) throws {
        for case (3, .bytes(let content)) in try Self.fields(bytes) { layers.append(try Self.layer(content)) }
    }

    private enum Content {
        case number(UInt64)
        case double(Double)
        case bytes([UInt8])
    }

    private static func fields(_ bytes: [UInt8]) throws -> [(Int, Content)] {
        var at = 0
        var found: [(Int, Content)] = []
        while at < bytes.count {
            let tag = try varint(bytes, &at)
            switch tag & 7 {
            case 0: found.append((Int(tag >> 3), .number(try varint(bytes, &at))))
            case 1:
                guard at + 8 <= bytes.count else { throw Malformed(reason: "a double is cut off") }
                let bits = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[at + $1]) << (8 * $1) }
                at += 8
                found.append((Int(tag >> 3), .double(Double(bitPattern: bits))))
            case 2:
                let length = Int(try varint(bytes, &at))
                guard at + length <= bytes.count else { throw Malformed(reason: "a message is cut off") }
                found.append((Int(tag >> 3), .bytes(Array(bytes[at..<at + length]))))
                at += length
            default: throw Malformed(reason: "wire type \(tag & 7)")
            }
        }
        return found
    }

    private static func varint(_ bytes: [UInt8], _ at: inout Int) throws -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 64, by: 7) {
            guard at < bytes.count else { throw Malformed(reason: "a number is cut off") }
            let byte = bytes[at]
            at += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw Malformed(reason: "a number is too long")
    }

    private static func numbers(_ bytes: [UInt8]) throws -> [UInt64] {
        var at = 0
        var values: [UInt64] = []
        while at < bytes.count { values.append(try varint(bytes, &at)) }
        return values
    }

    private static func signed(_ value: UInt64) -> Int { Int(bitPattern: UInt(value >> 1)) ^ -Int(value & 1) }

    private static func layer(_ bytes: [UInt8]) throws -> Layer {
        var layer = Layer()
        var keys: [String] = []
        var values: [Value] = []
        let fields = try fields(bytes)
        for case (3, .bytes(let text)) in fields { keys.append(String(decoding: text, as: UTF8.self)) }
        for case (4, .bytes(let content)) in fields { values.append(try value(content)) }
        for field in fields {
            switch field {
            case (1, .bytes(let text)): layer.name = String(decoding: text, as: UTF8.self)
            case (15, .number(let number)): layer.version = Int(number)
            case (5, .number(let number)): layer.extent = Int(number)
            case (2, .bytes(let content)): layer.features.append(try feature(content, keys, values))
            case (3, .bytes), (4, .bytes): break
            default: throw Malformed(reason: "field \(field.0) of a layer")
            }
        }
        return layer
    }

    private static func value(_ bytes: [UInt8]) throws -> Value {
        let fields = try fields(bytes)
        guard fields.count == 1 else { throw Malformed(reason: "a value has \(fields.count) fields") }
        switch fields[0] {
        case (1, .bytes(let text)): return .text(String(decoding: text, as: UTF8.self))
        case (3, .double(let number)): return .number(number)
        case (6, .number(let number)): return .integer(signed(number))
        case (7, .number(let number)): return .flag(number == 1)
        default: throw Malformed(reason: "field \(fields[0].0) of a value")
        }
    }

    private static func feature(_ bytes: [UInt8], _ keys: [String], _ values: [Value]) throws -> Feature {
        var feature = Feature()
        for field in try fields(bytes) {
            switch field {
            case (1, .number(let id)): feature.id = id
            case (2, .bytes(let content)):
                let tags = try numbers(content).map(Int.init)
                guard tags.count % 2 == 0 else { throw Malformed(reason: "a name without a value") }
                for index in stride(from: 0, to: tags.count, by: 2) {
                    guard keys.indices.contains(tags[index]), values.indices.contains(tags[index + 1]) else {
                        throw Malformed(reason: "a tag out of range")
                    }
                    feature.properties[keys[tags[index]]] = values[tags[index + 1]]
                }
            case (3, .number(let type)): feature.type = Int(type)
            case (4, .bytes(let content)): feature.parts = try parts(numbers(content), feature.type)
            default: throw Malformed(reason: "field \(field.0) of a feature")
            }
        }
        return feature
    }

    private static func parts(_ commands: [UInt64], _ type: Int) throws -> [[[Int]]] {
        var at = 0
        var pen = [0, 0]
        var parts: [[[Int]]] = []
        while at < commands.count {
            let (command, count) = (commands[at] & 7, Int(commands[at] >> 3))
            at += 1
            switch command {
            case 1, 2:
                for _ in 0..<count {
                    guard at + 1 < commands.count else { throw Malformed(reason: "a way is cut off") }
                    pen = [pen[0] + signed(commands[at]), pen[1] + signed(commands[at + 1])]
                    at += 2
                    if command == 1 { parts.append([pen]) } else { parts[parts.count - 1].append(pen) }
                }
            case 7 where count == 1 && type == 3: break
            default: throw Malformed(reason: "command \(command)")
            }
        }
        return parts
    }
}
