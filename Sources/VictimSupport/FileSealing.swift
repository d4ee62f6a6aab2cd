package import Interchange
package import Sealing

/// Seals and opens whole files: `engo seal`, `engo open`.
///
/// Nothing of a workspace is read; what is sealed is a file that already left through the gate. The memory taken does not
/// grow with the file, and the output appears whole or not at all.
package enum FileSealing {
    private static let step = 1 << 18

    /// Seals a file.
    ///
    /// - Throws: ``Sealing/SealingError``, ``Interchange/InterchangeError``.
    package static func seal(
        _ path: String, for keys: SealingKeys, to output: AtomicFileWriter,
        using generator: inout some RandomNumberGenerator
    ) throws {
        let file = try OpenedFile(path: path, limit: .max)
        var sealer = try Sealer(for: keys, using: &generator)
        var sealed: [UInt8] = []
        try forEachPiece(of: file) { piece in
            try sealer.take(piece, into: &sealed)
            try output.write(sealed)
            sealed.removeAll(keepingCapacity: true)
        }
        try sealer.finish(into: &sealed)
        try output.write(sealed)
        try file.checkIsUnchanged()
        try output.commit(isReplacing: false)
    }

    /// Opens a sealed file, once all of it has proved authentic.
    ///
    /// - Throws: ``Sealing/SealingError``, ``Interchange/InterchangeError``; no file appears then.
    package static func open(_ path: String, with keys: OpeningKeys, to output: AtomicFileWriter) throws {
        let file = try OpenedFile(path: path, limit: .max)
        var opener = Opener(keys)
        var plain: [UInt8] = []
        try forEachPiece(of: file) { piece in
            try opener.take(piece, into: &plain)
            try output.write(plain)
            plain.removeAll(keepingCapacity: true)
        }
        try opener.finish(into: &plain)
        try output.write(plain)
        try file.checkIsUnchanged()
        try output.commit(isReplacing: false)
    }

    private static func forEachPiece(of file: OpenedFile, _ body: ([UInt8]) throws -> Void) throws {
        var offset = 0
        while offset < file.size {
            let piece = try file.read(at: offset, count: step)
            guard !piece.isEmpty else { return }
            try body(piece)
            offset += piece.count
        }
    }
}
