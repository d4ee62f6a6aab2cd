/// The members of a JSON object that this program wrote, read in the order in which it wrote them.
///
/// A year's log has millions of objects, and a reader of any JSON takes minutes for them. This one knows texts without escapes and whole
/// numbers, no blanks, and no order but the writer's; of everything else it says that it cannot read it, and the other must.
struct PlainMembers {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0
    private var isFirst = true
    /// Whether everything so far was as this program writes it.
    private(set) var isPlain: Bool

    /// Begins to read an object.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        isPlain = bytes.first == UInt8(ascii: "{")
        place = 1
    }

    /// The text of the next member if it has this name; nil when another follows.
    mutating func text(_ name: StaticString) -> String? {
        guard let start = value(of: name) else { return nil }
        var end = start + 1
        guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { return fail() }
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            guard bytes[end] >= 0x20, bytes[end] != UInt8(ascii: "\\") else { return fail() }
            end += 1
        }
        guard end < bytes.count, let text = String(validating: bytes[(start + 1)..<end], as: UTF8.self) else {
            return fail()
        }
        place = end + 1
        return text
    }

    /// The whole number of the next member if it has this name; nil when another follows.
    mutating func number(_ name: StaticString) -> Int64? {
        guard let start = value(of: name) else { return nil }
        var end = start
        var number: Int64 = 0
        // So many digits fit; of a longer number the next digit is no end of a member.
        while end < bytes.count, end < start + 18, (0x30...0x39).contains(bytes[end]) {
            number = number * 10 + Int64(bytes[end] - 0x30)
            end += 1
        }
        // A zero stands alone.
        guard end > start, end == start + 1 || bytes[start] != UInt8(ascii: "0") else {
            return fail()
        }
        place = end
        return number
    }

    /// Whether the object ends here and everything in it was read.
    func isAtEnd() -> Bool { isPlain && place == bytes.count - 1 && bytes[place] == UInt8(ascii: "}") }

    /// Where the value of the next member begins, if the member has this name.
    private mutating func value(of name: StaticString) -> Int? {
        let length = name.utf8CodeUnitCount
        let start = place + (isFirst ? 0 : 1)
        let end = start + length + 3
        guard isPlain, end <= bytes.count, isFirst || bytes[place] == UInt8(ascii: ","),
            bytes[start] == UInt8(ascii: "\""), bytes[end - 2] == UInt8(ascii: "\""),
            bytes[end - 1] == UInt8(ascii: ":"),
            bytes[(start + 1)..<(end - 2)].elementsEqual(
                UnsafeBufferPointer(start: name.utf8Start, count: length))
        else { return nil }
        isFirst = false
        return end
    }

    private mutating func fail<Value>() -> Value? {
        isPlain = false
        return nil
    }
}
