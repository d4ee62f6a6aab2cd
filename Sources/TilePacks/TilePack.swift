import Interchange

/// A pack of map images of a city: MBTiles (SQLite) or PMTiles of version 3, told by its first bytes.
///
/// The file is a stranger's: every size is bounded, nothing in it is run, and only what begins like an image comes out. It is read where it
/// is, piece by piece, so it may be larger than memory.
/// - Source: MBTiles 1.3; PMTiles specification 3.
package final class TilePack: Sendable {
    private enum Source {
        case database(MBTiles)
        case archive(PMTiles)
    }

    /// What it says of itself.
    package let about: TilePackAbout
    private let source: Source

    /// Opens a pack and reads what it says of itself.
    package init(path: String) throws(TilePackError) {
        let file: OpenedFile
        let head: [UInt8]
        do {
            file = try OpenedFile(path: path, limit: .max)
            head = try file.read(at: 0, count: 100)
        } catch {
            throw .file(error)
        }
        if PMTiles.isArchive(head) {
            let archive = try PMTiles(.file(file))
            (source, about) = (.archive(archive), archive.about)
        } else if head.starts(with: "SQLite format 3\0".utf8) {
            let database = try MBTiles(path: path, head: head)
            (source, about) = (.database(database), database.about)
        } else {
            throw .unknownFormat
        }
    }

    /// Opens the bytes of a PMTiles archive.
    package init(archive bytes: [UInt8]) throws(TilePackError) {
        guard PMTiles.isArchive(bytes) else { throw .unknownFormat }
        let archive = try PMTiles(.memory(bytes))
        (source, about) = (.archive(archive), archive.about)
    }

    /// The image of a tile of the web's usual pyramid; nil where the pack has none.
    ///
    /// - Parameters:
    ///   - row: from the north, from 0.
    ///   - column: from the west, from 0.
    /// - Complexity: some reads of the file; blocks while the disk works.
    package func image(zoom: Int, row: Int, column: Int) throws(TilePackError) -> TileImage? {
        guard about.zooms.contains(zoom), (0..<(1 << zoom)).contains(row), (0..<(1 << zoom)).contains(column) else {
            return nil
        }
        let bytes =
            switch source {
            case .database(let database): try database.bytes(zoom: zoom, row: row, column: column)
            case .archive(let archive): try archive.bytes(zoom: zoom, row: row, column: column)
            }
        return bytes.flatMap(TileImage.init)
    }
}
