package import Disclosure
package import Foundation
package import Registry
package import Residents

/// Which entries of an audit log are asked for: every part that is given must hold.
package struct AuditSearch: Sendable {
    /// The first moment, as an ISO 8601 UTC time or the beginning of one, such as `2026-06`.
    package var from: String?
    /// The last moment, the same; a beginning stands for all of its time.
    package var to: String?
    /// The operating-system account, by its bytes.
    package var operatorName: String?
    /// The verb.
    package var verb: String?
    /// What kind of thing was done.
    package var event: AuditEntry.Event?
    /// Whose records the release held, as far as it says so.
    package var resident: ResidentNumber?
    /// The line, from 1.
    package var line: Int?
    /// Words that the query holds.
    package var query: String?
    /// At least so many persons.
    package var persons: Int?

    /// Asks for everything.
    package init() {}

    /// The entries that were asked for, in the order of the log; lines that cannot be read as entries are counted.
    ///
    /// - Throws: ``Registry/RegistryError/unreadable(path:errno:)``, ``Registry/RegistryError/needsMigration(path:)`` when a
    ///   person is looked for and the tables are older than the log's key.
    package func entries(of log: AuditLog) throws -> (entries: [RecordedEntry], unreadable: Int) {
        let lines = AuditLog.lines(of: try log.contents())
        let key = try resident.map(log.recordKey)
        var entries: [RecordedEntry] = []
        var unreadable = 0
        for (index, line) in lines.enumerated() {
            if let line = self.line, index + 1 != line { continue }
            let original = AuditLog.original(of: line)
            guard let entry = AuditEntry(line: original, records: false) else {
                unreadable += 1
                continue
            }
            guard holds(entry) else { continue }
            let recorded = RecordedEntry(line: index + 1, entry: entry, bytes: original)
            if let key, recorded.people?.holds(key) != true { continue }
            entries.append(recorded)
        }
        return (entries, unreadable)
    }

    private func holds(_ entry: AuditEntry) -> Bool {
        if let from, entry.time.prefix(from.utf8.count) < from { return false }
        if let to, entry.time.prefix(to.utf8.count) > to { return false }
        if let operatorName, entry.operatorName != operatorName { return false }
        if let verb, entry.verb != verb { return false }
        if let event, entry.kind != event { return false }
        if let query, !entry.query.contains(query) { return false }
        if let persons, entry.persons ?? 0 < persons { return false }
        return true
    }
}

/// An entry and where it stands in the log.
package struct RecordedEntry: Sendable {
    /// The line, from 1.
    package let line: Int
    /// What it says, but for ``people``.
    package let entry: AuditEntry
    /// The line as it was written, without its line break.
    package let bytes: Data

    /// Whose records it held, as far as it says so: read when somebody asks, because of a city they are megabytes.
    package var people: RecordedPeople? { AuditEntry.records(of: bytes) }
}
