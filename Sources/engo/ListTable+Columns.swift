import VictimSupport

/// The table with the columns that somebody chose.
extension ListTable {
    func chosenHeading(_ columns: ColumnChoice, _ answer: AreaAnswer) -> String {
        let reasons = answer.includesReasons ? [language == .japanese ? "理由" : "reasons"] : []
        return line(columns.headings(language) + reasons, columns).text
    }

    /// The household's line, or one for each of its members; the reasons stand last.
    func lines(_ columns: ColumnChoice, _ listed: ListedHousehold) -> [[UInt8]] {
        columns.cells(of: listed, language).enumerated().map { place, cells in
            let reasons =
                rows == .households
                ? listed.reasonLabel(language) : listed.reasonLabel(ofMember: place, language)
            return line(cells + (reasons.map { [$0] } ?? []), columns).bytes + [0x0A]
        }
    }

    /// The last cell takes whatever is left of the line.
    private func line(_ cells: [String], _ columns: ColumnChoice) -> TableLine {
        TableLine(
            cells.enumerated().map { place, cell in
                (cell, place == cells.count - 1 ? 0 : Self.width(of: columns.names[place]))
            })
    }

    /// How many terminal cells a column is wide.
    private static func width(of column: String) -> Int {
        switch column {
        case "number": 7
        case "band", "daytime_band", "member_count", "age", "floor": 8
        case "score", "household_score", "daytime_score", "hazard_step", "match_level", "coordinate_level": 10
        case "household_number", "resident_number", "needs": 16
        case "address", "members": 40
        default: 14
        }
    }
}
