import Interchange

/// A wrong row that was set aside, with its cells as they stood in the file.
package struct RejectedRow: Sendable {
    /// What is wrong with it.
    package let error: RowError
    let fields: [String]

    /// What stands before the file's own headings.
    static let headings = ["行 line", "誤り code"]

    /// - Parameter first: the first of the file's own columns.
    init(_ error: RowError, _ row: DelimitedRow, from first: Int) {
        self.error = error
        fields = (first..<max(first, row.fieldCount)).map { row[$0] }
    }

    /// Whether a file with these headings holds rows that were set aside.
    static func isFile(header: [String]) -> Bool { header.starts(with: headings) }

    /// Writes rows that were set aside as CSV, so that they can be put right and imported: the file's own columns, with
    /// line and code in front.
    ///
    /// The bytes come from the file that was just read and go to a file that only its owner can read; the register is not
    /// involved, so there is no release.
    static func write(_ rows: [RejectedRow], header: [String], to sink: any OutputSink) throws {
        var writer = try DelimitedWriter(encoding: .utf8WithByteOrderMark)
        writer.row(headings + header)
        for row in rows { writer.row([String(row.error.line), row.error.code.rawValue] + row.fields) }
        try writer.drain { try sink.write($0) }
    }
}
