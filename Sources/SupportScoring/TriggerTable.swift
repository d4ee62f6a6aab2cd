/// Lists of trigger numbers in one array, looked up by slot.
struct TriggerTable: Sendable {
    let starts: [Int32]
    let numbers: [Int32]

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

    /// The triggers of the slot, ascending.
    func triggers(in slot: Int) -> ArraySlice<Int32> { numbers[Int(starts[slot])..<Int(starts[slot + 1])] }
}
