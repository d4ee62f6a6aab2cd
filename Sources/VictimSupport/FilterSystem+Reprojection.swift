package import FilterLanguage
import Geospatial
import Reprojection

extension FilterSystem {
    /// A reference system of the EPSG registry, such as `EPSG:6674`.
    ///
    /// Lines that are straight in the system stay so, to a millimetre.
    /// - Parameter isNorthFirst: whether positions are written north or latitude first, as the registry says of most systems.
    /// - Throws: ``AreaError/unknownReferenceSystem(source:name:)``, ``AreaError/projectionUnavailable``.
    package init(code: String, isNorthFirst: Bool) throws(AreaError) {
        // Tried once, so that what is unknown is told at once.
        _ = try AreaProjection(source: "filter-crs", declared: nil, asked: code, declares: false)
        self.init { line in
            // Beyond any place on Earth PROJ may answer with a place all the same.
            guard line.allSatisfy({ max(abs($0.x), abs($0.y)) <= Self.earthMetres }) else { return nil }
            // PROJ must not leave its thread, so every line asks anew; a filter has few.
            var projection = try? AreaProjection(source: "filter-crs", declared: nil, asked: code, declares: false)
            return try? projection?.line(isNorthFirst ? line.map { PlanePoint(x: $0.y, y: $0.x) } : line)
        }
    }

    /// The Earth's circumference: no plane reaches farther, nor do degrees.
    private static var earthMetres: Double { 40_075_017 }
}
