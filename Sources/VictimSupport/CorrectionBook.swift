package import AddressDictionary
package import Registry

/// What was taught about addresses and still counts: the last row of the history for each key.
///
/// Keys are made here, when the history is read, so a program that reads more spellings alike finds old corrections by them
/// too. Two rows that have become one by that are decided like any two: the later counts.
package struct CorrectionBook: Sendable {
    private let municipality: LocalGovernmentCode
    private var rows: [AddressKey: StoredCorrection] = [:]
    /// How many rows teach an address that a later row teaches again or takes back.
    package private(set) var supersededCount = 0

    /// Reads a history, oldest first.
    ///
    /// - Complexity: O(rows).
    package init(_ history: [StoredCorrection], municipality: LocalGovernmentCode) {
        self.municipality = municipality
        for row in history { add(row) }
    }

    /// Adds the latest row.
    mutating func add(_ row: StoredCorrection) {
        guard let key = AddressKey(row.address, within: municipality) else { return }
        let replaced = rows[key]
        rows[key] = row.action == .teach ? row : nil
        if replaced != nil { supersededCount += 1 }
    }

    /// What counts for an address, or nil.
    package subscript(address: String) -> StoredCorrection? {
        if rows.isEmpty { return nil }
        guard let key = AddressKey(address, within: municipality) else { return nil }
        return rows[key]
    }

    /// The corrections that count, in the order in which they were taught.
    package var active: [StoredCorrection] { rows.values.sorted { $0.id < $1.id } }

    /// How many corrections count.
    package var count: Int { rows.count }
}
