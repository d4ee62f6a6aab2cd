import Geospatial
import Reprojection
import VictimSupport

/// A reference system in which the service hands out positions.
///
/// - Source: OGC API – Features – Part 2, requirement /req/crs/crs-uri: `http://www.opengis.net/def/crs/{authority}/{version}/{code}`.
struct OutputReference: Hashable, Sendable {
    /// WGS 84 with the longitude first: the usual one of GeoJSON. Engo's positions are of JGD2011, which agrees with it within some
    /// centimetres.
    static let crs84 = OutputReference(code: nil)
    /// All, the usual one first; JGD2011, in which positions are stored, is the second.
    static let all = [crs84] + ([6668, 4326, 3857] + Array(6669...6687)).map { OutputReference(code: $0) }
    /// The system in which positions are stored.
    static let storage = OutputReference(code: 6668)

    /// The number in the EPSG registry; nil for CRS84.
    let code: Int?

    private init(code: Int?) { self.code = code }

    /// The system of an address; nil when the service does not hand out positions in it.
    init?(uri: String) {
        guard let known = Self.all.first(where: { $0.uri == uri }) else { return nil }
        self = known
    }

    /// The address that stands for it.
    var uri: String {
        code.map { "http://www.opengis.net/def/crs/EPSG/0/\($0)" } ?? "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    }

    /// What the header `Content-Crs` says.
    var header: String { "<\(uri)>" }

    /// Whether the registry puts north before east: all of them but CRS84 and Web Mercator. The plane-rectangular zones have X
    /// northwards and Y eastwards.
    var isNorthFirst: Bool { code != nil && code != 3857 }

    /// Decimals of its coordinates: a centimetre in degrees, a millimetre in metres.
    var decimals: Int { isInMetres ? 3 : 7 }

    /// Whether its coordinates are lengths.
    var isInMetres: Bool { code.map { $0 == 3857 || (6669...6687).contains($0) } ?? false }
}

/// Brings positions into a reference system and its order of axes; belongs to one thread.
final class PositionWriter {
    private let reference: OutputReference
    private let forwards: Reprojector?

    /// Prepares a way into a system.
    ///
    /// - Throws: ``Reprojection/ReprojectionError``.
    init(_ reference: OutputReference) throws(ReprojectionError) {
        self.reference = reference
        // The degrees of JGD2011 are those of WGS 84 within the accuracy of any map, so nothing is computed between them.
        forwards = reference.isInMetres ? try Reprojector(from: "EPSG:6668", to: "EPSG:\(reference.code ?? 0)") : nil
    }

    /// The two numbers of a position, in the order of the system's axes.
    ///
    /// - Throws: ``Reprojection/ReprojectionError/notTransformable(number:)`` outside the system's area.
    func numbers(_ position: Coordinate) throws(ReprojectionError) -> (Double, Double) {
        let point: (x: Double, y: Double) =
            if let forwards {
                try forwards.transform(x: position.longitude, y: position.latitude)
            } else {
                (position.longitude, position.latitude)
            }
        return reference.isNorthFirst ? (point.y, point.x) : (point.x, point.y)
    }
}

/// Reads positions that are given in a reference system, such as the corners of a box; belongs to one thread.
final class PositionReader {
    private let reference: OutputReference
    private let backwards: Reprojector?

    /// Prepares a way out of a system.
    ///
    /// - Throws: ``Reprojection/ReprojectionError``.
    init(_ reference: OutputReference) throws(ReprojectionError) {
        self.reference = reference
        backwards = reference.isInMetres ? try Reprojector(from: "EPSG:\(reference.code ?? 0)") : nil
    }

    /// The position of two numbers in the order of the system's axes.
    ///
    /// - Throws: ``Reprojection/ReprojectionError/notTransformable(number:)``,
    ///   ``Reprojection/ReprojectionError/resultOutOfRange``.
    func position(_ first: Double, _ second: Double) throws(ReprojectionError) -> Coordinate {
        let (x, y) = reference.isNorthFirst ? (second, first) : (first, second)
        if let backwards { return try backwards.transform(longitude: x, latitude: y) }
        guard let position = try? Coordinate(longitude: x, latitude: y) else { throw .resultOutOfRange }
        return position
    }

    /// The box of two corners, both in the order of the system's axes; of a plane also the rectangle itself, and then the box holds all of
    /// it. Nil when the first corner is beyond the second on an axis.
    ///
    /// A straight side of a plane is bent in degrees, so points along the sides are taken too, with a margin for what lies between.
    /// - Throws: as ``position(_:_:)``.
    func box(
        _ low: (Double, Double), _ high: (Double, Double)
    ) throws(ReprojectionError) -> (box: BoundingBox, plane: PlaneBox?)? {
        guard low.0 <= high.0, low.1 <= high.1 else { return nil }
        guard let backwards else {
            let corners = [try position(low.0, low.1), try position(high.0, high.1)]
            guard let box = BoundingBox(corners) else { return nil }
            return (box, nil)
        }
        var points: [Coordinate] = []
        for step in 0...Self.steps {
            let part = Double(step) / Double(Self.steps)
            let first = low.0 + part * (high.0 - low.0)
            let second = low.1 + part * (high.1 - low.1)
            for (one, two) in [(first, low.1), (first, high.1), (low.0, second), (high.0, second)] {
                points.append(try position(one, two))
            }
        }
        let (eastings, northings) =
            reference.isNorthFirst ? (low.1...high.1, low.0...high.0) : (low.0...high.0, low.1...high.1)
        guard let box = BoundingBox(points) else { return nil }
        let margin = max(box.east - box.west, box.north - box.south) / Double(Self.steps) + 1e-9
        return (box.grown(by: margin), PlaneBox(backwards.source, eastings: eastings, northings: northings))
    }

    /// Pieces of a side.
    private static let steps = 32
}
