import Interchange

/// Copies some members of a JSON object that ``JSONWriter`` wrote, as they stand there.
struct MemberSelection {
    /// The names of the members.
    let names: Set<String>

    /// Copies members into an object that is open.
    ///
    /// - Parameter bytes: an object as the writer makes it: no spaces outside of strings.
    func copy(_ bytes: [UInt8], to json: inout JSONWriter) {
        var index = 1
        while index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
            let nameEnd = Self.endOfString(bytes, from: index)
            let name = String(decoding: bytes[(index + 1)..<(nameEnd - 1)], as: UTF8.self)
            let valueEnd = Self.endOfValue(bytes, from: nameEnd + 1)
            if names.contains(name) {
                json.name(name)
                json.raw(bytes[(nameEnd + 1)..<valueEnd])
            }
            index = valueEnd + 1
        }
    }

    /// The index behind the closing quotation mark of the string that begins at an index.
    private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        while bytes[index] != UInt8(ascii: "\"") { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
        return index + 1
    }

    /// The index behind the value that begins at an index.
    private static func endOfValue(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        var depth = 0
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""):
                index = endOfString(bytes, from: index)
                continue
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if depth == 0 { return index }
                depth -= 1
            case UInt8(ascii: ",") where depth == 0: return index
            default: break
            }
            index += 1
        }
        return index
    }
}
