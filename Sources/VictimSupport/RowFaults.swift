/// The faults of a file's rows: all counted, the first of them kept.
package struct RowFaults: Hashable, Sendable {
    /// So many faults are kept with line and column.
    package static let keptLimit = 1_000

    /// How many rows are wrong.
    package private(set) var count = 0
    /// The first faults, in file order.
    package private(set) var first: [RowError] = []
    /// How many rows have each fault.
    package private(set) var byCode: [RowErrorCode: Int] = [:]
    /// Whether a fault hides where rows end, so that nothing behind it was read.
    package private(set) var endedEarly = false

    /// No faults.
    package init() {}

    mutating func add(_ error: RowError) {
        count += 1
        byCode[error.code, default: 0] += 1
        if first.count < Self.keptLimit { first.append(error) }
    }

    mutating func end(_ error: RowError) {
        add(error)
        endedEarly = true
    }
}
