/// How nearly a text begins with a town's key: the fewest tokens to insert, drop or change, and where the town ends.
struct TownAlignment {
    /// Insertions, deletions and changes.
    let distance: Int
    /// The token of the text behind the town.
    let end: Int

    /// Compares with every beginning of the text; nil when none is near enough.
    ///
    /// Near enough is one change in a key of two to five tokens, and one more for each further four. Numbers and 丁目 do not
    /// count as length, so that a name of one character is never guessed.
    /// - Complexity: O(k²) in the tokens of the key.
    init?(key: [UInt32], text: [UInt32]) {
        let nameLength = key.count { $0 & AddressToken.numberFlag == 0 && $0 != AddressToken.chome }
        guard nameLength >= 2 else { return nil }
        let allowed = 1 + (nameLength - 2) / 4
        let columns = min(text.count, key.count + allowed)
        var previous = Array(0...columns)
        var current = previous
        for (row, token) in key.enumerated() {
            current[0] = row + 1
            for column in 0..<columns {
                let change = previous[column] + (Self.isSame(token, text[column]) ? 0 : 1)
                current[column + 1] = min(change, previous[column + 1] + 1, current[column] + 1)
            }
            swap(&previous, &current)
        }
        // Of several ends the one whose length is nearest to the key's: the number behind stays whole.
        guard let best = previous.min(), best <= allowed,
            let end = previous.indices.filter({ previous[$0] == best })
                .min(by: { abs($0 - key.count) < abs($1 - key.count) })
        else { return nil }
        distance = best
        self.end = end
    }

    /// 一丁目 and 1- are one spelling.
    private static func isSame(_ left: UInt32, _ right: UInt32) -> Bool {
        left == right || (left == AddressToken.chome && right == AddressToken.separator)
    }
}
