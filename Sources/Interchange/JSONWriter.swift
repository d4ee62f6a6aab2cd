/// Writes JSON (RFC 8259) into a buffer that the caller may empty at any time; commas are put by the writer.
///
/// The caller sees to it that what is opened is closed and that members have names.
package struct JSONWriter: Sendable {
    private var output = OutputBytes()
    private var needsComma = false

    /// A copy of what has been written and not yet taken, UTF-8.
    package var bytes: [UInt8] { output.bytes }

    /// How many bytes have been written and not yet taken.
    package var byteCount: Int { output.count }

    /// An empty text.
    package init() {}

    /// Opens an object.
    package mutating func beginObject() {
        open(UInt8(ascii: "{"))
    }

    /// Closes an object.
    package mutating func endObject() {
        add(UInt8(ascii: "}"))
        needsComma = true
    }

    /// Opens an array.
    package mutating func beginArray() {
        open(UInt8(ascii: "["))
    }

    /// Closes an array.
    package mutating func endArray() {
        add(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes the name of the next member.
    package mutating func name(_ name: String) {
        appendQuoted(name, isName: true)
        needsComma = false
    }

    /// Writes the name of the next member, one of those that were made ready before.
    package mutating func name(_ place: Int, of names: JSONNames) {
        let isFirst = !needsComma
        output.write(atMost: names.mostBytes) { names.write(place, isFirst: isFirst, to: $0) }
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

    /// Writes a string that is UTF-8 already.
    package mutating func string(utf8: UnsafeRawBufferPointer) {
        appendQuoted(utf8, isName: false)
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
        put(atMost: 4) { place in
            place[0] = UInt8(ascii: "n")
            place[1] = UInt8(ascii: "u")
            place[2] = UInt8(ascii: "l")
            place[3] = UInt8(ascii: "l")
            return 4
        }
    }

    /// Writes an integer.
    package mutating func integer(_ value: Int) {
        put(atMost: DecimalText.mostIntegerBytes) { DecimalText.write(value, to: $0) }
    }

    /// Writes a number of thousandths without needless zeros, such as `82.5`.
    package mutating func number(thousandths: Int) {
        put(atMost: DecimalText.mostThousandthsBytes) { DecimalText.write(thousandths: thousandths, to: $0) }
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
        put(atMost: DecimalText.mostBytes) { DecimalText.write(value, decimals: decimals, to: $0) }
    }

    /// Writes a number already in JSON's form, such as `82.5`; the caller vouches for it.
    package mutating func rawNumber(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            put(atMost: utf8.count) { place in
                if let start = utf8.baseAddress { place.update(from: start, count: utf8.count) }
                return utf8.count
            }
        }
    }

    /// Writes a byte that stands outside of any value, such as the separator of a sequence of texts.
    package mutating func control(_ byte: UInt8) {
        add(byte)
        needsComma = false
    }

    /// Writes a line break, after the comma if a further element follows.
    package mutating func lineBreak() {
        open(UInt8(ascii: "\n"))
    }

    /// Writes a line break before a closing bracket or at the end of the text.
    package mutating func finalLineBreak() {
        add(UInt8(ascii: "\n"))
    }

    /// Hands out what has been written since the last call and forgets it, keeping the memory.
    package mutating func drain<Failure: Error>(
        to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try output.withBytes(sink)
        output.removeAll()
    }

    /// Writes what `write` puts at its place, after a comma if there must be one; a value stands there then.
    @inline(__always)
    private mutating func put(atMost length: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        let comma = needsComma ? 1 : 0
        output.write(atMost: length + 1) { place in
            // Overwritten where it is none.
            place.pointee = UInt8(ascii: ",")
            return comma + write(place + comma)
        }
        needsComma = true
    }

    /// Writes a byte as it is.
    @inline(__always)
    private mutating func add(_ byte: UInt8) {
        output.write(atMost: 1) { place in
            place.pointee = byte
            return 1
        }
    }

    /// Writes a byte behind which no comma stands, after a comma if there must be one.
    @inline(__always)
    private mutating func open(_ byte: UInt8) {
        put(atMost: 1) { place in
            place.pointee = byte
            return 1
        }
        needsComma = false
    }

    private mutating func appendQuoted(_ text: String, isName: Bool) {
        // Lent, not held: a long list has millions of texts.
        text.utf8.span.withUnsafeBytes { appendQuoted($0, isName: isName) }
    }

    /// Writes the comma before a text, the text in quotes, and the colon behind a name.
    private mutating func appendQuoted(_ utf8: UnsafeRawBufferPointer, isName: Bool) {
        let comma = needsComma ? 1 : 0
        var isWhole = false
        output.write(atMost: utf8.count + 4) { place in
            place.pointee = UInt8(ascii: ",")
            place[comma] = UInt8(ascii: "\"")
            isWhole = Self.copyPlain(utf8, to: UnsafeMutableRawPointer(place + comma + 1))
            guard isWhole else { return comma + 1 }
            let end = comma + 1 + utf8.count
            place[end] = UInt8(ascii: "\"")
            place[end + 1] = UInt8(ascii: ":")
            return isName ? end + 2 : end + 1
        }
        guard !isWhole else { return }
        appendEscaped(utf8)
        add(UInt8(ascii: "\""))
        if isName { add(UInt8(ascii: ":")) }
    }

    private mutating func appendEscaped(_ utf8: UnsafeRawBufferPointer) {
        for byte in utf8 { if Self.isEscaped(byte) { appendEscape(byte) } else { add(byte) } }
    }

    @inline(__always)
    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// Copies a text of which no byte needs an escape, as nearly every one is, eight bytes together.
    ///
    /// - Returns: false at the first that needs one; what was copied is of no use then.
    @inline(__always)
    private static func copyPlain(_ text: UnsafeRawBufferPointer, to place: UnsafeMutableRawPointer) -> Bool {
        let each: UInt64 = 0x0101_0101_0101_0101
        func copy(_ index: Int) -> Bool {
            let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            place.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
            let quote = word ^ each &* 0x22
            let slash = word ^ each &* 0x5C
            // The high bit of a byte shows that the byte is below 0x20, or that one of the others is zero.
            let found = (word &- each &* 0x20) & ~word | (quote &- each) & ~quote | (slash &- each) & ~slash
            return found & each << 7 == 0
        }
        let last = text.count - 8
        guard last >= 0 else {
            for (index, byte) in text.enumerated() {
                guard !isEscaped(byte) else { return false }
                place.storeBytes(of: byte, toByteOffset: index, as: UInt8.self)
            }
            return true
        }
        var index = 0
        while index < last {
            guard copy(index) else { return false }
            index += 8
        }
        // The last eight bytes, some of them perhaps once more.
        return copy(last)
    }

    private mutating func appendEscape(_ byte: UInt8) {
        add(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: add(UInt8(ascii: "n"))
        case 0x0D: add(UInt8(ascii: "r"))
        case 0x09: add(UInt8(ascii: "t"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): add(byte)
        default:
            for byte in "u00".utf8 { add(byte) }
            for digit in [byte >> 4, byte & 15] {
                add(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        }
    }
}
