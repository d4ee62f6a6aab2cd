import GRDB
package import Residents

extension RegistryTransaction {
    /// Compares a register with the stored one.
    ///
    /// - Parameters:
    ///   - departed: the numbers of whom the file says that they moved out.
    ///   - deceased: the numbers of whom the file says that they died.
    /// - Complexity: O(residents), one pass over the stored ones.
    package func changes(
        to residents: [Resident], departed: Set<ResidentNumber>, deceased: Set<ResidentNumber>
    ) throws -> RegisterChanges {
        var changes = RegisterChanges()
        guard try hasResidents() else {
            changes.added = residents.count
            return changes
        }
        let comparison = ResidentComparison(residents)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT \(ResidentComparison.columns)
                FROM resident AS r JOIN household AS h ON h.id = r.household_id ORDER BY r.id
                """)
        while let row = try rows.next() {
            let (number, verdict) = try comparison.verdict(on: row, snapshot: snapshot)
            switch verdict {
            case .unchanged: changes.unchanged += 1
            case .moved: changes.moved += 1
            case .changed: changes.changed += 1
            case .gone where departed.contains(number): changes.departed += 1
            case .gone where deceased.contains(number): changes.deceased += 1
            case .gone: changes.missing += 1
            }
        }
        changes.added = residents.count - (changes.before - changes.gone)
        return changes
    }

    /// Whether anybody is registered; the first register needs no comparison.
    func hasResidents() throws -> Bool { try Int.fetchOne(db, sql: "SELECT 1 FROM resident LIMIT 1") != nil }

    /// Notes what an import said of the register before it, for the list of generations.
    package func note(_ changes: RegisterChanges, source: SourceFile) throws {
        try db.execute(
            sql: "INSERT INTO generation_change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                generation, source.name, source.rowCount, changes.added, changes.moved, changes.changed,
                changes.departed, changes.deceased, changes.missing, changes.unchanged,
            ])
    }

    /// Notes what an import said of the needs before it, for the list of generations.
    package func note(_ changes: NeedChanges, source: SourceFile) throws {
        try db.execute(
            sql: "INSERT INTO generation_change VALUES (?, ?, ?, ?, 0, 0, 0, 0, ?, ?)",
            arguments: [
                generation, source.name, source.rowCount, changes.added, changes.cleared, changes.unchanged,
            ])
    }
}
