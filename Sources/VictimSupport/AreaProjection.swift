import AreaFiles
import Geospatial
import Interchange
import Reprojection

/// Brings the coordinates of one source to JGD2011 degrees.
///
/// JGD2011, JGD2000, WGS 84 and CRS84 degrees are taken as they are, to the last bit. Anything else goes through PROJ, and
/// an edge that is straight in the source's own system is given positions on the way until it is within a millimetre of
/// that line.
struct AreaProjection {
    /// Degrees, about a millimetre.
    private static let tolerance = 1e-8
    /// Edges below this length, in degrees after the transformation, bend by less than ``tolerance``.
    private static let shortest = 0.002
    private static let deepest = 12

    private let source: String
    /// The system that was read; nil where there was none to read.
    let system: ReferenceSystem?
    private let reprojector: Reprojector?
    /// What to tell of the system.
    private(set) var warnings: [AreaWarning] = []
    private var positionsLeft = AreaLimit.positions.most

    /// Chooses the system: what staff say, else what the source declares, else degrees.
    ///
    /// - Parameter declares: whether the format has a place for a system, so that its absence is worth telling.
    /// - Throws: ``AreaError/unknownReferenceSystem(source:name:)``, ``AreaError/projectionUnavailable``.
    init(
        source: String, declared: DeclaredReferenceSystem?, asked: String?, declares: Bool
    ) throws(AreaError) {
        self.source = source
        let own = try declared.map { (declared) throws(AreaError) in (declared, try Self.system(declared, source)) }
        let system: ReferenceSystem?
        if let asked {
            let chosen = try Self.converting(source, name: asked) { () throws(ReprojectionError) in
                try Self.system(code: asked)
            }
            if let own, own.1 != chosen {
                warnings.append(
                    .overruledReferenceSystem(source: source, declared: own.0.name, used: chosen.code))
            }
            system = chosen
        } else {
            system = own?.1
            if system == nil, declares { warnings.append(.undeclaredReferenceSystem(source: source)) }
        }
        self.system = system
        if let system, !system.agreesWithJGD2011 {
            reprojector = try Self.converting(source, name: system.code) { () throws(ReprojectionError) in
                try Reprojector(from: system, to: .jgd2011)
            }
        } else {
            reprojector = nil
        }
    }

    private static func system(
        _ declared: DeclaredReferenceSystem, _ source: String
    ) throws(AreaError) -> ReferenceSystem {
        try converting(source, name: declared.name) { () throws(ReprojectionError) in
            switch declared {
            case .crs84: try ReferenceSystem(code: "EPSG:4326")
            case .epsg(let number): try system(code: "EPSG:\(number)")
            case .wellKnownText(let text): try ReferenceSystem(wellKnownText: text)
            }
        }
    }

    /// A system by its code; those with heights stand for their horizontal part.
    private static func system(code: String) throws(ReprojectionError) -> ReferenceSystem {
        switch code.uppercased() {
        case "EPSG:4979": try ReferenceSystem(code: "EPSG:4326")
        case "EPSG:6667", "EPSG:6697": try .init(code: "EPSG:6668")
        default: try ReferenceSystem(code: code)
        }
    }

    private static func converting<Result>(
        _ source: String, name: String, _ body: () throws(ReprojectionError) -> Result
    ) throws(AreaError) -> Result {
        do throws(ReprojectionError) {
            return try body()
        } catch .contextUnavailable {
            throw .projectionUnavailable
        } catch {
            throw .unknownReferenceSystem(source: source, name: String(name.prefix(100)))
        }
    }

    /// The rings of a polygon in degrees, of feature `number`.
    ///
    /// - Throws: ``AreaError``.
    mutating func rings(_ drawn: DrawnPolygon, feature number: Int) throws(AreaError) -> [[Coordinate]] {
        var rings: [[Coordinate]] = []
        rings.reserveCapacity(drawn.rings.count)
        for ring in drawn.rings {
            rings.append(
                reprojector == nil ? try asDegrees(ring, number) : try transformed(ring, number))
        }
        return rings
    }

    private func asDegrees(_ ring: [PlanePoint], _ number: Int) throws(AreaError) -> [Coordinate] {
        var positions: [Coordinate] = []
        positions.reserveCapacity(ring.count + 1)
        for point in ring {
            guard let position = try? Coordinate(longitude: point.x, latitude: point.y) else {
                // A latitude is never as large as a longitude of Japan, so one exchanged position shows it.
                throw JapanExtent.holds(longitude: point.y, latitude: point.x)
                    ? .swappedAxes(source: source, feature: number) : .notDegrees(source: source, feature: number)
            }
            positions.append(position)
        }
        return positions
    }

    /// A point or a line in degrees, of feature `number`.
    ///
    /// - Throws: ``AreaError``.
    mutating func line(_ points: [PlanePoint], feature number: Int = 0) throws(AreaError) -> [Coordinate] {
        reprojector == nil ? try asDegrees(points, number) : try transformed(line: points, number)
    }

    private mutating func transformed(line: [PlanePoint], _ number: Int) throws(AreaError) -> [Coordinate] {
        var positions: [Coordinate] = []
        positions.reserveCapacity(line.count + 1)
        for (index, point) in line.enumerated() {
            let position = try transformed(point, number)
            if index > 0, let last = positions.last {
                try bend(line[index - 1], last, point, position, number, depth: 0, into: &positions)
            }
            try append(position, to: &positions)
        }
        return positions
    }

    private mutating func transformed(_ ring: [PlanePoint], _ number: Int) throws(AreaError) -> [Coordinate] {
        var positions = try transformed(line: ring, number)
        // An open ring is closed later by a straight edge; here it still knows its own system.
        if let first = ring.first, let last = ring.last, first != last, let end = positions.last {
            try bend(last, end, first, positions[0], number, depth: 0, into: &positions)
        }
        return positions
    }

    private mutating func append(_ position: Coordinate, to positions: inout [Coordinate]) throws(AreaError) {
        guard positionsLeft > 0 else { throw .tooManyPositions(limit: AreaLimit.positions.most) }
        positionsLeft -= 1
        positions.append(position)
    }

    /// Adds positions between two, where the line between them is not straight in degrees.
    private mutating func bend(
        _ a: PlanePoint, _ start: Coordinate, _ b: PlanePoint, _ end: Coordinate, _ number: Int, depth: Int,
        into positions: inout [Coordinate]
    ) throws(AreaError) {
        let length = max(abs(end.longitude - start.longitude), abs(end.latitude - start.latitude))
        guard length > Self.shortest, depth < Self.deepest else { return }
        let point = PlanePoint(x: (a.x + b.x) / 2, y: (a.y + b.y) / 2)
        let middle = try transformed(point, number)
        guard
            abs(middle.longitude - (start.longitude + end.longitude) / 2) > Self.tolerance
                || abs(middle.latitude - (start.latitude + end.latitude) / 2) > Self.tolerance
        else { return }
        try bend(a, start, point, middle, number, depth: depth + 1, into: &positions)
        try append(middle, to: &positions)
        try bend(point, middle, b, end, number, depth: depth + 1, into: &positions)
    }

    private func transformed(_ point: PlanePoint, _ number: Int) throws(AreaError) -> Coordinate {
        guard let reprojector, point.x.isFinite, point.y.isFinite,
            let position = try? reprojector.transform(longitude: point.x, latitude: point.y)
        else { throw .notTransformable(source: source, feature: number) }
        return position
    }

    /// Adds what PROJ did, once something was transformed.
    mutating func tellOperation() {
        guard let reprojector, let system else { return }
        warnings.append(
            .transformed(
                source: source, system: system.code, accuracyMetres: reprojector.lastOperation?.accuracyMetres))
    }
}
