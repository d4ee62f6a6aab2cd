import AddressDictionary
import Disclosure
import GRDB

/// What one generation of a workspace holds; valid only inside the read or change that handed it out.
package struct RegistrySnapshot {
    let db: Database
    /// The packed columns of this generation.
    let columns: PackedColumnReading
    /// Scores by id, read from their packed columns when first asked for.
    let scores: PackedScores
    /// Who is visible to whom, worked out when first asked for.
    let visiblePeople = VisiblePeopleCache()
    private let interruption: ReadInterruption?

    /// - Parameters:
    ///   - columns: what readers share; nil for a snapshot that reads its own.
    ///   - interruption: by what its reader is interrupted; nil where nobody interrupts.
    init(db: Database, columns: SharedColumns? = nil, interruption: ReadInterruption? = nil) {
        self.db = db
        self.interruption = interruption
        self.columns = PackedColumnReading(db: db, shared: columns)
        scores = PackedScores(self.columns)
    }

    /// Ends work that nobody waits for any more: what is long and asks no row asks this between its pieces.
    ///
    /// - Throws: ``RegistryError/database(code:)`` once the reader was interrupted.
    /// - Complexity: O(1), a nanosecond.
    package func checkInterruption() throws(RegistryError) { try interruption?.check() }

    /// The workspace's own description.
    package func info() throws -> WorkspaceInfo {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT name, local_government_code, mode FROM workspace"),
            let mode = WorkspaceMode(rawValue: row[2]),
            let code = try? LocalGovernmentCode(row[1])
        else { throw RegistryError.database(code: 0) }
        return WorkspaceInfo(name: row[0], code: code, mode: mode)
    }

    /// The id of the state that is read; it grows with every committed change.
    package func generation() throws -> Int64 {
        try Int64.fetchOne(db, sql: "SELECT max(id) FROM generation") ?? 0
    }

    /// The dictionary edition that the current positions come from, or nil when nobody is located.
    package func locatedEdition() throws -> String? {
        try String.fetchOne(db, sql: "SELECT dictionary_edition FROM location_run")
    }

    /// The file that the register (`residents`) or the needs (`needs`) came from.
    package func source(kind: String) throws -> SourceFile? {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT name, encoding, byte_count, row_count FROM source_file WHERE kind = ?",
                arguments: [kind])
        else { return nil }
        return SourceFile(name: row[0], encoding: row[1], byteCount: row[2], rowCount: row[3])
    }
}
