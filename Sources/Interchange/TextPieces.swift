/// The bytes of a text, piece by piece, each piece but the last cut behind a line break; a copy reads on by itself.
///
/// No character of a supported encoding holds the byte of a line break inside it, so pieces are whole characters.
struct TextPieces: Sendable {
    /// Where the bytes come from.
    enum Source: Sendable {
        case memory([UInt8])
        case file(OpenedFile)
    }

    /// What is read from a file at once.
    static let usualLength = 1 << 20
    /// The longest line that is read: more than any register has in a row.
    static let longestLine = 1 << 26

    let source: Source
    /// Where the next piece begins, in bytes.
    private(set) var offset = 0
    /// Two for UTF-16, whose line breaks are two bytes at an even place.
    var unit = 1
    /// Which byte of a unit holds the line break.
    var lowByte = 0

    init(_ source: Source) { self.source = source }

    /// Bytes in all.
    var size: Int {
        switch source {
        case .memory(let bytes): bytes.count
        case .file(let file): file.size
        }
    }

    /// The first bytes, without moving on.
    func head(_ count: Int) throws(InterchangeError) -> [UInt8] {
        switch source {
        case .memory(let bytes): Array(bytes.prefix(count))
        case .file(let file): try file.read(at: 0, count: count)
        }
    }

    /// Begins anew.
    mutating func rewind() { offset = 0 }

    /// The next piece, or nil at the end.
    ///
    /// - Throws: ``InterchangeError/unreadable(path:errno:)``, ``InterchangeError/lineTooLong(byteOffset:limit:)``.
    mutating func next() throws(InterchangeError) -> [UInt8]? {
        guard offset < size else { return nil }
        switch source {
        case .memory(let bytes):
            offset = bytes.count
            return bytes
        case .file(let file):
            var length = Self.usualLength
            while true {
                var piece = try file.read(at: offset, count: min(length, file.size - offset))
                if offset + piece.count < file.size, piece.count == length {
                    guard let end = cut(piece) else {
                        guard length < Self.longestLine else {
                            throw .lineTooLong(byteOffset: offset, limit: Self.longestLine)
                        }
                        length *= 2
                        continue
                    }
                    piece.removeLast(piece.count - end)
                } else if offset + piece.count < file.size {
                    throw .changedWhileRead(path: file.path)
                }
                offset += piece.count
                return piece
            }
        }
    }

    /// Behind the last line feed, or else behind the last carriage return that no line feed may follow.
    private func cut(_ piece: [UInt8]) -> Int? {
        lastUnit(0x0A, in: piece, before: piece.count).map { $0 + unit }
            ?? lastUnit(0x0D, in: piece, before: piece.count - unit).map { $0 + unit }
    }

    private func lastUnit(_ byte: UInt8, in piece: [UInt8], before end: Int) -> Int? {
        var at = (end / unit - 1) * unit
        while at >= 0 {
            if piece[at + lowByte] == byte, unit == 1 || piece[at + 1 - lowByte] == 0 { return at }
            at -= unit
        }
        return nil
    }

    /// The physical line, from 1, of a byte.
    func line(ofByte place: Int) throws(InterchangeError) -> Int {
        var pieces = TextPieces(source)
        var line = 1
        while pieces.offset < place, let piece = try pieces.next() {
            let end = min(piece.count, place - (pieces.offset - piece.count))
            line += DecodedText.line(ofByte: end, in: piece) - 1
        }
        return line
    }
}
