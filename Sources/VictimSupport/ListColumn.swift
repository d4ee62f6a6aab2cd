import Interchange
import Registry
import SupportScoring

/// One column of a list in CSV form: its two headings, what must be read for it, and how its cells are made.
struct ListColumn<Row>: Sendable {
    /// What makes a cell of a row.
    private enum Maker: Sendable {
        case text(@Sendable (Row, OutputLanguage) -> String)
        case whole(@Sendable (Row) -> Int?)
        case points(@Sendable (Row) -> Points?)
        case degrees(@Sendable (Row) -> Double?)
        case metres(@Sendable (Row) -> Double?)
        /// One of few words: all of them, and which it is.
        case word(
            @Sendable (OutputLanguage) -> [String], place: @Sendable (Row) -> Int?,
            label: @Sendable (Row, OutputLanguage) -> String)
        /// The same in every row.
        case constant(@Sendable (OutputLanguage) -> String)
    }

    let japanese: String
    let english: String
    let parts: HouseholdParts
    private let maker: Maker

    private init(_ japanese: String, _ english: String, _ parts: HouseholdParts, _ maker: Maker) {
        self.japanese = japanese
        self.english = english
        self.parts = parts
        self.maker = maker
    }

    /// A column of text.
    ///
    /// - Parameter parts: what the text is made of beside what a query knows of every household.
    init(
        japanese: String, english: String, parts: HouseholdParts = .all,
        text: @escaping @Sendable (Row, OutputLanguage) -> String
    ) {
        self.init(japanese, english, parts, .text(text))
    }

    /// A column of words, of which there are few; nothing for nil.
    init<Word: ListWord>(
        japanese: String, english: String, parts: HouseholdParts = .all,
        word: @escaping @Sendable (Row) -> Word?
    ) {
        self.init(
            japanese, english, parts,
            .word(
                { language in Word.allCases.map { $0.label(language) } }, place: { word($0)?.ordinal },
                label: { word($0)?.label($1) ?? "" }))
    }

    /// A column that says the same of every row.
    init(japanese: String, english: String, constant: @escaping @Sendable (OutputLanguage) -> String) {
        self.init(japanese, english, .all, .constant(constant))
    }

    /// A column of whole numbers.
    init(
        japanese: String, english: String, parts: HouseholdParts = .all,
        whole: @escaping @Sendable (Row) -> Int?
    ) {
        self.init(japanese, english, parts, .whole(whole))
    }

    /// A column of points.
    init(
        japanese: String, english: String, parts: HouseholdParts = .all,
        points: @escaping @Sendable (Row) -> Points?
    ) {
        self.init(japanese, english, parts, .points(points))
    }

    /// A column of degrees.
    init(
        japanese: String, english: String, parts: HouseholdParts = .all,
        degrees: @escaping @Sendable (Row) -> Double?
    ) {
        self.init(japanese, english, parts, .degrees(degrees))
    }

    /// A column of metres.
    init(
        japanese: String, english: String, parts: HouseholdParts = .all,
        metres: @escaping @Sendable (Row) -> Double?
    ) {
        self.init(japanese, english, parts, .metres(metres))
    }

    func heading(_ language: OutputLanguage) -> String {
        switch language {
        case .japanese: japanese
        case .english: english
        }
    }

    /// What all its cells hold.
    var kind: ListCell.Kind {
        switch maker {
        case .text, .word, .constant: .text
        case .whole: .whole
        case .points, .degrees, .metres: .decimal
        }
    }

    /// A row's cell.
    func cell(_ row: Row, _ language: OutputLanguage) -> ListCell {
        switch maker {
        case .text(let text): .text(text(row, language))
        case .whole(let whole): .whole(whole(row))
        case .points(let points): .points(points(row))
        case .degrees(let degrees): .degrees(degrees(row))
        case .metres(let metres): .metres(metres(row))
        case .word(_, _, let label): .text(label(row, language))
        case .constant(let text): .text(text(language))
        }
    }

    /// The text of a row's cell.
    func text(_ row: Row, _ language: OutputLanguage) -> String { cell(row, language).text }

    /// What writes the cells of many rows, behind those of other columns.
    ///
    /// What kind they are and how words look is settled here, once. One function calls the one for the columns before it: a list of
    /// functions would be looked through, and each of them taken and given back, for every row; and so would be a function for the
    /// cell beside the one for the columns before.
    func writer(
        _ language: OutputLanguage, after others: ListRowWriter<Row>, preparedIn writer: inout DelimitedWriter
    ) -> ListRowWriter<Row> {
        let before = others.write
        switch maker {
        case .text(let text):
            return ListRowWriter { row, writer in
                before(row, &writer)
                writer.field(text(row, language))
            }
        case .whole(let whole):
            return ListRowWriter { row, writer in
                before(row, &writer)
                ListCell.whole(whole(row)).write(to: &writer)
            }
        case .points(let points):
            return ListRowWriter { row, writer in
                before(row, &writer)
                ListCell.points(points(row)).write(to: &writer)
            }
        case .degrees(let degrees):
            return ListRowWriter { row, writer in
                before(row, &writer)
                ListCell.degrees(degrees(row)).write(to: &writer)
            }
        case .metres(let metres):
            return ListRowWriter { row, writer in
                before(row, &writer)
                ListCell.metres(metres(row)).write(to: &writer)
            }
        case .word(let words, let place, _):
            let prepared = words(language).map { writer.prepare($0) }
            let nothing = writer.prepare("")
            return ListRowWriter { row, writer in
                before(row, &writer)
                writer.field(place(row).map { prepared[$0] } ?? nothing)
            }
        case .constant(let text):
            return others.followed(by: writer.prepare(text(language)))
        }
    }
}

/// Writes the cells of a row from left to right.
struct ListRowWriter<Row>: Sendable {
    /// Writes a row's cells as the next fields.
    let write: @Sendable (Row, inout DelimitedWriter) -> Void

    /// The same and behind it what stands in every row.
    func followed(by field: DelimitedWriter.Prepared) -> ListRowWriter {
        let before = write
        return ListRowWriter { row, writer in
            before(row, &writer)
            writer.field(field)
        }
    }
}
