package import Geospatial
package import Residents

/// One line or one polygon of a layer of the ground.
package struct GroundPiece: Hashable, Sendable {
    /// Where it is.
    package enum Shape: Hashable, Sendable {
        /// A line of at least two positions.
        case line([Coordinate])
        /// An area, such as the surface of a river.
        case area(Polygon)
    }

    /// Digits behind the point of its longitudes and latitudes, about a centimetre: it is drawn, and nothing is measured by it.
    package static let decimals = 7

    /// Its place among the pieces of the layer, in the order of the file, from 1.
    package let number: Int
    /// What it is called, or nil.
    package let name: StoredText?
    /// Where it is, on JGD2011, to ``decimals`` digits.
    package let shape: Shape

    /// A piece, its positions rounded to ``decimals`` digits; nil for a line of fewer than two.
    package init?(number: Int, name: StoredText?, _ shape: Shape) {
        self.number = number
        self.name = name
        switch shape {
        case .line(let line):
            guard line.count >= 2 else { return nil }
            self.shape = .line(line.map(Self.rounded))
        case .area(let polygon):
            let rings = ([polygon.exterior] + polygon.holes).compactMap { try? Ring($0.coordinates.map(Self.rounded)) }
            guard let exterior = rings.first else { return nil }
            self.shape = .area(Polygon(exterior: exterior, holes: Array(rings.dropFirst())))
        }
    }

    /// Whether it is an area, and no line.
    package var isArea: Bool { if case .area = shape { true } else { false } }

    /// Its line, or its rings, the exterior first.
    package var parts: [[Coordinate]] {
        switch shape {
        case .line(let line): [line]
        case .area(let polygon): ([polygon.exterior] + polygon.holes).map(\.coordinates)
        }
    }

    /// Positions of its line, or of its rings with their closing ones.
    package var positionCount: Int { parts.reduce(0) { $0 + $1.count } }

    /// The smallest box around it.
    package var box: BoundingBox? { BoundingBox(parts[0]) }

    /// What a coordinate is in units of ``decimals`` digits.
    package static func units(_ degrees: Double) -> Int { Int((degrees * 1e7).rounded()) }

    /// The degrees of so many units; nil outside the world.
    package static func position(longitude: Int, latitude: Int) -> Coordinate? {
        try? Coordinate(longitude: Double(longitude) / 1e7, latitude: Double(latitude) / 1e7)
    }

    private static func rounded(_ position: Coordinate) -> Coordinate {
        Self.position(longitude: units(position.longitude), latitude: units(position.latitude)) ?? position
    }
}
