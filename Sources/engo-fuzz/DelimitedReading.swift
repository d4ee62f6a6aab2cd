import Interchange

/// All that reading a delimited text gives: rows, lines, and the fault that ends it.
struct DelimitedReading {
    /// One row, field by field.
    struct Row: Equatable {
        let line: Int
        let fields: [[UInt8]]
        let malformedField: Int?
        let controlCharacters: [Int?]
    }

    private(set) var encoding: TextEncoding?
    private(set) var privateUse: [PrivateUseCharacters.Entry] = []
    /// The whole text as UTF-8, when it was read as a whole and could be decoded.
    private(set) var decoded: [UInt8]?
    private(set) var separator: UInt8?
    private(set) var header: [String] = []
    private(set) var headerLine = 0
    private(set) var rows: [Row] = []
    private(set) var fault: InterchangeError?

    /// Reads bytes as a whole.
    ///
    /// - Parameter undoesGuards: whether the marks of ``FormulaGuard`` are taken away.
    init(whole bytes: [UInt8], as encoding: TextEncoding?, separator: UInt8?, undoesGuards: Bool = false) {
        do {
            let text = try DecodedText.decode(bytes, as: encoding)
            self.encoding = text.encoding
            decoded = text.bytes
            var reader = try DelimitedReader(text, separator: separator)
            reader.undoesGuards = undoesGuards
            try read(reader)
        } catch {
            fault = error
        }
    }

    /// Reads bytes piece by piece.
    init(_ bytes: [UInt8], pieceLength: Int, as encoding: TextEncoding?, separator: UInt8?) {
        do {
            let stream = try TextStream(bytes, pieceLength: pieceLength, as: encoding)
            self.encoding = stream.encoding
            privateUse = stream.privateUse.entries
            try read(try DelimitedReader(stream, separator: separator))
        } catch {
            fault = error
        }
    }

    private mutating func read(_ reader: DelimitedReader) throws(InterchangeError) {
        var reader = reader
        separator = reader.separator
        header = reader.header
        headerLine = reader.headerLine
        while let row = try reader.next() {
            let fields = 0..<row.fieldCount
            rows.append(
                Row(
                    line: row.line, fields: fields.map { Array(row.bytes($0)) }, malformedField: row.malformedField,
                    controlCharacters: fields.map { row.firstControlCharacter(in: $0) }))
        }
    }

    /// Whether both found the same, private-use characters aside.
    func isSameText(as other: DelimitedReading) -> Bool {
        encoding == other.encoding && separator == other.separator && headerLine == other.headerLine
            && header.map { Array($0.utf8) } == other.header.map { Array($0.utf8) } && rows == other.rows
            && fault == other.fault
    }

    /// Lines grow from row to row, lie in the text, and every fault that has a place has a line.
    func checkLines() throws(BrokenPromise) {
        var last = headerLine
        for row in rows {
            try BrokenPromise.unless(row.line > last, "each row begins on a later line than the one before")
            try BrokenPromise.unless(!row.fields.isEmpty, "every row has a field")
            last = row.line
        }
        let line: Int? =
            switch fault {
            case .invalidEncoding(_, let line, _), .emptyColumnName(let line, _), .duplicateColumn(let line, _),
                .misplacedQuote(let line, _), .controlCharacter(let line, _), .unterminatedQuote(let line),
                .tooManyFields(let line, _), .wrongFieldCount(let line, _, _):
                line
            case .undetectableEncoding(let utf8Line, _, let cp932Line, _): min(utf8Line, cp932Line)
            case .unsupportedEncoding, .ambiguousEncoding, .missingHeader, nil: nil
            default: throw BrokenPromise("only text can be wrong with a text")
            }
        if let line { try BrokenPromise.unless(line >= max(1, last), "a fault stands on a line that was not read yet") }
    }
}
