/// A seeded stream of pseudo-random numbers: the same seed and purpose give the same numbers on every machine.
///
/// Every part of a synthetic city draws from a stream of its own, so that a change in one part leaves the others alone.
///
/// - Source: xoshiro256** by Blackman and Vigna (2018), seeded through SplitMix64, as its authors advise.
struct RandomStream: RandomNumberGenerator {
    /// What a stream is used for; the raw value enters the seed and never changes.
    enum Purpose: UInt64 {
        case lattice = 1
        case river, flood, placeNames, towns, lots, buildings, placement, households, needs, numbers, shelters
        case spelling, sample
    }

    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// The stream number `index` of a purpose.
    init(seed: UInt64, purpose: Purpose, index: Int = 0) {
        var state = seed
        state = Self.mix(&state) ^ (purpose.rawValue &* 0xD1B5_4A32_D192_ED03)
        state = Self.mix(&state) ^ (UInt64(truncatingIfNeeded: index) &* 0x9E6C_63D0_876A_68EE)
        s0 = Self.mix(&state)
        s1 = Self.mix(&state)
        s2 = Self.mix(&state)
        s3 = Self.mix(&state)
    }

    private static func mix(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// The next 64 bits.
    mutating func next() -> UInt64 {
        let product = s1 &* 5
        let result = ((product << 7) | (product >> 57)) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = (s3 << 45) | (s3 >> 19)
        return result
    }

    /// A whole number in `0..<bound`; 0 when the bound is not positive.
    ///
    /// The bias of the multiplication method is below `bound / 2⁶⁴`, far under what any statistic here can see.
    mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A whole number in the closed range.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// A multiple of 2⁻⁵³ in `0..<1`.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number in `-1..<1`.
    mutating func signed() -> Double {
        unit() * 2 - 1
    }

    /// True with the given probability, in millionths.
    mutating func chance(perMillion: Int) -> Bool {
        below(1_000_000) < perMillion
    }

    /// True with the given probability, in hundredths.
    mutating func chance(percent: Int) -> Bool {
        below(100) < percent
    }

    /// One of the weighted choices; weights are positive and the choices not empty.
    mutating func weighted<Choice>(_ choices: [(Int, Choice)]) -> Choice {
        var remaining = below(choices.reduce(0) { $0 + $1.0 })
        for (weight, choice) in choices {
            if remaining < weight { return choice }
            remaining -= weight
        }
        return choices[choices.count - 1].1
    }

    /// One element of a list that is not empty.
    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[below(elements.count)]
    }

    /// Puts the elements into a random order (Fisher and Yates).
    mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, below(last + 1))
        }
    }
}
