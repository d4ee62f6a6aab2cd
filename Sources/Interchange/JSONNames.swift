/// The names of the members of an object made ready once, for objects that are written a hundred thousand times.
///
/// They stand in one piece of memory, each in a slot of the same length: a name of its own would be held and given back at every
/// member, and a slot is copied whole, without a look at how long the name is.
package struct JSONNames: Sendable {
    /// Of each name a comma, the name in quotes, and a colon; behind it zeros up to the length of a slot.
    private let bytes: [UInt8]
    /// What of each slot is the name.
    private let lengths: [Int]
    /// Bytes of a slot, a multiple of a block.
    let mostBytes: Int

    private typealias Block = SIMD16<UInt8>
    private static let blockLength = 16

    /// Makes names ready, in their order.
    package init(_ names: some Sequence<String>) {
        let texts = names.map { name in
            var writer = JSONWriter()
            writer.name(name)
            return [UInt8(ascii: ",")] + writer.bytes
        }
        let longest = texts.map(\.count).max() ?? 0
        // A block more, because the first member's name is copied from behind its comma.
        let mostBytes = (longest / Self.blockLength + 2) * Self.blockLength
        bytes = texts.flatMap { $0 + [UInt8](repeating: 0, count: mostBytes - $0.count) }
        lengths = texts.map(\.count)
        self.mostBytes = mostBytes
    }

    /// Writes a name, with its comma unless it is the first member's.
    ///
    /// - Parameter target: has room for ``mostBytes``.
    /// - Returns: how many bytes are the name; those behind them are of no use.
    @inline(__always)
    func write(_ place: Int, isFirst: Bool, to target: UnsafeMutablePointer<UInt8>) -> Int {
        let skipped = isFirst ? 1 : 0
        let length = lengths[place] &- skipped
        bytes.withUnsafeBytes { all in
            let start = place &* mostBytes &+ skipped
            var offset = 0
            while offset < length {
                UnsafeMutableRawPointer(target).storeBytes(
                    of: all.loadUnaligned(fromByteOffset: start &+ offset, as: Block.self), toByteOffset: offset,
                    as: Block.self)
                offset &+= Self.blockLength
            }
        }
        return length
    }
}
