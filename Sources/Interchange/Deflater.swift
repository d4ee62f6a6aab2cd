import CZlib
import Glibc

/// Compresses bytes that come piece by piece through zlib.
final class Deflater {
    /// Of zlib's levels one that is fast and still shortens lists to a tenth.
    private static let level: Int32 = 3

    // zlib keeps the address of its state, so the state must not move.
    private let stream: UnsafeMutablePointer<z_stream>

    /// How the compressed data are wrapped.
    enum Wrapping: Int32 {
        /// Bare deflate data (RFC 1951), as in zip files.
        case none = -15
        /// A gzip member (RFC 1952).
        case gzip = 31
    }

    /// - Throws: ``InterchangeError/cannotWrite(path:errno:)`` when there is no memory.
    init(name: String, wrapping: Wrapping = .none) throws(InterchangeError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let opened = deflateInit2_(
            stream, Self.level, Z_DEFLATED, wrapping.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        guard opened == Z_OK else { throw .cannotWrite(path: name, errno: ENOMEM) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// Takes the next bytes and appends what is ready; the last call may bring none.
    func add(_ bytes: UnsafeRawBufferPointer, isLast: Bool, into output: inout [UInt8]) {
        let start = bytes.bindMemory(to: UInt8.self).baseAddress
        var taken = 0
        repeat {
            let offered = min(bytes.count - taken, 1 << 30)
            let isEnd = isLast && taken + offered == bytes.count
            stream.pointee.next_in = start.map { UnsafeMutablePointer(mutating: $0 + taken) }
            stream.pointee.avail_in = UInt32(offered)
            run(isEnd ? Z_FINISH : Z_NO_FLUSH, into: &output)
            taken += offered
        } while taken < bytes.count
    }

    private func run(_ flush: Int32, into output: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { chunk in
            // As long as zlib fills all it is given, it may have more.
            repeat {
                stream.pointee.next_out = chunk.baseAddress
                stream.pointee.avail_out = UInt32(chunk.count)
                _ = CZlib.deflate(stream, flush)
                output += chunk[..<(chunk.count - Int(stream.pointee.avail_out))]
            } while stream.pointee.avail_out == 0
        }
    }
}
