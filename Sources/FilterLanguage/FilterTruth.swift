/// Answers for many rows, three-valued: one bit for true and one for false, neither for unknown.
package struct FilterTruth: Sendable {
    /// Rows.
    package let count: Int
    private var trueBits: [UInt64]
    private var falseBits: [UInt64]

    /// The same answer for every row.
    package init(_ value: Bool?, count: Int) {
        self.count = count
        let words = (count + 63) / 64
        trueBits = [UInt64](repeating: value == true ? .max : 0, count: words)
        falseBits = [UInt64](repeating: value == false ? .max : 0, count: words)
    }

    /// An answer for each row.
    ///
    /// - Complexity: O(count), one call each, in order.
    @inline(__always)
    init(count: Int, _ answer: (Int) -> Bool?) {
        self.init(nil, count: count)
        for word in trueBits.indices {
            var (ones, zeros) = (UInt64(0), UInt64(0))
            let start = word * 64
            for bit in 0..<min(64, count - start) {
                switch answer(start + bit) {
                case true?: ones |= 1 << UInt64(bit)
                case false?: zeros |= 1 << UInt64(bit)
                case nil: break
                }
            }
            trueBits[word] = ones
            falseBits[word] = zeros
        }
    }

    /// Unknown for every row that is not told otherwise by ``set(_:at:)``.
    package static func unknown(count: Int) -> FilterTruth { FilterTruth(nil, count: count) }

    /// Tells the answer of a row, once.
    package mutating func set(_ value: Bool, at row: Int) {
        if value { trueBits[row >> 6] |= 1 << UInt64(row & 63) } else { falseBits[row >> 6] |= 1 << UInt64(row & 63) }
    }

    /// Whether the answer of a row is true; what is unknown is not.
    @inline(__always)
    package func isTrue(_ row: Int) -> Bool { trueBits[row >> 6] >> UInt64(row & 63) & 1 == 1 }

    /// The answer of a row; nil for unknown.
    package func value(_ row: Int) -> Bool? {
        isTrue(row) ? true : falseBits[row >> 6] >> UInt64(row & 63) & 1 == 1 ? false : nil
    }

    mutating func formAnd(_ other: FilterTruth) {
        for word in trueBits.indices {
            trueBits[word] &= other.trueBits[word]
            falseBits[word] |= other.falseBits[word]
        }
    }

    mutating func formOr(_ other: FilterTruth) {
        for word in trueBits.indices {
            trueBits[word] |= other.trueBits[word]
            falseBits[word] &= other.falseBits[word]
        }
    }

    var negated: FilterTruth {
        var result = self
        swap(&result.trueBits, &result.falseBits)
        return result
    }

    /// True where something is known, false where it is not.
    var isKnown: FilterTruth {
        var result = self
        for word in trueBits.indices {
            result.trueBits[word] = trueBits[word] | falseBits[word]
            result.falseBits[word] = ~result.trueBits[word]
        }
        return result
    }
}
