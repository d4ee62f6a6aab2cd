import GRDB
package import Residents

/// A file that facts come from, and when it was received.
package struct ReceivedFile: Hashable, Sendable {
    /// The file's own name, without folders.
    package let name: String
    /// The day of its import, in Japan; nil when it is not known.
    package let receivedOn: CalendarDate?
    /// How many of today's rows it brought.
    package let rows: Int

    /// Describes a file.
    package init(name: String, receivedOn: CalendarDate?, rows: Int) {
        self.name = name
        self.receivedOn = receivedOn
        self.rows = rows
    }
}

/// Where today's facts come from, and what has ended of them.
package struct ReceivedFacts: Hashable, Sendable {
    /// The latest register file, or nil when there is none.
    package let register: ReceivedFile?
    /// The files of which needs are left today, in the order of their imports.
    package let needs: [ReceivedFile]
    /// Needs that had ended on the as-of date without a successor.
    package let expiredNeeds: Int
    /// Needs that end soon after the as-of date.
    package let expiringNeeds: Int
}

extension RegistrySnapshot {
    /// Where today's facts come from; counts are those of the last scoring.
    ///
    /// - Complexity: O(files): an import counts its needs, a scoring their states.
    package func receivedFacts() throws -> ReceivedFacts {
        func file(_ row: Row) -> ReceivedFile {
            let day: String? = row[1]
            return ReceivedFile(name: row[0], receivedOn: day.flatMap { CalendarDate(iso: $0) }, rows: row[2])
        }
        let register = try Row.fetchOne(
            db, sql: "SELECT name, received_on, row_count FROM source_file WHERE kind = 'residents'")
        let needs = try Row.fetchAll(
            db, sql: "SELECT name, received_on, need_count FROM need_file WHERE need_count > 0 ORDER BY id")
        let run = try Row.fetchOne(db, sql: "SELECT needs_expired, needs_expiring FROM score_run")
        return ReceivedFacts(
            register: register.map(file), needs: needs.map(file), expiredNeeds: run?[0] ?? 0,
            expiringNeeds: run?[1] ?? 0)
    }

    /// The day on which the register of a generation was received; nil when it is not known.
    package func registerReceipt(at generation: Int64) throws -> CalendarDate? {
        let day = try String.fetchOne(
            db,
            sql: """
                SELECT c.received_on FROM generation_change AS c JOIN generation AS g ON g.id = c.generation_id
                WHERE c.generation_id <= ? AND g.cause IN ('residents', 'restore') ORDER BY c.generation_id DESC LIMIT 1
                """, arguments: [generation])
        return day.flatMap { CalendarDate(iso: $0) }
    }
}
