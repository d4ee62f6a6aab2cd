import Geospatial
package import Interchange

/// Reads shapes of OGC well-known text: one, or several parted by line breaks or semicolons.
///
/// Any type with straight edges, in any case, with Z, M and ZM, `EMPTY`, and the `SRID=n;` of EWKT in front. Points,
/// and lines unless they are wanted, are checked, counted and passed over.
///
/// - Source: OGC 06-103r4, section 7.
package enum WellKnownText {
    /// Whether bytes may be well-known text: the first word that counts is a type of it.
    package static func looksLikeIt(_ bytes: [UInt8]) -> Bool {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let word = bytes[start...].drop { $0 <= 0x20 }.prefix { $0 & 0xDF >= 0x41 && $0 & 0xDF <= 0x5A }
        let upper = String(decoding: word.map { $0 & 0xDF }, as: UTF8.self)
        return types.keys.contains(upper) || curves.contains(upper) || upper == "SRID"
    }

    /// The shapes of the text, each a feature without attributes.
    ///
    /// - Parameter lines: whether lines are wanted; else they are passed over.
    /// - Throws: ``AreaFileError/invalidWellKnownText(line:column:)``, ``AreaFileError/unsupportedShape(_:kind:feature:)``,
    ///   ``AreaFileError/beyondLimit(_:)``.
    /// - Complexity: O(n) in the bytes.
    package static func read(_ bytes: [UInt8], lines: Bool = false) throws(AreaFileError) -> AreaLayer {
        try bytes.withUnsafeBufferPointer { (buffer) throws(AreaFileError) in
            var reader = WellKnownTextReader(bytes: buffer, shapes: ShapeCollector(keepsLines: lines))
            return try reader.document()
        }
    }

    static let curves: Set<String> = [
        "CIRCULARSTRING", "COMPOUNDCURVE", "CURVEPOLYGON", "MULTICURVE", "MULTISURFACE", "CURVE", "SURFACE", "CIRCLE",
    ]

    enum Kind { case polygon, polygons, point, points, line, lines, collection }

    static let types: [String: Kind] = [
        "POLYGON": .polygon, "TRIANGLE": .polygon, "MULTIPOLYGON": .polygons, "TIN": .polygons,
        "POLYHEDRALSURFACE": .polygons, "POINT": .point, "MULTIPOINT": .points, "LINESTRING": .line,
        "LINEARRING": .line, "MULTILINESTRING": .lines, "GEOMETRYCOLLECTION": .collection,
    ]
}
