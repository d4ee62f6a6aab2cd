import GRDB
import Residents

/// Walks the stored register household by household, in byte order of the numbers.
final class StoredRegister {
    /// One stored household; its members are valid until the next one.
    struct Household {
        /// Ids of the members.
        let ids: [Int64]
        /// Since which generation each member is as they are.
        let since: [Int64]
        /// Members in listing order.
        let members: [ResidentRecord]
    }

    private var people: StoredPeople
    private var hasPending: Bool
    private var bytes: [UInt8] = []
    private var starts: [Int] = []
    private var ids: [Int64] = []
    private var since: [Int64] = []

    init(_ db: Database) throws {
        people = try StoredPeople(
            """
            SELECT \(StoredPeople.columns), r.household_id, r.id, r.first_generation
            FROM resident AS r JOIN household AS h ON h.id = r.household_id ORDER BY r.id
            """, in: db)
        hasPending = try people.next()
    }

    /// Moves to the next household; false behind the last.
    func next() throws -> Bool {
        bytes.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        ids.removeAll(keepingCapacity: true)
        since.removeAll(keepingCapacity: true)
        guard hasPending else { return false }
        let household = people.rows.int(StoredPeople.columnCount)
        repeat {
            starts.append(bytes.count)
            people.builder.withBytes { bytes.append(contentsOf: $0) }
            ids.append(Int64(people.rows.int(StoredPeople.columnCount + 1)))
            since.append(Int64(people.rows.int(StoredPeople.columnCount + 2)))
            hasPending = try people.next()
        } while hasPending && people.rows.int(StoredPeople.columnCount) == household
        return true
    }

    /// Lends the household.
    func withHousehold<Result>(_ body: (Household) throws -> Result) throws -> Result {
        try bytes.withUnsafeBytes { all in
            try body(Household(ids: ids, since: since, members: ResidentRecord.list(at: starts, in: all)))
        }
    }
}

extension ResidentRecord {
    /// The records that begin at these places.
    static func list(at starts: [Int], in bytes: UnsafeRawBufferPointer) -> [ResidentRecord] {
        starts.map { start in
            let length = Int(bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self))
            return ResidentRecord(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
        }
    }
}
