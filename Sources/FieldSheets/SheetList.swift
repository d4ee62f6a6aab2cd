/// One text in a line of a list.
package struct SheetCell: Hashable, Sendable {
    /// How far from the left edge of the column it begins, in millimetres.
    package let left: Double
    /// What it says.
    package let text: String
    /// Whether it is to be seen first.
    package let isBold: Bool

    /// Describes a text in a line.
    package init(left: Double, _ text: String, isBold: Bool = false) {
        self.left = left
        self.text = text
        self.isBold = isBold
    }
}

/// One line of a list.
package struct SheetLine: Hashable, Sendable {
    /// Its texts, from left to right.
    package let cells: [SheetCell]
    /// Whether a rule above it begins something new.
    package let isFirst: Bool

    /// A line of texts.
    package init(_ cells: [SheetCell], isFirst: Bool = false) {
        self.cells = cells
        self.isFirst = isFirst
    }
}

/// Lines that belong together, such as those of a household: they stay on one page where a page holds them.
package struct SheetBlock: Hashable, Sendable {
    /// The lines; one at least.
    package let lines: [SheetLine]
    /// What stands above the rest where it must go on in another column.
    package let continued: SheetLine

    /// Lines that belong together.
    package init(lines: [SheetLine], continued: SheetLine) {
        self.lines = lines
        self.continued = continued
    }

    /// Texts side by side, each broken into lines of its width.
    ///
    /// - Parameters:
    ///   - columns: the texts with the width that each may take, in millimetres.
    ///   - size: the height of a full-width character in millimetres.
    package static func lines(
        _ columns: [(cell: SheetCell, width: Double)], size: Double, isFirst: Bool = false
    ) -> [SheetLine] {
        let broken = columns.map { TextWidth.lines($0.cell.text, width: $0.width, size: size) }
        let count = broken.map(\.count).max() ?? 1
        return (0..<count).map { row in
            var cells: [SheetCell] = []
            for (column, lines) in zip(columns, broken) where row < lines.count && !lines[row].isEmpty {
                cells.append(SheetCell(left: column.cell.left, lines[row], isBold: column.cell.isBold))
            }
            return SheetLine(cells, isFirst: isFirst && row == 0)
        }
    }
}

/// Fills the columns of pages with blocks of lines, so that the number of pages is known before anything is printed.
package enum ListFlow {
    /// The lines of each column of each page; one page at least.
    ///
    /// - Parameters:
    ///   - first: how many lines each column of the first page holds, more than one each.
    ///   - following: how many those of every further page hold, more than one each.
    ///   - heading: what stands above the first column.
    ///   - further: what stands above every further one; nil for the same.
    package static func pages(
        _ blocks: [SheetBlock], first: [Int], following: [Int], heading: SheetLine, further: SheetLine? = nil
    ) -> [[[SheetLine]]] {
        var pages: [[[SheetLine]]] = [[]]
        var rooms = first
        var column = [heading]
        func next() {
            pages[pages.count - 1].append(column)
            column = [further ?? heading]
            if pages[pages.count - 1].count == rooms.count {
                pages.append([])
                rooms = following
            }
        }
        func room() -> Int { rooms[pages[pages.count - 1].count] - column.count }
        let whole = (following.max() ?? 2) - 1
        for block in blocks {
            if block.lines.count > room(), column.count > 1, block.lines.count <= whole || room() < 3 { next() }
            while block.lines.count <= whole, block.lines.count > room(), column.count == 1, rooms != following {
                next()
            }
            for (index, line) in block.lines.enumerated() {
                if room() == 0 {
                    next()
                    if index > 0 { column.append(block.continued) }
                }
                column.append(line)
            }
        }
        pages[pages.count - 1].append(column)
        return pages
    }
}
