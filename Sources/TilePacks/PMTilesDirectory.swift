/// A directory of a PMTiles archive: which tiles, or which further directory, from which number on.
///
/// - Source: PMTiles specification 3, section 4.
struct PMTilesDirectory: Sendable {
    /// What stands behind a number.
    enum Entry: Equatable {
        /// A tile, by its place in the section of tiles.
        case tiles(offset: Int, length: Int)
        /// A further directory, by its place in the section of leaves.
        case directory(offset: Int, length: Int)
    }

    /// The first number of each entry, ascending.
    private var numbers: [UInt64] = []
    /// How many tiles have the same content; 0 for a directory.
    private var runs: [UInt64] = []
    private var lengths: [Int] = []
    private var offsets: [Int] = []

    /// Reads a directory that is not compressed; nil when it is none.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        // Each entry takes four bytes or more.
        guard let count = reader.number().flatMap({ Int(exactly: $0) }), count <= bytes.count / 4 else { return nil }
        var number: UInt64 = 0
        for index in 0..<count {
            guard let step = reader.number(), index == 0 || step > 0 else { return nil }
            let (next, isTooLarge) = number.addingReportingOverflow(step)
            guard !isTooLarge else { return nil }
            number = next
            numbers.append(number)
        }
        for _ in 0..<count {
            guard let run = reader.number() else { return nil }
            runs.append(run)
        }
        for _ in 0..<count {
            guard let length = reader.number(), length > 0, length <= UInt64(UInt32.max) else { return nil }
            lengths.append(Int(length))
        }
        for index in 0..<count {
            guard let stored = reader.number(), stored < 1 << 60 else { return nil }
            if stored > 0 {
                offsets.append(Int(stored) - 1)
            } else {
                // Behind the one before it.
                guard index > 0, offsets[index - 1] < 1 << 60 else { return nil }
                offsets.append(offsets[index - 1] + lengths[index - 1])
            }
        }
        guard reader.isAtEnd else { return nil }
    }

    /// What stands for a tile; nil where there is nothing.
    ///
    /// - Complexity: O(log n) in the entries.
    func entry(of number: UInt64) -> Entry? {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] <= number { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let place = low - 1
        if runs[place] == 0 { return .directory(offset: offsets[place], length: lengths[place]) }
        guard number - numbers[place] < runs[place] else { return nil }
        return .tiles(offset: offsets[place], length: lengths[place])
    }

    /// Reads numbers of seven bits a byte, the lowest first.
    private struct Reader {
        let bytes: [UInt8]
        var at = 0

        var isAtEnd: Bool { at == bytes.count }

        mutating func number() -> UInt64? {
            var value: UInt64 = 0
            for shift in stride(from: UInt64(0), to: 64, by: 7) {
                guard at < bytes.count else { return nil }
                let byte = bytes[at]
                at += 1
                guard shift < 63 || byte <= 1 else { return nil }
                value |= UInt64(byte & 0x7F) << shift
                if byte < 0x80 { return value }
            }
            return nil
        }
    }
}
