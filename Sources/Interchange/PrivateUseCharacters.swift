/// The characters of a text that Unicode leaves to its users (外字): kept in every byte, and listed, because no other
/// system's fonts can draw them.
package struct PrivateUseCharacters: Sendable {
    /// One character of the text.
    package struct Entry: Hashable, Sendable {
        /// The code point.
        package let scalar: Unicode.Scalar
        /// How often it stands in the file.
        package var count: Int
        /// The physical line of the first one, from 1.
        package let firstLine: Int
    }

    private var found: [UInt32: Entry] = [:]
    private var line = 1

    /// None.
    init() {}

    /// Every such character once, by code point.
    package var entries: [Entry] { found.values.sorted { $0.scalar.value < $1.scalar.value } }

    /// The same of a piece that was surveyed, which nearly always tells that there is nothing to look for.
    mutating func add(_ piece: [UInt8], _ survey: UTF8Survey) {
        if survey.mayHoldPrivateUse { add(piece) } else { line += survey.lineBreaks }
    }

    /// Looks through the next piece of a text, valid UTF-8 cut behind a line break.
    ///
    /// U+E000…U+F8FF, and planes 15 and 16.
    mutating func add(_ piece: [UInt8]) {
        piece.withUnsafeBufferPointer { bytes in
            // Lines are counted no farther than the last character that asked for its line.
            var counted = 0
            var at = 0
            while let (value, place) = Self.next(in: bytes, from: &at) {
                guard let scalar = Unicode.Scalar(value) else { continue }
                if found[value] == nil {
                    line += Self.lineBreaks(in: bytes, from: counted, to: place)
                    counted = place
                    found[value] = Entry(scalar: scalar, count: 0, firstLine: line)
                }
                found[value]?.count += 1
            }
            line += Self.lineBreaks(in: bytes, from: counted, to: bytes.count)
        }
    }

    /// The next character of the kind and where it stands, or nil.
    private static func next(
        in bytes: UnsafeBufferPointer<UInt8>, from at: inout Int
    ) -> (value: UInt32, place: Int)? {
        let count = bytes.count
        let raw = UnsafeRawBufferPointer(bytes)
        while at < count {
            // Their lead bytes are EE, EF, F3 and F4; most text has none of EE and above.
            while at &+ 8 <= count, !Self.holdsHighLead(raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) {
                at &+= 8
            }
            let stop = min(at &+ 8, count)
            while at < stop {
                let byte = bytes[at]
                at &+= 1
                if byte < 0xEE { continue }
                let place = at &- 1
                if byte == 0xEE || byte == 0xEF && at < count && bytes[at] <= 0xA3 {
                    guard at &+ 1 < count else { return nil }
                    return (
                        UInt32(byte & 0x0F) << 12 | UInt32(bytes[at] & 0x3F) << 6 | UInt32(bytes[at + 1] & 0x3F), place
                    )
                } else if byte == 0xF4 || byte == 0xF3 && at < count && bytes[at] >= 0xB0 {
                    guard at &+ 2 < count else { return nil }
                    var value = UInt32(byte & 0x07) << 18 | UInt32(bytes[at] & 0x3F) << 12
                    value |= UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
                    return (value, place)
                }
            }
        }
        return nil
    }

    private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// Whether one of eight bytes is EE or above.
    @inline(__always)
    private static func holdsHighLead(_ word: UInt64) -> Bool {
        ((word & lowBits) &+ 0x1212_1212_1212_1212) & word & highBits != 0
    }

    /// The high bit of each of eight bytes that is zero.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        ~(((word & lowBits) &+ lowBits) | word) & highBits
    }

    /// Line feeds, and carriage returns without one behind them.
    private static func lineBreaks(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var count = 0
        var at = start
        while at &+ 8 <= end {
            let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
            if zeroBytes(word ^ 0x0D0D_0D0D_0D0D_0D0D) != 0 {
                count &+= plainLineBreaks(in: bytes, from: at, to: at &+ 8)
            } else {
                count &+= zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A).nonzeroBitCount
            }
            at &+= 8
        }
        return count &+ plainLineBreaks(in: bytes, from: at, to: end)
    }

    private static func plainLineBreaks(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
        var count = 0
        for at in start..<end {
            let byte = bytes[at]
            if byte == 0x0A || byte == 0x0D && (at &+ 1 == bytes.count || bytes[at &+ 1] != 0x0A) { count &+= 1 }
        }
        return count
    }
}
