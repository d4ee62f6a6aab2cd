package import Geospatial

/// What a pack says of itself.
package struct TilePackAbout: Hashable, Sendable {
    /// Whom to name for the map, as plain text; empty when the pack names nobody.
    package let attribution: String
    /// The zoom levels that it has images for.
    package let zooms: ClosedRange<Int>
    /// What it covers; nil when it does not say, or says what cannot be.
    package let bounds: BoundingBox?

    /// Zoom levels beyond it are no map that anybody uses.
    static let deepestZoom = 22
    private static let longestAttribution = 300

    /// - Parameter attribution: text that may hold markup.
    init(attribution: String, zooms: ClosedRange<Int>, bounds: BoundingBox?) {
        self.attribution = Self.plain(attribution)
        self.zooms = zooms
        self.bounds = bounds
    }

    /// A box of degrees; nil when it is none.
    static func box(west: Double, south: Double, east: Double, north: Double) -> BoundingBox? {
        guard west < east, south < north, let low = try? Coordinate(longitude: west, latitude: south),
            let high = try? Coordinate(longitude: east, latitude: north)
        else { return nil }
        return BoundingBox([low, high])
    }

    /// The text between the tags, with the usual entities read, and not longer than a line of a map.
    private static func plain(_ markup: String) -> String {
        var text = ""
        var isTag = false
        for character in markup.prefix(10_000) {
            if character == "<" {
                isTag = true
            } else if character == ">", isTag {
                isTag = false
            } else if !isTag {
                text.append(character)
            }
        }
        for (entity, meaning) in [
            ("&copy;", "©"), ("&#169;", "©"), ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""),
            ("&amp;", "&"),
        ] { text = text.replacing(entity, with: meaning) }
        let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
        return String(words.prefix(longestAttribution))
    }
}
