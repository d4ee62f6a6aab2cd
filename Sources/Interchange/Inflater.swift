import CZlib

/// Decompresses deflate data through zlib, never beyond a given size.
enum Inflater {
    /// How the compressed data are wrapped.
    enum Wrapping: Int32 {
        /// Bare deflate data (RFC 1951), as in zip files.
        case none = -15
        /// A gzip member (RFC 1952) with its check sum, which zlib verifies.
        case gzip = 31
    }

    /// Appends the content of the one stream that begins at the first byte of `input`; gives the bytes it took.
    ///
    /// - Throws: ``InterchangeError/corruptArchive(reason:)`` with `truncated`, `damagedData` or `tooLarge`.
    static func inflate(
        _ input: UnsafeBufferPointer<UInt8>, wrapping: Wrapping, limit: Int, into output: inout [UInt8]
    ) throws(InterchangeError) -> Int {
        var stream = z_stream()
        let opened = inflateInit2_(&stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { throw .corruptArchive(reason: .damagedData) }
        defer { inflateEnd(&stream) }
        guard let start = input.baseAddress else { throw .corruptArchive(reason: .truncated) }
        var taken = 0
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let offered = min(input.count - taken, 1 << 30)
            stream.next_in = UnsafeMutablePointer(mutating: start + taken)
            stream.avail_in = UInt32(offered)
            let (status, made) = chunk.withUnsafeMutableBufferPointer { buffer in
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(buffer.count)
                let status = CZlib.inflate(&stream, Z_NO_FLUSH)
                return (status, buffer.count - Int(stream.avail_out))
            }
            taken += offered - Int(stream.avail_in)
            guard output.count + made <= limit else { throw .corruptArchive(reason: .tooLarge(limit: limit)) }
            output += chunk[..<made]
            switch status {
            case Z_STREAM_END: return taken
            case Z_OK: continue
            case Z_BUF_ERROR: throw .corruptArchive(reason: .truncated)
            default: throw .corruptArchive(reason: .damagedData)
            }
        }
    }
}
