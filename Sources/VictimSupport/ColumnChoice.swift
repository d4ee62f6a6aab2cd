import Interchange
import Registry

/// The columns that somebody wants of a list, in the order wanted.
package struct ColumnChoice: Sendable {
    /// What becomes of a list of names.
    package enum Reading: Sendable {
        /// Every name is a column's, each once.
        case chosen(ColumnChoice)
        /// A name is no column's; the one that may be meant, in the language of the name.
        case unknown(nearest: String?)
        /// A column is named twice.
        case repeated(name: String)
    }

    /// English names, in order; what the audit log tells.
    package let names: [String]
    let households: [ListColumn<ListedHousehold>]
    let members: [ListColumn<ListedMember>]

    /// Reads names with commas between them, Japanese or English as headings have them.
    ///
    /// - Parameter rows: whose columns they are.
    package static func read(_ text: String, rows: CSVExport.Rows) -> Reading {
        switch rows {
        case .households:
            read(text, HouseholdColumns.all) { ColumnChoice(names: $0.map(\.english), households: $0, members: []) }
        case .members:
            read(text, MemberColumns.all) { ColumnChoice(names: $0.map(\.english), households: [], members: $0) }
        }
    }

    private static func read<Row>(
        _ text: String, _ all: [ListColumn<Row>], _ make: ([ListColumn<Row>]) -> ColumnChoice
    ) -> Reading {
        var chosen: [ListColumn<Row>] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard let column = all.first(where: { $0.english == name || $0.japanese == name }) else {
                return .unknown(nearest: NearestWord.find(name, among: all.map(\.english) + all.map(\.japanese)))
            }
            if chosen.contains(where: { $0.english == column.english }) { return .repeated(name: column.english) }
            chosen.append(column)
        }
        return .chosen(make(chosen))
    }

    /// The headings, in order.
    package func headings(_ language: OutputLanguage) -> [String] {
        households.map { $0.heading(language) } + members.map { $0.heading(language) }
    }

    /// The cells of a household's row, or of the row of each of its members.
    package func cells(of listed: ListedHousehold, _ language: OutputLanguage) -> [[String]] {
        if !households.isEmpty { return [households.map { $0.text(listed, language) }] }
        return listed.household.members.enumerated().map { place, member in
            let row = ListedMember(household: listed, member: member, place: place)
            return members.map { $0.text(row, language) }
        }
    }

    /// What must be read for these columns.
    var parts: HouseholdParts {
        members.isEmpty ? households.reduce(into: []) { $0.formUnion($1.parts) } : .all
    }

    /// What the audit log says of it, with a leading space.
    var auditText: String { " columns " + names.joined(separator: ",") }
}
