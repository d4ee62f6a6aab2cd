package import Interchange
package import Registry

/// Writes an answer as CSV (RFC 4180, CRLF), one row per household or per member.
///
/// A drill's rows carry 訓練 in a last column; in a real workspace that column does not exist.
package struct CSVExport {
    /// What one row stands for.
    package enum Rows: String, CaseIterable, Sendable {
        /// One row per household: `households.csv`.
        case households
        /// One row per member: `members.csv`.
        case members
    }

    private let rows: Rows
    private let language: OutputLanguage
    private let encoding: TextEncoding
    private let columns: ColumnChoice?

    /// Chooses the form.
    ///
    /// - Parameter columns: the columns for these rows, in order; nil for all.
    package init(rows: Rows, language: OutputLanguage, encoding: TextEncoding, columns: ColumnChoice? = nil) {
        self.rows = rows
        self.language = language
        self.encoding = encoding
        self.columns = columns
    }

    /// Streams the listed households, in list order.
    ///
    /// - Returns: the characters that the encoding lacks, each with its row and column; they stand as 〓 in the
    ///   output and are to be told to the user.
    package func write(
        _ answer: AreaAnswer, release: ListRelease, from snapshot: RegistrySnapshot, audit: AuditLog,
        to sink: some OutputSink
    ) throws -> [DelimitedWriter.UnmappableCharacter] {
        var listing = try CSVListing(rows, of: answer, language: language, encoding: encoding, columns: columns)
        try answer.release(release, from: snapshot, to: audit, columns: columns) { try listing.add($0, to: sink) }
        try listing.end(to: sink)
        return listing.writer.unmappable
    }
}
