import Interchange
import Sealing

/// A file that is sealed while it is written: nothing of it is on a disk in the clear, and the memory taken does not grow with it.
struct SealedFileWriter {
    private let output: AtomicFileWriter
    private var sealer: Sealer
    private var sealed: [UInt8] = []
    /// Sealed bytes that were written so far.
    private(set) var byteCount = 0

    /// Begins a file for those who may open it.
    ///
    /// - Throws: ``Sealing/SealingError``.
    init(_ output: AtomicFileWriter, for keys: SealingKeys, using generator: inout some RandomNumberGenerator) throws {
        self.output = output
        sealer = try Sealer(for: keys, using: &generator)
    }

    /// Seals and writes the next bytes.
    mutating func write(_ bytes: [UInt8]) throws {
        try sealer.take(bytes, into: &sealed)
        try writeOut()
    }

    /// Writes the end, and brings the file under its name unless one stands there.
    mutating func commit() throws {
        try sealer.finish(into: &sealed)
        try writeOut()
        try output.commit(isReplacing: false)
    }

    private mutating func writeOut() throws {
        try output.write(sealed)
        byteCount += sealed.count
        sealed.removeAll(keepingCapacity: true)
    }
}
