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
    ///   - isListing: whether to keep the differences one by one.
    /// - Complexity: O(residents), one pass over both.
    package func comparison(
        to register: RegisterDraft, departed: Set<ResidentNumber> = [], deceased: Set<ResidentNumber> = [],
        isListing: Bool = false
    ) throws -> RegisterComparison {
        try RegisterComparison(
            register, stored: db, departed: departed, deceased: deceased, isListing: isListing)
    }

    /// Adds the registered people of whom a file of differences says nothing.
    ///
    /// Only a change in progress, or its rehearsal, reads residents without a grant.
    /// - Parameter isKept: whether a person stays, by 宛名番号.
    package func addResidents(
        to register: RegisterDraft, where isKept: (_ number: UnsafeRawBufferPointer) -> Bool
    ) throws {
        var people = try StoredPeople(
            """
            SELECT \(StoredPeople.columns)
            FROM resident AS r JOIN household AS h ON h.id = r.household_id ORDER BY r.id
            """, in: db)
        while try people.next() {
            var stays = false
            people.builder.withBytes { stays = ResidentRecord($0).text(.residentNumber).map(isKept) ?? false }
            if stays { try register.append(people.builder) }
        }
    }

    /// Replaces the register as a whole; locations, scores and current needs of the old one go with it, and what it ends goes
    /// into history.
    ///
    /// Households get ids in byte order of their number, members in listing order, so the order of the input has no
    /// influence on what is stored. Inside ``RegistryWriter/bulkTransaction(cause:by:of:_:)`` only.
    /// - Parameters:
    ///   - comparison: how the register differs from the one that is stored now.
    ///   - observe: sees every household once, in id order, its members valid inside only.
    /// - Complexity: O(residents), and the sorting of their numbers for the index.
    package func replaceResidents(
        by register: RegisterDraft, _ comparison: RegisterComparison, source: SourceFile,
        observe: (_ household: StoredAddress, _ members: [ResidentRecord]) throws -> Void = { _, _ in }
    ) throws {
        precondition(checksReferencesAtEnd)
        try archiveResidents(comparison.ended)
        try removeLocations()
        try db.execute(
            sql: """
                DELETE FROM packed_column; DELETE FROM packed_position; DELETE FROM packed_number; DELETE FROM current_need;
                DELETE FROM score_run; DELETE FROM location_run;
                DROP INDEX resident_by_number; DROP INDEX household_by_number;
                DELETE FROM resident; DELETE FROM household;
                """)
        try storeSource(source, kind: "residents")
        let rows = try RegisterRows(db, generation: generation)
        try register.forEachHousehold { members in
            guard let first = members.first else { return }
            try observe(try rows.store(first, members, since: comparison.since), members)
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
