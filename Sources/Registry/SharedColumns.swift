import GRDB
import Synchronization

/// Packed columns of the latest generation that was read, shared by the readers of one process, so that each is read from the file once.
///
/// They hold everybody and nobody's name, and stay inside this target: what leaves it passes the gate as ever. A reader of an earlier
/// generation, which has begun before a change, reads its own.
package final class SharedColumns: Sendable {
    private struct Kept {
        var generation: Int64 = 0
        var columns: [String: any Sendable] = [:]
    }

    private let kept = Mutex(Kept())

    /// None yet.
    package init() {}

    func read<Element>(_ column: PackedColumn<Element>, generation: Int64, from db: Database) throws -> [Element] {
        if let known = kept.withLock({ $0.generation == generation ? $0.columns[column.name] as? [Element] : nil }) {
            return known
        }
        let values = try column.read(from: db)
        kept.withLock { kept in
            if kept.generation < generation { kept = Kept(generation: generation) }
            if kept.generation == generation { kept.columns[column.name] = values }
        }
        return values
    }
}

/// How one snapshot comes to its packed columns: from memory where readers share them, else from the file.
struct PackedColumnReading {
    let db: Database
    let shared: SharedColumns?

    func read<Element>(_ column: PackedColumn<Element>) throws -> [Element] {
        guard let shared else { return try column.read(from: db) }
        let generation = try Int64.fetchOne(db, sql: "SELECT max(id) FROM generation") ?? 0
        return try shared.read(column, generation: generation, from: db)
    }
}
