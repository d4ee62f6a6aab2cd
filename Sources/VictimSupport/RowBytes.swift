import Interchange

/// The cells of a row as bytes: fields where they stand, and what codes and joined columns make of them in memory of its own.
///
/// No value, because it is handed on for each of millions of rows.
final class RowBytes {
    private let layout: ColumnLayout
    /// The field of each column, −1 for none.
    private let positions: [Int]
    /// The columns that are no field as it stands.
    private let made: [Int]
    private var bytes: [UInt8] = []
    /// Where in `bytes` the cells of `made` stand.
    private var ranges: [Range<Int>] = []

    init(_ layout: ColumnLayout, columns: Int) {
        self.layout = layout
        positions = (0..<columns).map { layout.field($0) ?? -1 }
        made = (0..<columns).filter { layout.field($0) == nil && layout.isPresent($0) }
    }

    /// Lends the cells of a row, in the order of the columns; no bytes where the file has no such column or the cell is empty.
    ///
    /// - Parameter body: `arePlain` says that no cell holds a control character.
    func withCells(
        of row: DelimitedRow,
        _ body: (_ cells: UnsafeMutableBufferPointer<UnsafeRawBufferPointer>, _ arePlain: Bool) -> Void
    ) {
        guard !made.isEmpty else { return row.withFields(at: positions, body) }
        collect(row)
        row.withFields(at: positions) { cells, _ in
            bytes.withUnsafeBytes { collected in
                for (column, range) in zip(made, ranges) {
                    cells[column] = UnsafeRawBufferPointer(rebasing: collected[range])
                }
                body(cells, false)
            }
        }
    }

    /// Makes the cells of the row that are no fields.
    private func collect(_ row: DelimitedRow) {
        bytes.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
        for column in made {
            let start = bytes.count
            if let text = layout.text(column, of: row) { bytes += text.utf8 }
            ranges.append(start..<bytes.count)
        }
    }
}
