package import Interchange
import Residents

/// Tries a profile on a file without a workspace: `engo import profile check --file`.
package struct ImportProfileCheck: Sendable {
    /// The file's own name.
    package let file: String
    /// The encoding that was read.
    package let encoding: String
    /// Each field with the heading that it is read from; nil where the file has no such column.
    package let fields: [(field: String, heading: String?)]
    /// The headings that no field is read from, in the order of the file.
    package let unusedHeadings: [String]
    /// Rows read.
    package let rows: Int
    /// Rows that are passed over: of older versions, or of who moved out or died.
    package let passedOver: Int
    /// What an import would refuse.
    package let faults: RowFaults

    /// Reads the whole file as an import would.
    ///
    /// - Throws: ``Interchange/InterchangeError``, ``VictimSupportError``.
    package init(_ profile: ImportProfile, file path: String, encoding: TextEncoding?) throws {
        let columns = profile.kind.columns
        var reader = try RowReader(path: path, encoding: encoding, columns: columns, profile: profile)
        do {
            switch profile.kind {
            case .residents:
                var rows = ResidentRows(layout: reader.layout, byteCount: reader.byteCount)
                try reader.forEachRow { try rows.read($0) }
            case .needs:
                var rows = NeedRows(layout: reader.layout)
                _ = try reader.readAll { (row) throws(RowError) in try rows.need(row) }
            }
        } catch VictimSupportError.badRows {
            // Told below; whoever checks a profile wants to see all of it.
        }
        file = reader.file
        self.encoding = reader.encoding
        let layout = reader.layout
        fields = columns.indices.map { (columns[$0].field, layout.isPresent($0) ? layout.heading($0) : nil) }
        var used = Set(reader.header.indices.filter { layout.heading(ofField: $0) != nil }.map { reader.header[$0] })
        if let state = profile.state { used.insert(state.heading) }
        if let history = profile.history { used.insert(history) }
        unusedHeadings = reader.header.filter { !used.contains($0) }
        rows = reader.rows
        let counts = reader.passedOver
        passedOver = counts.superseded + counts.departed.count + counts.deceased.count
        faults = reader.faults
    }
}
