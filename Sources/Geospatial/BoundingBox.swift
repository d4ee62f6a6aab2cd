/// A closed rectangle of longitudes and latitudes, in degrees; it never crosses the antimeridian.
package struct BoundingBox: Hashable, Sendable {
    /// Smallest longitude.
    package private(set) var west: Double
    /// Smallest latitude.
    package private(set) var south: Double
    /// Largest longitude.
    package private(set) var east: Double
    /// Largest latitude.
    package private(set) var north: Double

    /// The box that holds one position.
    package init(_ coordinate: Coordinate) {
        west = coordinate.longitude
        east = coordinate.longitude
        south = coordinate.latitude
        north = coordinate.latitude
    }

    /// The box of one position that may be none, of which nothing is checked.
    package init(uncheckedLongitude longitude: Double, latitude: Double) {
        (west, east) = (longitude, longitude)
        (south, north) = (latitude, latitude)
    }

    /// The smallest box that holds all positions, or nil when there is none.
    ///
    /// - Complexity: O(n) in the positions.
    @inlinable
    package init?(_ coordinates: some Sequence<Coordinate>) {
        var iterator = coordinates.makeIterator()
        guard let first = iterator.next() else { return nil }
        self.init(first)
        while let next = iterator.next() { extend(to: next) }
    }

    /// Grows the box so that it holds the position too.
    package mutating func extend(to coordinate: Coordinate) {
        west = min(west, coordinate.longitude)
        east = max(east, coordinate.longitude)
        south = min(south, coordinate.latitude)
        north = max(north, coordinate.latitude)
    }

    /// The smallest box that holds both.
    package func union(_ other: BoundingBox) -> BoundingBox {
        var result = self
        result.west = min(west, other.west)
        result.east = max(east, other.east)
        result.south = min(south, other.south)
        result.north = max(north, other.north)
        return result
    }

    /// Whether the position lies inside or on the edge.
    package func contains(longitude: Double, latitude: Double) -> Bool {
        west <= longitude && longitude <= east && south <= latitude && latitude <= north
    }

    /// Whether the two closed boxes share a position.
    package func intersects(_ other: BoundingBox) -> Bool {
        west <= other.east && other.west <= east && south <= other.north && other.south <= north
    }

    /// The box with every side moved outwards by so many degrees; it may reach beyond the poles and the antimeridian.
    package func widened(degreesEast: Double, degreesNorth: Double) -> BoundingBox {
        var result = self
        result.west -= degreesEast
        result.east += degreesEast
        result.south -= degreesNorth
        result.north += degreesNorth
        return result
    }
}

extension BoundingBox {
    /// The box of two corners, or nil when the first is not south-west of the second or a number is out of range.
    package init?(west: Double, south: Double, east: Double, north: Double) {
        guard west < east, south < north, let low = try? Coordinate(longitude: west, latitude: south),
            let high = try? Coordinate(longitude: east, latitude: north)
        else { return nil }
        self.init(low)
        extend(to: high)
    }

    /// The box as a polygon, counter-clockwise from its south-west corner; never nil, since a box holds valid positions.
    package var polygon: Polygon? {
        let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        let coordinates = corners.compactMap { try? Coordinate(longitude: $0.0, latitude: $0.1) }
        return (try? Ring(coordinates)).map { Polygon(exterior: $0) }
    }

    /// The box with a margin on every side, in degrees, cut at the ends of the world.
    package func grown(by degrees: Double) -> BoundingBox {
        BoundingBox(
            west: max(-180, west - degrees), south: max(-90, south - degrees), east: min(180, east + degrees),
            north: min(90, north + degrees)) ?? self
    }
}
