/// Lists of trigger numbers in one array, looked up by slot.
struct TriggerTable: Sendable {
    private let starts: [Int32]
    private let numbers: [Int32]

    init(_ lists: [[Int32]]) {
        var starts: [Int32] = [0]
        var numbers: [Int32] = []
        for list in lists {
            numbers += list
            starts.append(Int32(numbers.count))
        }
        self.starts = starts
        self.numbers = numbers
    }

    /// Calls the body with each trigger of the slot, in ascending order.
    @inline(__always)
    func forEach(in slot: Int, _ body: (Int) -> Void) {
        var index = Int(starts[slot])
        let end = Int(starts[slot + 1])
        while index < end {
            body(Int(numbers[index]))
            index += 1
        }
    }
}
