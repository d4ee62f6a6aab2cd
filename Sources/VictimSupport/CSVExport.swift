import Disclosure
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
        var writer = try DelimitedWriter(encoding: encoding)
        let mark = answer.info.mode == .drill ? WorkspaceMode.drillMark : nil
        let markHeading = language == .japanese ? "訓練表示" : "drill_mark"
        let households =
            (columns?.households ?? HouseholdColumns.all) + (answer.includesReasons ? [HouseholdColumns.reasons] : [])
        let members = (columns?.members ?? MemberColumns.all) + (answer.includesReasons ? [MemberColumns.reasons] : [])
        switch rows {
        case .households:
            writer.row(households.map { $0.heading(language) } + (mark == nil ? [] : [markHeading]))
        case .members:
            writer.row(members.map { $0.heading(language) } + (mark == nil ? [] : [markHeading]))
        }
        try answer.release(release, from: snapshot, to: audit, columns: columns) { listed in
            switch rows {
            case .households:
                for column in households { writer.field(column.text(listed, language)) }
                finishRow(&writer, mark)
            case .members:
                for (index, member) in listed.household.members.enumerated() {
                    let row = ListedMember(household: listed, member: member, place: index)
                    for column in members { writer.field(column.text(row, language)) }
                    finishRow(&writer, mark)
                }
            }
            if writer.bytes.count > Self.drainLength { try writer.drain { try sink.write($0) } }
        }
        try writer.drain { try sink.write($0) }
        return writer.unmappable
    }

    private func finishRow(_ writer: inout DelimitedWriter, _ mark: String?) {
        if let mark { writer.field(mark) }
        writer.endRow()
    }

    private static let drainLength = 1 << 18
}
