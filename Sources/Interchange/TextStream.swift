/// A text file read as valid UTF-8 piece by piece, strictly: the first wrong byte refuses all of it, before the first piece
/// is handed out. Memory does not grow with the file. A copy reads on by itself.
package struct TextStream: Sendable {
    /// The largest file that is streamed: 64 GiB, a register of the whole country.
    package static let defaultLimit = 1 << 36

    /// The encoding of the file.
    package let encoding: TextEncoding
    /// Bytes of the file.
    package var byteCount: Int { pieces.size }
    /// Characters that only the municipality's own fonts can draw (外字).
    package let privateUse: PrivateUseCharacters

    private var pieces: TextPieces

    /// Opens a file and reads it once, to find its encoding and what is wrong with it.
    ///
    /// - Parameter encoding: the declared encoding; nil detects it, see ``DecodedText/decode(_:as:)``.
    /// - Throws: what ``InputFile/read(path:limit:)`` and ``DecodedText/decode(_:as:)`` throw,
    ///   ``InterchangeError/lineTooLong(byteOffset:limit:)``.
    /// - Complexity: O(n), memory O(1).
    package init(
        path: String, as encoding: TextEncoding? = nil, limit: Int = defaultLimit
    ) throws(InterchangeError) {
        let file = try OpenedFile(path: path, limit: limit)
        guard file.size > 0 else { throw .emptyFile(path: path) }
        try self.init(TextPieces(.file(file)), as: encoding)
    }

    /// Reads bytes that are already in memory in pieces of about a length, as a file of many pieces is read.
    ///
    /// - Parameter pieceLength: at least 1.
    /// - Throws: what ``DecodedText/decode(_:as:)`` throws.
    package init(
        _ bytes: [UInt8], pieceLength: Int, as encoding: TextEncoding? = nil
    ) throws(InterchangeError) {
        try self.init(TextPieces(.memory(bytes), length: max(1, pieceLength)), as: encoding)
    }

    init(_ pieces: TextPieces, as encoding: TextEncoding?) throws(InterchangeError) {
        let detected = try EncodingDetection(pieces, declared: encoding)
        self.encoding = detected.encoding
        privateUse = detected.privateUse
        self.pieces = detected.pieces
    }

    /// The next piece, never empty; nil at the end, where the file must be as it was when it was opened.
    ///
    /// - Throws: ``InterchangeError/unreadable(path:errno:)``, ``InterchangeError/changedWhileRead(path:)``.
    package mutating func next() throws(InterchangeError) -> [UInt8]? {
        while true {
            let isFirst = pieces.offset == 0
            guard let piece = try pieces.next() else {
                if case .file(let file) = pieces.source { try file.checkIsUnchanged() }
                return nil
            }
            let text = try EncodingDetection.decode(piece, as: encoding, isFirst: isFirst)
            if !text.isEmpty { return text }
        }
    }

    /// Begins anew.
    package mutating func rewind() { pieces.rewind() }
}
