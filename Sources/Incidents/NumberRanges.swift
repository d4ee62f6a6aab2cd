/// Numbers from 1 on with commas and ranges, such as `1-40,52`; at most 100,000 of them.
package struct NumberRanges: Hashable, Sendable {
    /// All of them, in the order in which they stand.
    package let numbers: [Int]

    /// Reads them; nil when anything else stands there.
    package init?(_ text: String) {
        var numbers: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first > 0,
                first <= last, last - first < 100_000, numbers.count + last - first < 100_000
            else { return nil }
            numbers += first...last
        }
        self.numbers = numbers
    }
}
