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
        separate()
        appendQuoted(name)
        bytes.append(UInt8(ascii: ":"))
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
        separate()
        appendQuoted(text)
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

    private mutating func appendQuoted(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var runStart = 0
            for index in utf8.indices {
                let byte = utf8[index]
                guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[runStart..<index]))
                appendEscape(byte)
                runStart = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[runStart...]))
        }
        bytes.append(UInt8(ascii: "\""))
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
