package import Interchange

/// Why a pack of map images cannot be used.
package enum TilePackError: Error, Equatable, Sendable {
    /// The file cannot be read.
    case file(InterchangeError)
    /// The bytes are neither MBTiles nor PMTiles of version 3.
    case unknownFormat
    /// A part of the file breaks its format.
    case damaged(part: String)
    /// The pack holds something else than images that every browser draws, such as vector tiles; the kind as the format calls it.
    case notImages(kind: String)
    /// The directory or the tiles are compressed in a way that is not read.
    case unknownCompression
    /// Another program has the MBTiles open, or left a log beside it.
    case openElsewhere
}
