import Foundation

/// Whose records a release held, in the audit log: keys that only the workspace's own key can make of a number.
package enum RecordedPeople: Equatable, Sendable {
    /// The whole register, as a backup holds it.
    case everybody
    /// Some people.
    case people(PackedKeys)

    /// Takes the keys of people, in any order.
    package init(keys: [UInt64]) { self = .people(PackedKeys(keys)) }

    /// Whether the person of a key is among them.
    package func holds(_ key: UInt64) -> Bool {
        switch self {
        case .everybody: true
        case .people(let packed): packed.contains(key)
        }
    }
}

/// Keys of 40 bits in ascending order: the differences, Golomb-Rice coded, as base64. About 3 bytes each before the base64.
///
/// Keys are evenly spread, so that a difference is small or large as chance has it, and the best number of its low bits follows from
/// how many keys there are.
package struct PackedKeys: Equatable, Sendable {
    /// Bits of a key.
    package static let keyBits = 40

    /// How many keys.
    package let count: Int
    /// The coded differences in base64, without line breaks.
    package let text: String

    /// Packs keys below 2⁴⁰; those that are there twice stay twice.
    ///
    /// - Complexity: O(keys).
    package init(_ keys: [UInt64]) {
        var keys = keys
        Self.sort(&keys)
        count = keys.count
        let low = Self.lowBits(keys.count)
        let steps = (keys.last ?? 0) >> UInt64(low)
        // The ones of all differences together are no more than the last key has steps.
        text = BitWriter.base64(mostBits: keys.count * (low + 1) + Int(steps)) { bits in
            let mask: UInt64 = 1 << UInt64(low) - 1
            var last: UInt64 = 0
            for key in keys {
                let difference = key - last
                bits.append(ones: Int(difference &>> UInt64(low)), rest: difference & mask, restBits: low)
                last = key
            }
        }
    }

    /// Puts keys in ascending order: many of them by four rounds of counting sort, ten bits each, counted in one go.
    private static func sort(_ keys: inout [UInt64]) {
        guard keys.count > 4096 else { return keys.sort() }
        let digits = 1 << 10
        keys.withUnsafeMutableBufferPointer { keys in
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: keys.count) { other in
                withUnsafeTemporaryAllocation(of: Int.self, capacity: rounds * digits) { starts in
                    starts.initialize(repeating: 0)
                    for key in keys {
                        var offset = 0
                        for round in 0..<UInt64(rounds) {
                            starts[offset &+ digit(key, round)] &+= 1
                            offset &+= digits
                        }
                    }
                    // The rounds are even, so that the last one ends where the first began.
                    var (from, to) = (keys, other)
                    for round in 0..<rounds {
                        let starts = UnsafeMutableBufferPointer(rebasing: starts[(round * digits)...].prefix(digits))
                        var start = 0
                        for digit in 0..<digits { (start, starts[digit]) = (start + starts[digit], start) }
                        for key in from {
                            let digit = digit(key, UInt64(round))
                            to.initializeElement(at: starts[digit], to: key)
                            starts[digit] &+= 1
                        }
                        swap(&from, &to)
                    }
                }
            }
        }
    }

    private static let rounds = 4

    @inline(__always)
    private static func digit(_ key: UInt64, _ round: UInt64) -> Int {
        Int(truncatingIfNeeded: key &>> (10 &* round) & 0x3FF)
    }

    /// Takes a count and a text as they were read; what the text does not hold is left out by ``keys``.
    init(count: Int, text: String) { (self.count, self.text) = (count, text) }

    /// The keys, ascending; fewer than ``count`` where the text was cut.
    package var keys: [UInt64] {
        var result: [UInt64] = []
        walk { key in
            result.append(key)
            return true
        }
        return result
    }

    /// Whether a key is among them; looks no further than where it would stand.
    func contains(_ wanted: UInt64) -> Bool {
        var isThere = false
        walk { key in
            isThere = key == wanted
            return key < wanted
        }
        return isThere
    }

    /// Hands out the keys in their order until somebody has enough.
    private func walk(_ goesOn: (UInt64) -> Bool) {
        guard let data = Data(base64Encoded: text), count > 0 else { return }
        let low = Self.lowBits(count)
        data.withUnsafeBytes { buffer in
            var bits = BitReader(bytes: buffer)
            var last: UInt64 = 0
            for _ in 0..<count {
                guard let high = bits.ones(), let rest = bits.value(bits: low) else { return }
                last &+= UInt64(high) << UInt64(low) | rest
                guard goesOn(last) else { return }
            }
        }
    }

    /// The low bits of a difference that are stored as they are.
    private static func lowBits(_ count: Int) -> Int {
        max(0, keyBits - (Int.bitWidth - max(1, count).leadingZeroBitCount))
    }
}

/// Bits from the highest of each byte on, put together in a word and handed out eight bytes at a time.
private struct BitWriter {
    private let room: UnsafeMutableRawBufferPointer
    private var place = 0
    /// Not yet whole bytes from the highest bit on; below them zeros.
    private var pending: UInt64 = 0
    /// Less than 8.
    private var pendingBits = 0

    /// The base64 of what `write` writes.
    ///
    /// - Parameter mostBits: no more than so many are written.
    static func base64(mostBits: Int, _ write: (inout BitWriter) -> Void) -> String {
        // A word may stand behind the last bit.
        var bytes = Data(count: mostBits / 8 + 9)
        let length = bytes.withUnsafeMutableBytes { room in
            var writer = BitWriter(room: room)
            write(&writer)
            writer.finish()
            return writer.place
        }
        return bytes[..<length].base64EncodedString()
    }

    private init(room: UnsafeMutableRawBufferPointer) { self.room = room }

    /// So many ones, a zero, and a value of at most 39 bits.
    @inline(__always)
    mutating func append(ones: Int, rest: UInt64, restBits: Int) {
        var ones = ones
        while ones > 16 {
            append(0xFFFF, bits: 16)
            ones -= 16
        }
        append((1 &<< UInt64(ones + 1) - 2) &<< UInt64(restBits) | rest, bits: ones + 1 + restBits)
    }

    /// At most 56 bits.
    @inline(__always)
    private mutating func append(_ value: UInt64, bits: Int) {
        pendingBits += bits
        pending |= value &<< UInt64(64 - pendingBits)
        room.storeBytes(of: pending.bigEndian, toByteOffset: place, as: UInt64.self)
        place += pendingBits >> 3
        pending &<<= UInt64(pendingBits & ~7)
        pendingBits &= 7
    }

    /// The last byte is filled with ones, which are no end of a number.
    private mutating func finish() {
        if pendingBits > 0 { append(1 << UInt64(8 - pendingBits) - 1, bits: 8 - pendingBits) }
    }
}

private struct BitReader {
    let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next bits, the first one highest: ``whole`` of them, or fewer at the end, with zeros behind.
    private var window: UInt64 {
        let first = place >> 3
        if first + 8 <= bytes.count {
            return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: first, as: UInt64.self)) << UInt64(place & 7)
        }
        var value: UInt64 = 0
        for offset in 0..<8 where first + offset < bytes.count {
            value |= UInt64(bytes[first + offset]) << UInt64(56 - 8 * offset)
        }
        return value << UInt64(place & 7)
    }

    /// Bits of a window that are surely there: eight bytes less the seven bits before it.
    private static let whole = 57

    /// The ones up to the next zero; nil at the end.
    mutating func ones() -> Int? {
        var count = 0
        while true {
            let found = min((~window).leadingZeroBitCount, Self.whole)
            let left = bytes.count * 8 - place
            guard found < left else { return nil }
            count += found
            place += found
            if found < Self.whole {
                place += 1
                return count
            }
        }
    }

    /// At most ``whole`` bits as a number; nil at the end.
    mutating func value(bits: Int) -> UInt64? {
        guard place + bits <= bytes.count * 8 else { return nil }
        guard bits > 0 else { return 0 }
        let value = window >> UInt64(64 - bits)
        place += bits
        return value
    }
}
