package import Disclosure
import GRDB

extension RegistrySnapshot {
    /// The lowest floor on which a member of each household is known to live, in the order asked; nil where none is known.
    ///
    /// - Parameters:
    ///   - households: ids of this generation, ascending.
    ///   - clearance: proof that audience and basis were stated.
    /// - Complexity: O(households + their members).
    package func lowestFloors(of households: [UInt32], clearance: Clearance) throws -> [Int?] {
        guard clearance.mayLook(at: .floor) else { return households.map { _ in nil } }
        guard !households.isEmpty else { return [] }
        let rows = try BulkRows(
            """
            SELECT h.id, (SELECT min(r.floor) FROM resident AS r
                WHERE r.id BETWEEN h.first_resident AND h.first_resident + h.member_count - 1)
            FROM json_each(?) AS wanted CROSS JOIN household AS h ON h.id = wanted.value
            """,
            arguments: [Self.json(households)], in: db)
        var result: [Int?] = []
        result.reserveCapacity(households.count)
        while try rows.next() { result.append(rows.optionalInt(1)) }
        guard result.count == households.count else { throw RegistryError.noSuchHousehold }
        return result
    }
}
