import Disclosure
import Interchange
import Registry

/// A list that becomes CSV household by household.
struct CSVListing {
    /// How a column's cells are made, without its names, which would be taken and given back at every cell.
    private struct Maker<Row> {
        let cell: @Sendable (Row, OutputLanguage) -> ListCell

        init(_ column: ListColumn<Row>) { cell = column.cell }
    }

    private enum Makers {
        case households([Maker<ListedHousehold>])
        case members([Maker<ListedMember>])
    }

    private let makers: Makers
    private let language: OutputLanguage
    private let mark: String?
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
        self.language = language
        mark = answer.info.mode == .drill ? WorkspaceMode.drillMark : nil
        let headings: [String]
        switch rows {
        case .households:
            let all = HouseholdColumns.of(answer, chosen: chosen)
            makers = .households(all.map(Maker.init))
            headings = all.map { $0.heading(language) }
        case .members:
            let all = MemberColumns.of(answer, chosen: chosen)
            makers = .members(all.map(Maker.init))
            headings = all.map { $0.heading(language) }
        }
        writer.row(headings + (mark == nil ? [] : [Self.markHeading(language)]))
    }

    /// What the column that marks a drill is called.
    static func markHeading(_ language: OutputLanguage) -> String { language == .japanese ? "訓練表示" : "drill_mark" }

    /// Adds a household's row, or a row for each of its members.
    mutating func add(_ listed: ListedHousehold, to sink: some OutputSink) throws {
        switch makers {
        case .households(let makers):
            for maker in makers { maker.cell(listed, language).write(to: &writer) }
            finishRow()
        case .members(let makers):
            for (index, member) in listed.household.members.enumerated() {
                let row = ListedMember(household: listed, member: member, place: index)
                for maker in makers { maker.cell(row, language).write(to: &writer) }
                finishRow()
            }
        }
        if writer.byteCount > Self.drainLength { try writer.drain { try sink.write($0) } }
    }

    /// Hands out what is left.
    mutating func end(to sink: some OutputSink) throws { try writer.drain { try sink.write($0) } }

    private mutating func finishRow() {
        if let mark { writer.field(mark) }
        writer.endRow()
    }
}
