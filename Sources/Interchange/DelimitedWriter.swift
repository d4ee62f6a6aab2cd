/// Writes delimited text (RFC 4180) into a buffer that the caller may empty after any row.
///
/// A field is quoted only when it holds the separator, a quote, a tab or a line break. A character that CP932 lacks is
/// printed as 〓 and listed in ``unmappable``. Cells that a spreadsheet could take for a formula are marked as
/// ``FormulaGuard`` says, unless the file is for machines alone.
package struct DelimitedWriter: Sendable {
    /// What ends a line.
    package enum LineEnding: Sendable {
        /// CR LF, as RFC 4180 asks.
        case carriageReturnLineFeed
        /// LF alone.
        case lineFeed
    }

    /// A character that the encoding lacks; row and column count from 1, the header row included.
    package struct UnmappableCharacter: Equatable, Sendable {
        /// The written row.
        package let row: Int
        /// The field in the row.
        package let column: Int
        /// The character.
        package let scalar: Unicode.Scalar
    }

    /// What has been written and not yet taken, in the encoding of the writer.
    package private(set) var bytes: [UInt8] = []
    /// The characters replaced so far, in order.
    package private(set) var unmappable: [UnmappableCharacter] = []
    /// The rows ended so far.
    package private(set) var rowCount = 0

    private let table: CP932Table?
    private let separator: UInt8
    private let lineEnding: LineEnding
    private let guardsFormulas: Bool
    private var column = 0
    private var lastFieldIsEmpty = false

    /// Starts with the byte order mark when the encoding has one.
    ///
    /// - Parameter guardsFormulas: false for files that no spreadsheet opens, whose cells are to stand byte for byte.
    /// - Throws: ``InterchangeError/unsupportedEncoding(name:)`` for encodings that are only read,
    ///   ``InterchangeError/encodingUnavailable(_:)`` when the system cannot make the table of CP932.
    package init(
        encoding: TextEncoding, lineEnding: LineEnding = .carriageReturnLineFeed, separator: UInt8 = 0x2C,
        guardsFormulas: Bool = true
    ) throws(InterchangeError) {
        guard encoding.isWritten else { throw .unsupportedEncoding(name: encoding.rawValue) }
        if encoding == .cp932 {
            guard let table = CP932.table else { throw .encodingUnavailable(.cp932) }
            self.table = table
        } else {
            table = nil
        }
        self.separator = separator
        self.lineEnding = lineEnding
        self.guardsFormulas = guardsFormulas
        if encoding == .utf8WithByteOrderMark { bytes += TextEncoding.byteOrderMark }
    }

    /// Writes a whole row.
    package mutating func row(_ fields: [String]) {
        for text in fields { field(text) }
        endRow()
    }

    /// Writes the next field of the current row.
    package mutating func field(_ text: String) {
        if column > 0 { bytes.append(separator) }
        column += 1
        var text = text
        let start = bytes.count
        var isMarked = false
        let needsQuotes = text.withUTF8 { utf8 in
            lastFieldIsEmpty = utf8.isEmpty
            isMarked = guardsFormulas && FormulaGuard.isNeeded(utf8)
            if isMarked { bytes.append(FormulaGuard.mark) }
            guard table == nil else { return utf8.contains(where: needsQuote) }
            // Written at once in the hope that no byte needs a quote, which is nearly always so.
            bytes.append(contentsOf: utf8)
            return utf8.contains(where: needsQuote)
        }
        if table == nil && !needsQuotes { return }
        bytes.removeLast(bytes.count - start)
        if needsQuotes { bytes.append(0x22) }
        if isMarked { bytes.append(FormulaGuard.mark) }
        append(text)
        if needsQuotes { bytes.append(0x22) }
    }

    /// Ends the current row.
    package mutating func endRow() {
        // A row of one empty field would read as a blank line.
        if column == 0 || column == 1 && lastFieldIsEmpty { bytes += [0x22, 0x22] }
        if lineEnding == .carriageReturnLineFeed { bytes.append(0x0D) }
        bytes.append(0x0A)
        rowCount += 1
        column = 0
    }

    /// Hands out what has been written since the last call and forgets it, keeping the memory.
    package mutating func drain<Failure: Error>(
        to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try bytes.withUnsafeBufferPointer { (all) throws(Failure) in
            try sink(UnsafeRawBufferPointer(all))
        }
        bytes.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private func needsQuote(_ byte: UInt8) -> Bool {
        byte == separator || byte == 0x22 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private mutating func append(_ text: String) {
        guard let table else {
            for byte in text.utf8 {
                if byte == 0x22 { bytes.append(0x22) }
                bytes.append(byte)
            }
            return
        }
        for scalar in text.unicodeScalars {
            if scalar == "\"" { bytes.append(0x22) }
            if !table.append(scalar, to: &bytes) {
                bytes += CP932.replacement
                unmappable.append(UnmappableCharacter(row: rowCount + 1, column: column, scalar: scalar))
            }
        }
    }
}
