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
        var sealed = try SealedFileWriter(output, for: keys, using: &generator)
        try forEachPiece(of: file) { try sealed.write($0) }
        try file.checkIsUnchanged()
        try sealed.commit()
    }

    /// Whether a file says by its first bytes that it is sealed, armoured or not.
    package static func isSealed(_ path: String) throws -> Bool {
        Opener.isSealed(try OpenedFile(path: path, limit: .max).read(at: 0, count: 64))
    }

    /// Opens a sealed file of any kind into another, which is whole and authentic when this returns and of no use when it throws.
    ///
    /// - Throws: ``Sealing/SealingError``, ``Interchange/InterchangeError``.
    static func open(_ path: String, with keys: OpeningKeys, into output: AtomicFileWriter) throws {
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
        try output.flush()
    }

    /// Opens a sealed file, once all of it has proved authentic: an ordinary file is written, a package handed out.
    ///
    /// - Parameter output: opens the file to write; called for an ordinary file only, and may refuse it.
    /// - Returns: the package, of which nothing is on a disk; nil for an ordinary file.
    /// - Throws: ``Sealing/SealingError``, ``PackageError``, ``Interchange/InterchangeError``; no file appears then.
    package static func open(
        _ path: String, with keys: OpeningKeys, to output: () throws -> AtomicFileWriter
    ) throws -> PackageReader? {
        let file = try OpenedFile(path: path, limit: .max)
        var opener = Opener(keys)
        var plain: [UInt8] = []
        var writer: AtomicFileWriter?
        func decide(isLast: Bool) throws {
            if writer == nil {
                guard plain.count >= PackageReader.headLength || isLast else { return }
                if PackageReader.isPackage(plain) {
                    guard plain.count <= packageLimit else { throw PackageError.tooLarge(limit: packageLimit) }
                    return
                }
                writer = try output()
            }
            try writer?.write(plain)
            plain.removeAll(keepingCapacity: true)
        }
        try forEachPiece(of: file) { piece in
            try opener.take(piece, into: &plain)
            try decide(isLast: false)
        }
        try opener.finish(into: &plain)
        try decide(isLast: true)
        try file.checkIsUnchanged()
        if writer == nil {
            if let package = try PackageReader(plain) { return package }
            writer = try output()
            try writer?.write(plain)
        }
        try writer?.commit(isReplacing: false)
        return nil
    }

    /// Packages are opened in memory: their files, and the headers of some few.
    private static let packageLimit = PackageContent.memoryLimit + 1 << 20

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
