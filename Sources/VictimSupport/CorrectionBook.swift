package import AddressDictionary
package import Registry

/// What was taught about addresses and still counts: the last row of the history for each key.
///
/// Keys are made here, when the history is read, so a program that reads more spellings alike finds old corrections by them
/// too. Two rows that have become one by that are decided like any two: the later counts.
package struct CorrectionBook: Sendable {
    private let municipality: LocalGovernmentCode
    private var rows: [AddressKey: [AddressKey: StoredCorrection]] = [:]

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
        rows[key.ofAnyForm, default: [:]][key] = row.action == .teach ? row : nil
    }

    /// What was taught about exactly this text, or nil.
    package subscript(address: String) -> StoredCorrection? {
        guard !rows.isEmpty, let key = AddressKey(address, within: municipality) else { return nil }
        return rows[key.ofAnyForm]?[key]
    }

    /// What counts for an address: what was taught about the text, or else about the same text with another form of number.
    ///
    /// 1-2 may be 1番地2 or 1番2号, or 一丁目2. What was taught about one of them holds for another only where the text has no
    /// certain match of its own, and never for 番地 where 号 was meant, or the reverse; of several the latest counts.
    /// - Parameter isCertain: whether the address has a certain match of its own; asked only where that decides.
    package func correction(for address: String, isCertain: () -> Bool) -> StoredCorrection? {
        guard !rows.isEmpty, let key = AddressKey(address, within: municipality), let taught = rows[key.ofAnyForm]
        else { return nil }
        if let same = taught[key] { return same }
        let fitting = taught.filter { other, row in
            let meant = row.correctedAddress.flatMap { AddressKey($0, within: municipality) }
            return AddressKey.canAgree(other.form, key.form)
                && (meant.map { AddressKey.canAgree($0.form, key.form) } ?? true)
        }
        guard let latest = fitting.values.max(by: { $0.id < $1.id }), !isCertain() else { return nil }
        return latest
    }

    /// The corrections that count, in the order in which they were taught.
    package var active: [StoredCorrection] { rows.values.flatMap(\.values).sorted { $0.id < $1.id } }
}
