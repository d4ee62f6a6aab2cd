import AreaFiles
import Geospatial
import Interchange
import Reprojection
import SpatialQuery

/// The features of one source in JGD2011 degrees, repaired by the rules of `Docs/spatial.md`.
struct AreaFeatures {
    /// One feature.
    struct Feature {
        /// Its place in the source, from 1.
        let number: Int
        let properties: JSONValue
        /// Its polygons; none when it has no shape.
        let area: MultiPolygon
        /// Its lines, where the file was read with lines.
        let lines: [[Coordinate]]
    }

    /// What the source is called.
    let source: String
    private(set) var features: [Feature] = []
    /// The system that was read, as the source or staff name it; nil where nobody names one.
    let referenceSystem: String?
    private(set) var warnings: [AreaWarning] = []

    /// Brings a layer to degrees.
    ///
    /// - Throws: ``AreaError``.
    init(_ layer: AreaLayer, source: String, format: AreaFormat, asked: String?) throws(AreaError) {
        self.source = source
        var projection = try AreaProjection(
            source: source, declared: layer.declared, asked: asked,
            declares: format != .geoJSON && format != .wellKnownText)
        referenceSystem = asked == nil && layer.declared == .crs84 ? "CRS84" : projection.system?.code
        var repair = AreaRepair(expectsDirection: format == .geoJSON)
        if let system = projection.system, system.isProjected, Self.looksLikeDegrees(layer) {
            throw .degreesAsMetres(source: source, system: system.code)
        }
        features.reserveCapacity(layer.features.count)
        for feature in layer.features {
            var polygons: [Polygon] = []
            for drawn in feature.polygons {
                polygons += repair.polygons(try projection.rings(drawn, feature: feature.number))
            }
            let lines = try feature.lines.map { (line) throws(AreaError) in
                try projection.line(line, feature: feature.number)
            }
            features.append(
                Feature(
                    number: feature.number, properties: feature.properties, area: MultiPolygon(polygons), lines: lines))
        }
        projection.tellOperation()
        warnings += projection.warnings
        if layer.passedOver != PassedOverShapes() {
            warnings.append(.passedOver(source: source, layer.passedOver))
        }
        if repair.findings != AreaFindings() { warnings.append(.findings(repair.findings)) }
    }

    /// Takes features as they are, their shapes in degrees.
    init(source: String, features: [Feature]) {
        self.source = source
        self.features = features
        referenceSystem = nil
    }

    /// Whether every position could be degrees: on a plane, that would be within a stone's throw of its origin.
    private static func looksLikeDegrees(_ layer: AreaLayer) -> Bool {
        layer.features.allSatisfy { feature in
            (feature.polygons.flatMap(\.rings) + feature.lines).allSatisfy {
                $0.allSatisfy { abs($0.x) <= 180 && abs($0.y) <= 90 }
            }
        }
    }

    /// All polygons, in the order of the source.
    var area: MultiPolygon { MultiPolygon(features.flatMap(\.area.polygons)) }

    /// Keeps the features for which a condition holds.
    ///
    /// - Throws: ``AreaError/unknownAttribute(source:nearest:known:)``,
    ///   ``AreaError/incomparableAttribute(source:name:)``, ``AreaError/nothingSelected(source:features:)``.
    mutating func select(_ condition: AreaCondition) throws(AreaError) {
        let all = features.count
        try condition.check(features.map(\.properties), source: source)
        var undecided = 0
        features.removeAll { feature in
            let holds = condition.holds(feature.properties)
            if holds == nil, !feature.area.polygons.isEmpty { undecided += 1 }
            return holds != true
        }
        guard features.contains(where: { !$0.area.polygons.isEmpty }) else {
            throw .nothingSelected(source: source, features: all)
        }
        warnings.append(.selected(source: source, features: features.count, of: all))
        if undecided > 0 { warnings.append(.undecided(source: source, features: undecided)) }
    }
}
