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

    /// The box with these sides; the caller sees to their order.
    package init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
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
