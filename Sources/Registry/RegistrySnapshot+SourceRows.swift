package import Disclosure
import GRDB

/// Where a resident stands in the register file.
package struct RegisterRow: Hashable, Sendable {
    /// The file's own name; nil when it is not known which file the row came from.
    package let file: String?
    /// The line in the file.
    package let line: Int
}

extension RegistrySnapshot {
    /// Where the members of a household stand in the register file, in listing order; none when the grant withholds numbers.
    ///
    /// A file of differences leaves most rows as earlier files had them. Their file is then not named rather than guessed: only
    /// of rows that the latest file brought, or of a latest file that holds everybody, is it known.
    package func registerRows(household: UInt32, grant: ReleaseGrant) throws -> [RegisterRow] {
        guard grant.fields.contains(.identifiers) else { return [] }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT r.source_line, s.name
                FROM household AS h
                    JOIN resident AS r ON r.id BETWEEN h.first_resident AND h.first_resident + h.member_count - 1
                    LEFT JOIN source_file AS s ON s.kind = 'residents'
                        AND (r.first_generation = s.generation_id OR s.row_count >= (SELECT max(id) FROM resident))
                WHERE h.id = ? ORDER BY r.id
                """, arguments: [household]
        ).map { RegisterRow(file: $0[1], line: $0[0]) }
    }
}
