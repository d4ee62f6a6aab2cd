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
        case .people(let packed): packed.keys.contains(key)
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
        count = keys.count
        var bits = BitWriter(expectedBits: keys.count * (Self.lowBits(keys.count) + 2))
        let low = Self.lowBits(keys.count)
        var last: UInt64 = 0
        for key in Self.sorted(keys) {
            let difference = key - last
            bits.append(ones: Int(difference >> UInt64(low)))
            bits.append(difference & (1 << UInt64(low) - 1), bits: low)
            last = key
        }
        text = Data(bits.finish()).base64EncodedString()
    }

    /// The keys in ascending order: of many, four rounds of counting sort, ten bits each.
    private static func sorted(_ keys: [UInt64]) -> [UInt64] {
        guard keys.count > 4096 else { return keys.sorted() }
        var current = keys
        var next = keys
        for shift in stride(from: UInt64(0), to: UInt64(keyBits), by: 10) {
            var starts = [Int](repeating: 0, count: 1025)
            for key in current { starts[Int(key >> shift & 0x3FF) + 1] += 1 }
            for digit in 1...1024 { starts[digit] += starts[digit - 1] }
            for key in current {
                let digit = Int(key >> shift & 0x3FF)
                next[starts[digit]] = key
                starts[digit] += 1
            }
            swap(&current, &next)
        }
        return current
    }

    /// Takes a count and a text as they were read; what the text does not hold is left out by ``keys``.
    init(count: Int, text: String) { (self.count, self.text) = (count, text) }

    /// The keys, ascending; fewer than ``count`` where the text was cut.
    package var keys: [UInt64] {
        guard let data = Data(base64Encoded: text), count > 0 else { return [] }
        let low = Self.lowBits(count)
        var bits = BitReader(Array(data))
        var result: [UInt64] = []
        // A key has at least so many bits: a wrong count must not take the memory.
        result.reserveCapacity(min(count, data.count * 8 / (low + 1)))
        var last: UInt64 = 0
        while result.count < count {
            guard let high = bits.ones(), let rest = bits.value(bits: low) else { break }
            last &+= UInt64(high) << UInt64(low) | rest
            result.append(last)
        }
        return result
    }

    /// The low bits of a difference that are stored as they are.
    private static func lowBits(_ count: Int) -> Int {
        max(0, keyBits - (Int.bitWidth - max(1, count).leadingZeroBitCount))
    }
}

/// Bits from the highest of each byte on.
private struct BitWriter {
    private var bytes: [UInt8] = []
    private var pending: UInt64 = 0
    private var pendingBits = 0

    init(expectedBits: Int) { bytes.reserveCapacity(expectedBits / 8 + 8) }

    /// So many ones, and a zero.
    mutating func append(ones: Int) {
        var rest = ones
        while rest > 16 {
            append(0xFFFF, bits: 16)
            rest -= 16
        }
        append(1 << UInt64(rest + 1) - 2, bits: rest + 1)
    }

    mutating func append(_ value: UInt64, bits: Int) {
        pending = pending << UInt64(bits) | value
        pendingBits += bits
        while pendingBits >= 8 {
            pendingBits -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> UInt64(pendingBits)))
        }
    }

    /// The last byte is filled with ones, which are no end of a number.
    mutating func finish() -> [UInt8] {
        if pendingBits > 0 { append(1 << UInt64(8 - pendingBits) - 1, bits: 8 - pendingBits) }
        return bytes
    }
}

private struct BitReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The ones up to the next zero; nil at the end.
    mutating func ones() -> Int? {
        var count = 0
        while let bit = value(bits: 1) {
            if bit == 0 { return count }
            count += 1
        }
        return nil
    }

    mutating func value(bits: Int) -> UInt64? {
        guard place + bits <= bytes.count * 8 else { return nil }
        var value: UInt64 = 0
        var left = bits
        while left > 0 {
            let free = 8 - place & 7
            let taken = min(free, left)
            let byte = UInt64(bytes[place >> 3]) >> UInt64(free - taken)
            value = value << UInt64(taken) | byte & (1 << UInt64(taken) - 1)
            place += taken
            left -= taken
        }
        return value
    }
}
