/// Small PMTiles archives as programs write them, made of the specification alone.
package enum TilePackBytes {
    /// The smallest image there is: eight bytes of a signature and what tells it apart.
    package static func png(_ mark: String) -> [UInt8] {
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(mark.utf8)
    }

    /// A number of seven bits a byte.
    package static func varint(_ number: UInt64) -> [UInt8] {
        number < 0x80 ? [UInt8(number)] : [UInt8(number & 0x7F) | 0x80] + varint(number >> 7)
    }

    /// A directory: number of the first tile, run, length and offset of each entry.
    package static func directory(_ entries: [(number: UInt64, run: UInt64, length: UInt64, offset: UInt64)]) -> [UInt8]
    {
        var last: UInt64 = 0
        var bytes = varint(UInt64(entries.count))
        for entry in entries {
            bytes += varint(entry.number - last)
            last = entry.number
        }
        for entry in entries { bytes += varint(entry.run) }
        for entry in entries { bytes += varint(entry.length) }
        for (index, entry) in entries.enumerated() {
            let isNext = index > 0 && entry.offset == entries[index - 1].offset + entries[index - 1].length
            bytes += varint(isNext ? 0 : entry.offset + 1)
        }
        return bytes
    }

    /// An archive; `kind` is 2 for png, `compression` 1 for none and 2 for gzip.
    package static func archive(
        root: [UInt8], leaves: [UInt8] = [], tiles: [UInt8], metadata: String = "{}", kind: UInt8 = 2,
        compression: UInt8 = 1, tileCompression: UInt8 = 1, zooms: ClosedRange<UInt8> = 0...3,
        bounds: [Double] = [135, 34, 136, 35]
    ) -> [UInt8] {
        let text = Array(metadata.utf8)
        var at = 127
        var bytes = Array("PMTiles".utf8) + [3]
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        for part in [root, text, leaves, tiles] {
            append(UInt64(at))
            append(UInt64(part.count))
            at += part.count
        }
        for _ in 0..<3 { append(UInt64(0)) }
        bytes += [1, compression, tileCompression, kind, zooms.lowerBound, zooms.upperBound]
        for degrees in bounds { append(Int32((degrees * 1e7).rounded())) }
        bytes += [UInt8](repeating: 0, count: 9)
        return bytes + root + text + leaves + tiles
    }

    /// An archive of three levels with directories below the first, and what stands in it.
    package static var usual: [UInt8] {
        let images = ["a", "bb", "ccc"].map(png)
        let leaf = directory([
            (5, 1, UInt64(images[1].count), UInt64(images[0].count)),
            (7, 3, UInt64(images[2].count), UInt64(images[0].count + images[1].count)),
        ])
        let root = directory([(0, 1, UInt64(images[0].count), 0), (5, 0, UInt64(leaf.count), 0)])
        return archive(
            root: root, leaves: leaf, tiles: images.flatMap(\.self),
            metadata: #"{"attribution":"<a href=\"https://example.jp\" onclick=\"x()\">&copy; 試験市</a><script>"}"#)
    }
}
