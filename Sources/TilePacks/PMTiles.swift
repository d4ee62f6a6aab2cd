import Geospatial
import Interchange
import Synchronization

/// The images of a PMTiles archive: a header, directories of ranges of tiles, and the tiles.
///
/// - Source: PMTiles specification 3.
final class PMTiles: Sendable {
    /// Where its bytes are.
    enum Bytes: Sendable {
        case file(OpenedFile)
        case memory([UInt8])
    }

    /// A part of the file.
    private struct Section {
        let offset: Int
        let length: Int
    }

    let about: TilePackAbout
    private let bytes: Bytes
    private let root: PMTilesDirectory
    private let leaves: Section
    private let tiles: Section
    private let isGzipped: Bool
    /// The leaf directories that were read last, by their places.
    private let known = Mutex<[Int: PMTilesDirectory]>([:])

    private static let headerLength = 127
    /// Bytes of a directory or of the metadata, as they are stored and as they are read.
    private static let mostStored = 2 << 20
    private static let mostRead = 2 << 20
    private static let deepestDirectory = 3
    private static let mostKnown = 16

    /// Whether bytes begin like an archive of version 3.
    static func isArchive(_ head: [UInt8]) -> Bool { head.starts(with: Array("PMTiles".utf8) + [3]) }

    /// Reads header, first directory and metadata.
    init(_ bytes: Bytes) throws(TilePackError) {
        let head = try Self.read(bytes, Section(offset: 0, length: Self.headerLength))
        func number<Value: FixedWidthInteger>(_ at: Int, _: Value.Type) -> Value {
            head[at..<at + MemoryLayout<Value>.size].reversed().reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
        }
        func section(_ at: Int) throws(TilePackError) -> Section {
            let (offset, length) = (number(at, UInt64.self), number(at + 8, UInt64.self))
            guard let start = Int(exactly: offset), let count = Int(exactly: length), start < 1 << 60, count < 1 << 60
            else { throw .damaged(part: "header") }
            return Section(offset: start, length: count)
        }
        guard head[97] == 1 || head[97] == 2, head[98] <= 1 else { throw .unknownCompression }
        let kinds = ["unknown", "mvt", "png", "jpeg", "webp", "avif"]
        guard (2...4).contains(head[99]) || head[99] == 0 else {
            throw .notImages(kind: Int(head[99]) < kinds.count ? kinds[Int(head[99])] : String(head[99]))
        }
        let (least, most) = (Int(head[100]), min(Int(head[101]), TilePackAbout.deepestZoom))
        guard least <= most else { throw .damaged(part: "zoom levels") }
        self.bytes = bytes
        isGzipped = head[97] == 2
        leaves = try section(40)
        tiles = try section(56)
        root = try Self.directory(bytes, try section(8), isGzipped: isGzipped)
        let text = try Self.content(bytes, try section(24), isGzipped: isGzipped)
        let metadata: JSONValue?
        do {
            metadata = text.isEmpty ? nil : try JSONParser.parse(text)
        } catch {
            throw .damaged(part: "metadata")
        }
        func degrees(_ at: Int) -> Double { Double(number(at, Int32.self)) / 1e7 }
        about = TilePackAbout(
            attribution: metadata?["attribution"]?.string ?? "", zooms: least...most,
            bounds: TilePackAbout.box(west: degrees(102), south: degrees(106), east: degrees(110), north: degrees(114)))
    }

    /// What is stored for a tile; nil where there is nothing.
    func bytes(zoom: Int, row: Int, column: Int) throws(TilePackError) -> [UInt8]? {
        let number = Self.number(zoom: zoom, row: row, column: column)
        var directory = root
        for _ in 0...Self.deepestDirectory {
            switch directory.entry(of: number) {
            case nil: return nil
            case .tiles(let offset, let length):
                guard length <= TileImage.longest, let place = Self.part(of: tiles, offset, length) else {
                    throw .damaged(part: "tiles")
                }
                return try Self.read(bytes, place)
            case .directory(let offset, let length):
                guard let place = Self.part(of: leaves, offset, length) else { throw .damaged(part: "directory") }
                directory = try leaf(place)
            }
        }
        throw .damaged(part: "directory")
    }

    private func leaf(_ place: Section) throws(TilePackError) -> PMTilesDirectory {
        if let leaf = known.withLock({ $0[place.offset] }) { return leaf }
        let leaf = try Self.directory(bytes, place, isGzipped: isGzipped)
        known.withLock { known in
            if known.count >= Self.mostKnown { known.removeAll() }
            known[place.offset] = leaf
        }
        return leaf
    }

    /// The number of a tile: levels one after the other, and the tiles of a level along a Hilbert curve.
    static func number(zoom: Int, row: Int, column: Int) -> UInt64 {
        var (x, y) = (column, row)
        var place: UInt64 = 0
        for bit in stride(from: zoom - 1, through: 0, by: -1) {
            let side = 1 << bit
            let (isEast, isSouth) = (x & side != 0, y & side != 0)
            // Quarters in the order north-west, south-west, south-east, north-east.
            place = place << 2 | (isEast ? (isSouth ? 2 : 3) : (isSouth ? 1 : 0))
            (x, y) = (x & (side - 1), y & (side - 1))
            if !isSouth {
                // The curve is turned in the northern quarters.
                if isEast { (x, y) = (side - 1 - x, side - 1 - y) }
                (x, y) = (y, x)
            }
        }
        return ((1 << (2 * UInt64(zoom))) - 1) / 3 + place
    }

    private static func part(of section: Section, _ offset: Int, _ length: Int) -> Section? {
        guard offset <= section.length, length <= section.length - offset else { return nil }
        return Section(offset: section.offset + offset, length: length)
    }

    private static func directory(
        _ bytes: Bytes, _ place: Section, isGzipped: Bool
    ) throws(TilePackError) -> PMTilesDirectory {
        guard let directory = PMTilesDirectory(try content(bytes, place, isGzipped: isGzipped)) else {
            throw .damaged(part: "directory")
        }
        return directory
    }

    private static func content(
        _ bytes: Bytes, _ place: Section, isGzipped: Bool
    ) throws(TilePackError) -> [UInt8] {
        guard place.length <= mostStored else { throw .damaged(part: "header") }
        let stored = try read(bytes, place)
        guard isGzipped, !stored.isEmpty else { return stored }
        do {
            return try Gzip.inflate(stored, limit: mostRead)
        } catch {
            throw .damaged(part: "compression")
        }
    }

    private static func read(_ bytes: Bytes, _ place: Section) throws(TilePackError) -> [UInt8] {
        let read: [UInt8]
        switch bytes {
        case .memory(let all):
            guard place.offset <= all.count, place.length <= all.count - place.offset else {
                throw .damaged(part: "length")
            }
            return Array(all[place.offset..<place.offset + place.length])
        case .file(let file):
            guard place.offset <= file.size, place.length <= file.size - place.offset else {
                throw .damaged(part: "length")
            }
            do {
                read = try file.read(at: place.offset, count: place.length)
            } catch {
                throw .file(error)
            }
        }
        guard read.count == place.length else { throw .damaged(part: "length") }
        return read
    }
}
