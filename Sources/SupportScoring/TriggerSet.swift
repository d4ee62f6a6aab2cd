/// The triggers that apply to one person, one bit each, in borrowed memory; taking them out empties the set.
struct TriggerSet {
    private let words: UnsafeMutableBufferPointer<UInt64>

    /// An empty set in memory of one bit per trigger.
    init(_ words: UnsafeMutableBufferPointer<UInt64>) {
        words.initialize(repeating: 0)
        self.words = words
    }

    @inline(__always)
    func insert(_ trigger: Int32) {
        words[Int(trigger) >> 6] |= 1 << UInt64(trigger & 63)
    }

    /// Takes the triggers out, ascending.
    @inline(__always)
    func takeAll(_ body: (Int) -> Void) {
        for index in words.indices {
            var word = words[index]
            guard word != 0 else { continue }
            words[index] = 0
            repeat {
                body(index << 6 | word.trailingZeroBitCount)
                word &= word - 1
            } while word != 0
        }
    }
}
