import Disclosure
import Interchange
import Registry

/// A list that becomes CSV household by household.
struct CSVListing {
    private enum Writers {
        case households(ListRowWriter<ListedHousehold>)
        case members(ListRowWriter<ListedMember>)
    }

    private let writers: Writers
    /// What is written and not yet taken.
    private(set) var writer: DelimitedWriter

    private static let drainLength = 1 << 18

    /// Starts with the headings.
    ///
    /// - Throws: ``Interchange/InterchangeError`` when the encoding is not to be had.
    init(
        _ rows: CSVExport.Rows, of answer: AreaAnswer, language: OutputLanguage, encoding: TextEncoding,
        columns chosen: ColumnChoice? = nil
    ) throws {
        writer = try DelimitedWriter(encoding: encoding)
        let mark = answer.info.mode == .drill ? WorkspaceMode.drillMark : nil
        let headings: [String]
        switch rows {
        case .households:
            let all = HouseholdColumns.of(answer, chosen: chosen)
            writers = .households(Self.writer(of: all, mark, language, preparedIn: &writer))
            headings = all.map { $0.heading(language) }
        case .members:
            let all = MemberColumns.of(answer, chosen: chosen)
            writers = .members(Self.writer(of: all, mark, language, preparedIn: &writer))
            headings = all.map { $0.heading(language) }
        }
        writer.row(headings + (mark == nil ? [] : [Self.markHeading(language)]))
    }

    /// What writes a row, with the mark of a drill at the end.
    private static func writer<Row>(
        of columns: [ListColumn<Row>], _ mark: String?, _ language: OutputLanguage,
        preparedIn writer: inout DelimitedWriter
    ) -> ListRowWriter<Row> {
        var row = ListRowWriter<Row> { _, _ in }
        for column in columns { row = column.writer(language, after: row, preparedIn: &writer) }
        if let mark { row = row.followed(by: writer.prepare(mark)) }
        return row
    }

    /// What the column that marks a drill is called.
    static func markHeading(_ language: OutputLanguage) -> String { language == .japanese ? "訓練表示" : "drill_mark" }

    /// Adds a household's row, or a row for each of its members.
    mutating func add(_ listed: ListedHousehold, to sink: some OutputSink) throws {
        switch writers {
        case .households(let row):
            row.write(listed, &writer)
            writer.endRow()
        case .members(let row):
            for (index, member) in listed.household.members.enumerated() {
                row.write(ListedMember(household: listed, member: member, place: index), &writer)
                writer.endRow()
            }
        }
        if writer.byteCount > Self.drainLength { try writer.drain { try sink.write($0) } }
    }

    /// Hands out what is left.
    mutating func end(to sink: some OutputSink) throws { try writer.drain { try sink.write($0) } }
}
