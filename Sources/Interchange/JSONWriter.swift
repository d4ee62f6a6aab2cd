/// Writes JSON (RFC 8259) into a buffer that the caller may empty at any time; commas are put by the writer.
///
/// The caller sees to it that what is opened is closed and that members have names.
package struct JSONWriter: Sendable {
    /// What has been written and not yet taken, UTF-8.
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty text.
    package init() {}

    /// Opens an object.
    package mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// Closes an object.
    package mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// Opens an array.
    package mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    /// Closes an array.
    package mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes the name of the next member.
    package mutating func name(_ name: String) {
        appendQuoted(name, isName: true)
        needsComma = false
    }

    /// Writes the name of the next member, made ready before.
    package mutating func name(_ name: JSONName) {
        if needsComma { bytes.append(contentsOf: name.bytes) } else { bytes.append(contentsOf: name.first) }
        needsComma = false
    }

    /// Writes a member that is a string, or `null` for nil.
    package mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        string(text)
    }

    /// Writes a member that is an integer, or `null` for nil.
    package mutating func member(_ name: String, _ value: Int?) {
        self.name(name)
        if let value { integer(value) } else { null() }
    }

    /// Writes a member that is `true` or `false`.
    package mutating func member(_ name: String, _ value: Bool) {
        self.name(name)
        bool(value)
    }

    /// Writes a string.
    package mutating func string(_ text: String) {
        appendQuoted(text, isName: false)
        needsComma = true
    }

    /// Writes a string, or `null` for nil.
    package mutating func string(_ text: String?) {
        if let text { string(text) } else { null() }
    }

    /// Writes `true` or `false`.
    package mutating func bool(_ value: Bool) {
        rawNumber(value ? "true" : "false")
    }

    /// Writes `true` or `false`, or `null` for nil.
    package mutating func bool(_ value: Bool?) {
        if let value { bool(value) } else { null() }
    }

    /// Writes `null`.
    package mutating func null() {
        rawNumber("null")
    }

    /// Writes an integer.
    package mutating func integer(_ value: Int) {
        separate()
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        DecimalText.append(UInt64(value.magnitude), to: &bytes)
        needsComma = true
    }

    /// Writes an integer, or `null` for nil.
    package mutating func integer(_ value: Int?) {
        if let value { integer(value) } else { null() }
    }

    /// Writes a number with exactly so many decimals (0…17), never with an exponent, trailing zeros kept.
    ///
    /// The double's exact value is rounded, ties away from zero; a result of zero has no sign. What is not finite
    /// has no place in JSON and is written as `null`.
    package mutating func number(_ value: Double, decimals: Int) {
        guard value.isFinite else { return null() }
        separate()
        DecimalText.append(value, decimals: decimals, to: &bytes)
        needsComma = true
    }

    /// Writes a number already in JSON's form, such as `82.5`; the caller vouches for it.
    package mutating func rawNumber(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    /// Writes a byte that stands outside of any value, such as the separator of a sequence of texts.
    package mutating func control(_ byte: UInt8) {
        bytes.append(byte)
        needsComma = false
    }

    /// Writes a line break, after the comma if a further element follows.
    package mutating func lineBreak() {
        if needsComma {
            bytes.append(UInt8(ascii: ","))
            needsComma = false
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Writes a line break before a closing bracket or at the end of the text.
    package mutating func finalLineBreak() {
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Hands out what has been written since the last call and forgets it, keeping the memory.
    package mutating func drain<Failure: Error>(
        to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try bytes.withUnsafeBufferPointer { (all) throws(Failure) in try sink(UnsafeRawBufferPointer(all)) }
        bytes.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    /// Writes the comma before a text, the text in quotes, and the colon behind a name.
    private mutating func appendQuoted(_ text: String, isName: Bool) {
        var text = text
        text.withUTF8 { utf8 in
            guard utf8.count <= Self.shortLength, Self.isPlain(utf8) else {
                separate()
                bytes.append(UInt8(ascii: "\""))
                appendEscaped(utf8)
                bytes.append(UInt8(ascii: "\""))
                if isName { bytes.append(UInt8(ascii: ":")) }
                return
            }
            // Put together first: every piece that is appended on its own costs as much as the whole.
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.shortLength + 4) { room in
                var length = 0
                func put(_ byte: UInt8) {
                    room[length] = byte
                    length += 1
                }
                if needsComma { put(UInt8(ascii: ",")) }
                put(UInt8(ascii: "\""))
                UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[length...]).copyMemory(
                    from: UnsafeRawBufferPointer(utf8))
                length += utf8.count
                put(UInt8(ascii: "\""))
                if isName { put(UInt8(ascii: ":")) }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: room[..<length]))
            }
        }
    }

    /// Up to so many bytes a text is put together before it is appended.
    private static let shortLength = 252

    private mutating func appendEscaped(_ utf8: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        for index in utf8.indices where Self.isEscaped(utf8[index]) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[runStart..<index]))
            appendEscape(utf8[index])
            runStart = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[runStart...]))
    }

    @inline(__always)
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Whether no byte needs an escape, eight looked at together; nearly every text is like that.
    private static func isPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        let each: UInt64 = 0x0101_0101_0101_0101
        let high = each << 7
        let raw = UnsafeRawBufferPointer(utf8)
        var index = 0
        while index + 8 <= raw.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let quote = word ^ each &* 0x22
            let slash = word ^ each &* 0x5C
            // The high bit of a byte shows that the byte is below 0x20, or that one of the others is zero.
            let found = (word &- each &* 0x20) & ~word | (quote &- each) & ~quote | (slash &- each) & ~slash
            if found & high != 0 { return false }
            index += 8
        }
        while index < raw.count {
            if isEscaped(raw[index]) { return false }
            index += 1
        }
        return true
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        default:
            let digits = Array("0123456789abcdef".utf8)
            bytes += [
                UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0"), digits[Int(byte >> 4)], digits[Int(byte & 15)],
            ]
        }
    }
}
