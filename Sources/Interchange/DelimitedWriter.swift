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
    package var bytes: [UInt8] { output.bytes }
    /// How much that is.
    package var byteCount: Int { output.count }
    private var output = OutputBytes()
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

    /// A field that stands in many rows, made ready by ``prepare(_:)``; good for the writer that made it.
    package struct Prepared: Sendable {
        /// Where its text is.
        fileprivate let place: Int
        /// Where its bytes are, after a separator; none where it is to be written anew.
        fileprivate let bytes: Range<Int>
    }

    private var preparedTexts: [String] = []
    private var preparedBytes: [UInt8] = []

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
        if encoding == .utf8WithByteOrderMark { output.append { $0 = TextEncoding.byteOrderMark } }
    }

    /// Writes a whole row.
    package mutating func row(_ fields: [String]) {
        for text in fields { field(text) }
        endRow()
    }

    /// Writes the next field of the current row.
    package mutating func field(_ text: String) {
        let separator = beginField()
        let isWritten =
            text.utf8.withContiguousStorageIfAvailable { utf8 in
                lastFieldIsEmpty = utf8.isEmpty
                guard table == nil, !isMarked(utf8), !needsQuotes(utf8) else { return false }
                output.append(utf8, after: separator)
                return true
            } ?? false
        if !isWritten { appendSpecial(text, after: separator) }
    }

    /// Makes a field ready that many rows hold: its mark, quotes and encoding are looked after once.
    package mutating func prepare(_ text: String) -> Prepared {
        var writer = self
        writer.output = OutputBytes()
        // Not the first of a row, so that it has its separator.
        writer.column = 1
        writer.field(text)
        let start = preparedBytes.count
        // What the encoding lacks is to be told row by row.
        if writer.unmappable.count == unmappable.count { preparedBytes += writer.bytes }
        preparedTexts.append(text)
        return Prepared(place: preparedTexts.count - 1, bytes: start..<preparedBytes.count)
    }

    /// Writes a prepared field as the next one.
    package mutating func field(_ prepared: Prepared) {
        let start = column > 0 ? prepared.bytes.lowerBound : prepared.bytes.lowerBound + 1
        // A row of one empty field is a case of its own.
        guard start < prepared.bytes.upperBound else { return field(preparedTexts[prepared.place]) }
        column += 1
        lastFieldIsEmpty = false
        preparedBytes.withUnsafeBufferPointer { all in
            output.append(UnsafeBufferPointer(rebasing: all[start..<prepared.bytes.upperBound]), after: nil)
        }
    }

    /// Writes a whole number as the next field.
    package mutating func field(_ number: Int) {
        writeNumber(atMost: DecimalText.mostIntegerBytes) { DecimalText.write(number, to: $0) }
    }

    /// Writes a finite number as the next field, with exactly so many decimals (0…17).
    package mutating func field(_ number: Double, decimals: Int) {
        writeNumber(atMost: DecimalText.mostBytes) { DecimalText.write(number, decimals: decimals, to: $0) }
    }

    /// Writes a number of thousandths as the next field, without needless zeros.
    package mutating func field(thousandths: Int) {
        writeNumber(atMost: DecimalText.mostThousandthsBytes) { DecimalText.write(thousandths: thousandths, to: $0) }
    }

    /// A number's text needs neither quotes nor a mark, and is the same in every encoding.
    @inline(__always)
    private mutating func writeNumber(atMost length: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        let separator = beginField()
        lastFieldIsEmpty = false
        output.write(atMost: length + 1) { place in
            guard let separator else { return write(place) }
            place.pointee = separator
            return 1 + write(place + 1)
        }
    }

    /// Counts the field; what stands before it.
    @inline(__always)
    private mutating func beginField() -> UInt8? {
        column += 1
        return column > 1 ? separator : nil
    }

    @inline(__always)
    private func isMarked(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool { guardsFormulas && FormulaGuard.isNeeded(utf8) }

    @inline(__always)
    private func needsQuotes(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        // The greatest of the bytes that need quotes is the comma, unless the separator is; nearly all text lies behind it.
        if separator <= Self.comma, !Self.hasByteUpToComma(utf8) { return false }
        return utf8.contains { $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }

    private static let comma: UInt8 = 0x2C

    /// Whether some byte is not behind the comma in the alphabet.
    @inline(__always)
    private static func hasByteUpToComma(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = UnsafeRawBufferPointer(utf8)
        guard bytes.count >= 8 else { return utf8.contains { $0 <= comma } }
        var found: UInt64 = 0
        var offset = 0
        // By eights; the last eight overlap those before.
        while true {
            let eight = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            // Taking 0x2D from each byte borrows from its highest bit where the byte is smaller.
            found |= (eight &- 0x2D2D_2D2D_2D2D_2D2D) & ~eight & 0x8080_8080_8080_8080
            if offset == bytes.count - 8 { return found != 0 }
            offset = min(offset + 8, bytes.count - 8)
        }
    }

    /// A text that needs the mark, quotes, or another encoding.
    private mutating func appendSpecial(_ text: String, after separator: UInt8?) {
        var text = text
        let (isQuoted, hasMark) = text.withUTF8 { (needsQuotes($0), isMarked($0)) }
        var bytes: [UInt8] = []
        if isQuoted { bytes.append(0x22) }
        if hasMark { bytes.append(FormulaGuard.mark) }
        append(text, to: &bytes)
        if isQuoted { bytes.append(0x22) }
        bytes.withUnsafeBufferPointer { output.append($0, after: separator) }
    }

    /// Ends the current row.
    package mutating func endRow() {
        // A row of one empty field would read as a blank line.
        if column == 0 || column == 1 && lastFieldIsEmpty { output.append { $0 = [0x22, 0x22] } }
        output.append(0x0A, after: lineEnding == .carriageReturnLineFeed ? 0x0D : nil)
        rowCount += 1
        column = 0
    }

    /// Hands out what has been written since the last call and forgets it, keeping the memory.
    package mutating func drain<Failure: Error>(
        to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
    ) throws(Failure) {
        try output.withBytes(sink)
        output.removeAll()
    }

    private mutating func append(_ text: String, to bytes: inout [UInt8]) {
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
