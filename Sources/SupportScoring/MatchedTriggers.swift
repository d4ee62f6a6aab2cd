/// The triggers that apply to one person, ascending and without repetition, in borrowed memory.
struct MatchedTriggers {
    private let storage: UnsafeMutableBufferPointer<Int32>
    private(set) var count = 0

    /// The storage must hold as many elements as the policy has triggers.
    init(_ storage: UnsafeMutableBufferPointer<Int32>) {
        self.storage = storage
    }

    subscript(index: Int) -> Int { Int(storage[index]) }

    mutating func removeAll() { count = 0 }

    /// Few triggers apply to a person, so insertion keeps them sorted at the least cost.
    @inline(__always)
    mutating func insert(_ trigger: Int) {
        let value = Int32(truncatingIfNeeded: trigger)
        var place = count
        while place > 0, storage[place - 1] >= value {
            if storage[place - 1] == value { return }
            place -= 1
        }
        var index = count
        while index > place {
            storage[index] = storage[index - 1]
            index -= 1
        }
        storage[place] = value
        count += 1
    }
}
