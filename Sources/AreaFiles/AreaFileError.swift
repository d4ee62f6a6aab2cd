package import Interchange

/// Why a file cannot be read as areas; cases carry facts and never an attribute's value.
package enum AreaFileError: Error, Equatable, Sendable {
    /// The file, its text, its zip archive or its attribute text cannot be read.
    case content(InterchangeError)
    /// The bytes are of no format that is read.
    case unknownFormat
    /// A part of the file breaks the format; `place` counts records or features from 1, or is nil for the file as a whole.
    case damaged(AreaFormat, part: String, place: Int?)
    /// A shape of a kind that is not read, such as a curve; `feature` counts from 1.
    case unsupportedShape(AreaFormat, kind: String, feature: Int)
    /// The text is no well-known text from the character on, counted from 1.
    case invalidWellKnownText(line: Int, column: Int)
    /// A Shapefile has no attributes beside it, and they are needed.
    case missingAttributes
    /// The file has several layers, and nobody said which.
    case severalLayers(names: [String])
    /// The file has no layer of the asked name; the nearest, if any is near.
    case noSuchLayer(names: [String], nearest: String?)
    /// The file holds no layer of shapes at all.
    case noLayers
    /// Another program has the file open and has not yet written all of it.
    case openElsewhere
    /// Nothing in the file has an area.
    case noAreas(PassedOverShapes)
    /// Nothing in the file has an area or is a line, where lines are wanted, too.
    case noShapes(PassedOverShapes)
    /// The file is larger than any that is read, by the measure named.
    case beyondLimit(AreaLimit)
}

/// A format of area files.
package enum AreaFormat: String, CaseIterable, Sendable {
    /// RFC 7946, and sequences of it (RFC 8142).
    case geoJSON = "GeoJSON"
    /// ESRI Shapefile, as a set of files or zipped.
    case shapefile = "Shapefile"
    /// OGC GeoPackage.
    case geoPackage = "GeoPackage"
    /// OGC well-known text.
    case wellKnownText = "WKT"
    /// FlatGeobuf.
    case flatGeobuf = "FlatGeobuf"
}

/// What bounds the reading of a file of areas; each limit stands in `Docs/cli.md`.
package enum AreaLimit: String, CaseIterable, Sendable {
    /// Positions of all rings.
    case positions
    /// Rings.
    case rings
    /// Features.
    case features
    /// Collections within collections.
    case nesting
    /// Comparisons of holes with the rings that may hold them, steps of a database, or attributes of features that have few bytes.
    case work

    /// The largest number that is read.
    package var most: Int {
        switch self {
        case .positions: 5_000_000
        case .rings: 1_000_000
        case .features: 1_000_000
        case .nesting: 16
        case .work: 300_000_000
        }
    }
}
