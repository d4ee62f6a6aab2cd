import Geospatial

/// The parts of a shape while it is read.
struct ShapeParts {
    var points: [Coordinate] = []
    private var lines: [[Coordinate]] = []
    private var polygons: [Polygon] = []

    /// Adds a line; one of a single position is that point.
    mutating func add(line: [Coordinate]) {
        if line.count == 1 { points += line } else if !line.isEmpty { lines.append(line) }
    }

    /// Adds a polygon: the exterior, then the holes.
    mutating func add(rings: [[Coordinate]], _ place: FilterPlace) throws(FilterError) {
        var made: [Ring] = []
        for ring in rings {
            do throws(GeospatialError) {
                made.append(try Ring(ring))
            } catch {
                throw FilterError(.invalidRing, at: place)
            }
        }
        if let exterior = made.first { polygons.append(Polygon(exterior: exterior, holes: Array(made.dropFirst()))) }
    }

    /// Adds a box of four numbers, or of six with heights: south-west corner, then north-east corner.
    ///
    /// A box without extent is the line or point that it is.
    mutating func add(box numbers: [Double], _ system: FilterSystem, _ place: FilterPlace) throws(FilterError) {
        guard numbers.count == 4 || numbers.count == 6 else {
            throw FilterError(.argumentCount(expected: 4), at: place)
        }
        let half = numbers.count / 2
        let (west, south, east, north) = (numbers[0], numbers[1], numbers[half], numbers[half + 1])
        guard west <= east, south <= north else { throw FilterError(.positionOutOfRange, at: place) }
        let corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
        guard let ring = system.positions(corners.map { PlanePoint(x: $0.0, y: $0.1) }) else {
            throw FilterError(.positionOutOfRange, at: place)
        }
        try add(rings: [ring], place)
    }

    /// The shape.
    func shape(at place: FilterPlace) throws(FilterError) -> FilterShape {
        guard !(points.isEmpty && lines.isEmpty && polygons.isEmpty) else { throw FilterError(.emptyShape, at: place) }
        return FilterShape(points: points, lines: lines, polygons: polygons)
    }
}
