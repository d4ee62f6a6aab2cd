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

    /// What is read at once; longer where a line is longer.
    private let length: Int

    /// - Parameter length: what is read at once, at least 1; nil reads all of a memory, and ``usualLength`` of a file.
    init(_ source: Source, length: Int? = nil) {
        self.source = source
        switch source {
        case .memory(let bytes): self.length = length ?? max(1, bytes.count)
        case .file: self.length = length ?? Self.usualLength
        }
    }

    /// Bytes in all.
    var size: Int {
        switch source {
        case .memory(let bytes): bytes.count
        case .file(let file): file.size
        }
    }

    /// The first bytes, without moving on.
    func head(_ count: Int) throws(InterchangeError) -> [UInt8] {
        try read(at: 0, count: count)
    }

    private func read(at place: Int, count: Int) throws(InterchangeError) -> [UInt8] {
        switch source {
        case .memory(let bytes): Array(bytes[place..<min(place + count, bytes.count)])
        case .file(let file): try file.read(at: place, count: count)
        }
    }

    /// Begins anew.
    mutating func rewind() { offset = 0 }

    /// The next piece, or nil at the end.
    ///
    /// - Throws: ``InterchangeError/unreadable(path:errno:)``, ``InterchangeError/lineTooLong(byteOffset:limit:)``.
    mutating func next() throws(InterchangeError) -> [UInt8]? {
        guard var piece = try wholePiece() else { return nil }
        // Host systems end a file with Ctrl-Z on a line of its own.
        if unit == 1, offset == size, piece.last == 0x1A {
            let before = piece.dropLast().last
            if before == 0x0A || before == 0x0D || before == nil { piece.removeLast() }
        }
        return piece
    }

    private mutating func wholePiece() throws(InterchangeError) -> [UInt8]? {
        guard offset < size else { return nil }
        if case .memory(let bytes) = source, length >= bytes.count - offset, offset == 0 {
            offset = bytes.count
            return bytes
        }
        var length = length
        while true {
            var piece = try read(at: offset, count: min(length, size - offset))
            if offset + piece.count < size, piece.count == length {
                guard let end = cut(piece) else {
                    guard length < Self.longestLine else {
                        throw .lineTooLong(byteOffset: offset, limit: Self.longestLine)
                    }
                    length *= 2
                    continue
                }
                piece.removeLast(piece.count - end)
            } else if offset + piece.count < size, case .file(let file) = source {
                throw .changedWhileRead(path: file.path)
            }
            offset += piece.count
            return piece
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
            if isUnit(byte, at, in: piece) { return at }
            at -= unit
        }
        return nil
    }

    /// The physical line, from 1, of a byte.
    func line(ofByte place: Int) throws(InterchangeError) -> Int {
        var pieces = self
        pieces.rewind()
        var line = 1
        while pieces.offset < place, let piece = try pieces.next() {
            line += lineBreaks(in: piece, before: piece.count - max(0, pieces.offset - place))
        }
        return line
    }

    /// CR LF, LF and CR each count once.
    private func lineBreaks(in piece: [UInt8], before end: Int) -> Int {
        var count = 0
        for at in stride(from: 0, to: end - unit + 1, by: unit) {
            if isUnit(0x0A, at, in: piece) || isUnit(0x0D, at, in: piece) && !isUnit(0x0A, at + unit, in: piece) {
                count += 1
            }
        }
        return count
    }

    private func isUnit(_ byte: UInt8, _ at: Int, in piece: [UInt8]) -> Bool {
        at + unit <= piece.count && piece[at + lowByte] == byte && (unit == 1 || piece[at + 1 - lowByte] == 0)
    }
}
