import Foundation
import GRDB
import Geospatial
package import Residents

extension RegistryTransaction {
    /// Compares a register with the stored one.
    ///
    /// - Parameters:
    ///   - departed: the numbers of whom the file says that they moved out.
    ///   - deceased: the numbers of whom the file says that they died.
    /// - Complexity: O(residents), one pass over both.
    package func comparison(
        to register: RegisterDraft, departed: Set<ResidentNumber> = [], deceased: Set<ResidentNumber> = []
    ) throws -> RegisterComparison {
        try RegisterComparison(register, stored: db, departed: departed, deceased: deceased)
    }

    /// Replaces the register as a whole; locations, scores and current needs of the old one go with it, and what it ends goes
    /// into history.
    ///
    /// Households get ids in byte order of their number, members in listing order, so the order of the input has no
    /// influence on what is stored.
    /// - Parameters:
    ///   - comparison: how the register differs from the one that is stored now.
    ///   - observe: sees every household once, its members valid inside only.
    /// - Complexity: O(residents), and the sorting of their numbers for the index.
    package func replaceResidents(
        by register: RegisterDraft, _ comparison: RegisterComparison, source: SourceFile,
        observe: (_ members: [ResidentRecord]) -> Void = { _ in }
    ) throws {
        try archiveResidents(comparison.ended)
        try db.execute(
            sql: """
                DELETE FROM packed_column; DELETE FROM packed_position; DELETE FROM current_need; DELETE FROM score_run;
                DELETE FROM location; DELETE FROM location_run;
                DROP INDEX resident_by_number; DROP INDEX household_by_number;
                DELETE FROM resident; DELETE FROM household;
                """)
        try storeSource(source, kind: "residents")
        let rows = try RegisterRows(db, generation: generation)
        try register.forEachHousehold { members in
            observe(members)
            try rows.store(members, since: comparison.since)
        }
        try rows.finish()
        try db.execute(sql: Schema.registerIndexes)
    }

    func storeSource(_ source: SourceFile, kind: String) throws {
        try db.execute(
            sql: """
                INSERT INTO source_file (kind, generation_id, name, encoding, byte_count, row_count)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (kind) DO UPDATE SET generation_id = excluded.generation_id, name = excluded.name,
                    encoding = excluded.encoding, byte_count = excluded.byte_count, row_count = excluded.row_count
                """,
            arguments: [kind, generation, source.name, source.encoding, source.byteCount, source.rowCount])
    }
}
