import Interchange

extension JSONWriter {
    /// Writes a value that was read before; as deep as that was.
    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .bool(let bool): self.bool(bool)
        // The shortest text that reads back as the same number; JSON holds no other.
        case .number(let number): rawNumber(Int(exactly: number).map(String.init) ?? "\(number)")
        case .string(let text): string(text)
        case .array(let values): array { json in for value in values { json.value(value) } }
        case .object(let members):
            object { json in
                for member in members {
                    json.name(member.name)
                    json.value(member.value)
                }
            }
        }
    }
}

extension JSONValue {
    /// The text of the value.
    var text: String {
        var json = JSONWriter()
        json.value(self)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
