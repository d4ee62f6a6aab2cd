/// One property of many rows, in the form in which the register keeps it.
package enum FilterColumn: Sendable {
    /// No row has it.
    case missing
    /// Whole numbers in thousandths.
    case thousandths([Int32])
    /// Whole numbers.
    case whole([UInt32])
    /// One of few values for each row, by its place in the list; nil in the list where a row has none.
    case few([UInt8], [FilterValue?])
    /// One of many values for each row, by its place in the list; nil in the list where a row has none.
    case many([UInt32], [FilterValue?])
    /// A set of texts for each row: bit n stands for the nth.
    case sets([UInt64], [String])

    /// Bytes in memory, about.
    package var byteCount: Int {
        switch self {
        case .missing: 0
        case .thousandths(let numbers): numbers.count * 4
        case .whole(let numbers): numbers.count * 4
        case .few(let codes, let values): codes.count + values.count * 64
        case .many(let codes, let values): codes.count * 4 + values.count * 64
        case .sets(let sets, _): sets.count * 8
        }
    }

    /// The value of a row.
    @inline(__always)
    func value(_ row: Int) -> FilterValue? {
        switch self {
        case .missing, .sets: nil
        case .thousandths(let numbers): .number(Double(numbers[row]) / 1000)
        case .whole(let numbers): .number(Double(numbers[row]))
        case .few(let codes, let values): values[Int(codes[row])]
        case .many(let codes, let values): values[Int(codes[row])]
        }
    }

    /// The texts of a row.
    func texts(_ row: Int) -> [String]? {
        guard case .sets(let sets, let names) = self else { return nil }
        return names.indices.filter { sets[row] >> UInt64($0) & 1 == 1 }.map { names[$0] }
    }
}

/// Where the columns of a filter come from; each is asked for once.
package protocol FilterColumns {
    /// Rows of every column.
    var rowCount: Int { get }
    /// The column of a property, which is not the geometry.
    func column(_ property: String) throws -> FilterColumn
    /// For each row whether its geometry lies so to a shape; unknown without a geometry. Never asked for `disjoint`.
    func truth(_ test: SpatialTest) throws -> FilterTruth
    /// True for rows with a geometry, unknown for others.
    func hasGeometry() throws -> FilterTruth
}
