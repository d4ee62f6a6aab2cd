package import Registry
import Residents

/// How two generations differ, person by person: `engo generations diff`.
package struct GenerationComparison: Sendable {
    /// The earlier state.
    package let from: Int64
    /// The later state.
    package let to: Int64
    /// Persons.
    package let residents: RegisterChanges
    /// Rows of needs.
    package let needs: NeedChanges
    private let list: ChangeList

    /// Compares two states; lines in byte order of household and resident number.
    ///
    /// - Throws: ``Registry/RegistryError/generationNotKept(first:last:)``.
    package init(from: Int64, to: Int64?, in transaction: RegistryTransaction) throws {
        let to = try to ?? transaction.snapshot.generation()
        self.from = from
        self.to = to
        let (before, after, count) = try transaction.differences(from: from, to: to)
        var lines: [ChangeList.Line] = []
        var changes = RegisterChanges()
        var earlier: [ResidentNumber: HeldResident] = [:]
        for person in before { earlier[person.residentNumber] = person }
        for person in after {
            let change: ChangeList.Change
            switch earlier.removeValue(forKey: person.residentNumber).map({ person.change(since: $0) }) {
            case nil:
                changes.added += 1
                change = .new
            case .moved:
                changes.moved += 1
                change = .moved
            case .changed:
                changes.changed += 1
                change = .changed
            case .some(nil): continue
            }
            lines.append(ChangeList.Line(change, person))
        }
        changes.missing = earlier.count
        changes.unchanged = count - (changes.added + changes.moved + changes.changed)
        lines += earlier.values.map { ChangeList.Line(.gone, $0) }
        residents = changes
        let oldNeeds = try transaction.needs(at: from)
        let newNeeds = try transaction.needs(at: to)
        let different = NeedComparison.differences(from: oldNeeds, to: newNeeds)
        needs = NeedComparison.changes(different, to: newNeeds)
        lines += try ChangeList.lines(of: different, at: to, or: from, in: transaction)
        list = ChangeList(lines, from: from, to: to)
    }

    /// Writes one line per difference as CSV; the release is in the audit log first.
    package func write(
        _ release: ListRelease, language: OutputLanguage, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: any OutputSink
    ) throws {
        try list.write(release, language: language, from: snapshot, audit: audit, to: sink)
    }
}
