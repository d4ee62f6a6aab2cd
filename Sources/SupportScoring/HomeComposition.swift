/// Who is at home, as conditions and factors ask for it; no need other than those of absence has a part in it.
struct HomeComposition {
    private(set) var count = 0
    private(set) var ofUnknownAge = 0
    private(set) var ages = AgeSpan()
    /// One bit per rank that somebody has.
    private(set) var relationships: UInt32 = 0

    @inline(__always)
    mutating func add(_ person: TablePerson) {
        count += 1
        relationships |= 1 << UInt32(person.rank)
        if person.isOfUnknownAge { ofUnknownAge += 1 } else { ages.add(Int(person.ageSlot)) }
    }
}

/// The lowest and the highest of some known ages.
struct AgeSpan {
    private var lowest = Int.max
    private var highest = Int.min

    @inline(__always)
    mutating func add(_ age: Int) {
        lowest = min(lowest, age)
        highest = max(highest, age)
    }

    /// Whether every age lies in the range; no age at all does.
    @inline(__always)
    func lieWithin(_ range: ClosedRange<Int>) -> Bool {
        lowest > highest || range.lowerBound <= lowest && highest <= range.upperBound
    }
}
