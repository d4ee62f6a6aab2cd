import Interchange

/// The cells of a row as bytes: fields where they stand, and what codes and joined columns make of them in memory of its own.
struct RowBytes: Sendable {
    private enum Place: Sendable {
        case absent
        case field(Int)
        /// A range of the collected bytes.
        case collected(Range<Int>)
    }

    private let layout: ColumnLayout
    private var places: [Place]
    private let made: [Int]
    private var bytes: [UInt8] = []

    init(_ layout: ColumnLayout, columns: Int) {
        self.layout = layout
        places = (0..<columns).map { column in
            layout.field(column).map { .field($0) } ?? (layout.isPresent(column) ? .collected(0..<0) : .absent)
        }
        made = (0..<columns).filter { layout.field($0) == nil && layout.isPresent($0) }
    }

    /// Whether every cell is a field as it stands.
    var areFields: Bool { made.isEmpty }

    /// Makes the cells of the row that are no fields.
    mutating func collect(_ row: DelimitedRow) {
        guard !made.isEmpty else { return }
        bytes.removeAll(keepingCapacity: true)
        for column in made {
            let start = bytes.count
            if let text = layout.text(column, of: row) { bytes += text.utf8 }
            places[column] = .collected(start..<bytes.count)
        }
    }

    /// Lends what was collected.
    func withCollected<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes.withUnsafeBufferPointer { (bytes) throws(Failure) -> Result in
            try body(UnsafeRawBufferPointer(bytes))
        }
    }

    /// The cell's bytes, or nil when the file has no such column or the cell is empty.
    @inline(__always)
    func bytes(
        _ column: Int, _ fields: DelimitedFields, _ collected: UnsafeRawBufferPointer
    ) -> UnsafeRawBufferPointer? {
        let cell: UnsafeRawBufferPointer
        switch places[column] {
        case .absent: return nil
        case .field(let field): cell = fields[field]
        case .collected(let range): cell = UnsafeRawBufferPointer(rebasing: collected[range])
        }
        return cell.isEmpty ? nil : cell
    }
}
