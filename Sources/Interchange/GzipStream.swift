/// Compresses bytes that come piece by piece into a gzip member (RFC 1952), without a name or a time in it: the same bytes give the same
/// member.
package final class GzipStream {
    private let deflater: Deflater

    /// Prepares an empty member.
    ///
    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)`` when there is no memory.
    package init() throws(InterchangeError) { deflater = try Deflater(name: "gzip", wrapping: .gzip) }

    /// Takes the next bytes and gives what is ready of the compressed ones, often nothing.
    package func add(_ bytes: UnsafeRawBufferPointer) -> [UInt8] { run(bytes, isLast: false) }

    /// Ends the member; nothing may be added any more.
    package func finish() -> [UInt8] { run(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true) }

    private func run(_ bytes: UnsafeRawBufferPointer, isLast: Bool) -> [UInt8] {
        var output: [UInt8] = []
        deflater.add(bytes, isLast: isLast, into: &output)
        return output
    }
}
