package import Geospatial
package import Reprojection

/// A closed rectangle of a plane, such as a zone of the plane-rectangular system; on the map of degrees its sides are bent.
package struct PlaneBox: Hashable, Sendable {
    /// The system of the plane.
    package let system: ReferenceSystem
    /// The smallest and the largest easting, in metres.
    package let eastings: ClosedRange<Double>
    /// The smallest and the largest northing, in metres.
    package let northings: ClosedRange<Double>

    /// A rectangle of a plane.
    package init(_ system: ReferenceSystem, eastings: ClosedRange<Double>, northings: ClosedRange<Double>) {
        self.system = system
        self.eastings = eastings
        self.northings = northings
    }

    /// Whether a position lies in it or on its edge, exactly as the position is handed out in that system.
    ///
    /// - Throws: ``Reprojection/ReprojectionError`` when PROJ is missing.
    package func test() throws -> (Coordinate) -> Bool {
        let forwards = try Reprojector(from: .jgd2011, to: system)
        return { position in
            guard let point = try? forwards.transform(x: position.longitude, y: position.latitude) else { return false }
            return eastings.contains(point.x) && northings.contains(point.y)
        }
    }

    /// What tells it from every other.
    package var text: String {
        "\(system.code) \(eastings.lowerBound),\(northings.lowerBound),\(eastings.upperBound),\(northings.upperBound)"
    }
}
