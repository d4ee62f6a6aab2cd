/// Reads delimited text (RFC 4180) row by row; lines may end in LF, CR LF or CR.
///
/// The header line is taken at the start and trimmed of spaces. Blank lines are skipped. Quoted fields may hold
/// separators and line breaks, whose bytes are kept. One pass over the bytes and one row buffer, reused as long as
/// the caller lets go of the row before asking for the next. Budget: over 150 MB/s in a release build.
package struct DelimitedReader: Sendable {
    /// The most fields a row may hold.
    package static let fieldLimit = 4096

    /// The column names, without surrounding spaces, all different.
    package let header: [String]
    /// The physical line of the header, from 1.
    package let headerLine: Int
    /// The byte between two fields.
    package let separator: UInt8
    /// Whether rows are handed out without the marks of ``FormulaGuard``, as in files that a ``DelimitedWriter`` wrote; the header
    /// stays as it is.
    package var undoesGuards = false

    private var source: RowSource
    private var row: DelimitedRow

    /// Reads the header line.
    ///
    /// - Parameter separator: the byte between fields; nil takes the comma, or the tab when the header has tabs and
    ///   no comma.
    /// - Throws: ``InterchangeError/missingHeader``, ``InterchangeError/emptyColumnName(line:column:)``,
    ///   ``InterchangeError/duplicateColumn(line:column:)``, ``InterchangeError/misplacedQuote(line:column:)``,
    ///   ``InterchangeError/controlCharacter(line:column:)``, ``InterchangeError/unterminatedQuote(line:)``,
    ///   ``InterchangeError/tooManyFields(line:limit:)``.
    package init(_ text: DecodedText, separator: UInt8? = nil) throws(InterchangeError) {
        var guess = SeparatorGuess()
        guess.look(at: text.bytes)
        try self.init(first: text.bytes, rest: nil, separator: separator ?? guess.separator)
    }

    /// Reads the header line of a file that is read piece by piece.
    ///
    /// - Throws: as ``init(_:separator:)-(DecodedText,_)``, and what ``TextStream/next()`` throws.
    package init(_ stream: TextStream, separator: UInt8? = nil) throws(InterchangeError) {
        var guess = SeparatorGuess()
        if separator == nil {
            // The header may be longer than a piece.
            var ahead = stream
            while !guess.isDecided, let piece = try ahead.next() { guess.look(at: piece) }
        }
        var stream = stream
        try self.init(first: try stream.next() ?? [], rest: stream, separator: separator ?? guess.separator)
    }

    private init(first: [UInt8], rest: TextStream?, separator: UInt8) throws(InterchangeError) {
        var source = RowSource(rest: rest, scanner: DelimitedScanner(separator: separator))
        var row = DelimitedRow(text: first)
        guard try source.next(into: &row) else { throw .missingHeader }
        header = try Self.columnNames(of: row)
        headerLine = row.line
        self.separator = separator
        self.source = source
        self.row = row
    }

    /// The index of the first of the given names that the header has, compared by bytes; nil when it has none.
    package func column(_ names: [String]) -> Int? {
        for name in names {
            if let index = header.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) { return index }
        }
        return nil
    }

    /// The next row that is not blank, or nil at the end.
    ///
    /// A row with too few or too many fields, or with a misplaced quote, is returned as it stands: see
    /// ``DelimitedRow/fieldCount`` and ``DelimitedRow/isMalformed``.
    ///
    /// - Throws: ``InterchangeError/unterminatedQuote(line:)``, ``InterchangeError/tooManyFields(line:limit:)``.
    ///   Reading ends there: a further call returns nil.
    package mutating func next() throws(InterchangeError) -> DelimitedRow? {
        guard try source.next(into: &row) else { return nil }
        if undoesGuards { row.undoGuards() }
        return row
    }

    /// The pieces of a text behind the one that a row is a view of.
    private struct RowSource: Sendable {
        var rest: TextStream?
        var scanner: DelimitedScanner

        /// Fills the row with the next one that is not blank; false at the end.
        ///
        /// Behind a fault there is nothing more.
        mutating func next(into row: inout DelimitedRow) throws(InterchangeError) -> Bool {
            do {
                return try advance(into: &row)
            } catch {
                rest = nil
                row.text = []
                scanner.restart()
                throw error
            }
        }

        private mutating func advance(into row: inout DelimitedRow) throws(InterchangeError) -> Bool {
            while true {
                switch try scanner.scan(into: &row, isLast: rest == nil) {
                case .row: return true
                case .rowAtEnd where rest == nil: return true
                case .end where rest == nil: return false
                case .rowAtEnd, .unterminatedQuote, .end: try refill(&row)
                }
            }
        }

        /// Puts as much behind what the row's text breaks off as there is of it, and at least one piece: it is scanned
        /// again from its start, and so each byte of a long row is scanned a few times only.
        private mutating func refill(_ row: inout DelimitedRow) throws(InterchangeError) {
            var text = Array(row.text[scanner.rowStart.position...])
            guard text.count <= TextPieces.longestLine else { throw .unterminatedQuote(line: scanner.rowStart.line) }
            let enough = 2 * text.count
            repeat {
                guard let piece = try rest?.next() else {
                    rest = nil
                    break
                }
                if text.isEmpty { text = piece } else { text += piece }
            } while text.count < enough
            row.text = text
            scanner.restart()
        }
    }

    private static func columnNames(of row: DelimitedRow) throws(InterchangeError) -> [String] {
        if let column = row.malformedField {
            throw .misplacedQuote(line: row.line, column: column + 1)
        }
        var names: [String] = []
        var seen: Set<[UInt8]> = []
        for index in 0..<row.fieldCount {
            if row.hasControlCharacter(index) { throw .controlCharacter(line: row.line, column: index + 1) }
            let scalars = row[index].unicodeScalars
            let start = scalars.firstIndex { !isSpace($0) } ?? scalars.endIndex
            var end = scalars.endIndex
            while end > start, isSpace(scalars[scalars.index(before: end)]) { end = scalars.index(before: end) }
            let name = String(scalars[start..<end])
            if name.isEmpty { throw .emptyColumnName(line: row.line, column: index + 1) }
            guard seen.insert(Array(name.utf8)).inserted else {
                throw .duplicateColumn(line: row.line, column: index + 1)
            }
            names.append(name)
        }
        return names
    }

    /// Space, no-break space and ideographic space, and a quoted tab or line break.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x3000: true
        default: false
        }
    }
}
