import Geospatial
import Interchange

/// Gathers the shapes of a file feature by feature, within the limits, and counts what has no area.
struct ShapeCollector {
    private(set) var layer = AreaLayer()
    /// The polygons of the feature being read.
    private var polygons: [DrawnPolygon] = []
    private var lines: [[PlanePoint]] = []
    private var positionsLeft = AreaLimit.positions.most
    private var ringsLeft = AreaLimit.rings.most
    /// Whether lines are wanted; else they are passed over.
    let keepsLines: Bool

    init(keepsLines: Bool = false) { self.keepsLines = keepsLines }

    /// The feature being read, from 1.
    var feature: Int { layer.features.count + 1 }

    /// Takes room for a ring or line before it is read, so that a claim of millions gets no memory.
    mutating func reserve(positions: Int) throws(AreaFileError) {
        guard positions <= positionsLeft else { throw .beyondLimit(.positions) }
        guard ringsLeft > 0 else { throw .beyondLimit(.rings) }
        positionsLeft -= positions
        ringsLeft -= 1
    }

    /// Adds a polygon; one without rings counts as empty.
    mutating func add(_ rings: [[PlanePoint]]) {
        if rings.isEmpty { layer.passedOver.emptyShapes += 1 } else { polygons.append(DrawnPolygon(rings: rings)) }
    }

    /// Adds a line; one of fewer than two positions counts as empty.
    mutating func add(line: [PlanePoint]) {
        if line.count < 2 { layer.passedOver.emptyShapes += 1 } else { lines.append(line) }
    }

    mutating func passOverEmpty() { layer.passedOver.emptyShapes += 1 }
    mutating func passOverPoint() { layer.passedOver.points += 1 }
    mutating func passOverLine() { layer.passedOver.lines += 1 }
    mutating func passOverMissing() { layer.passedOver.featuresWithoutShape += 1 }

    /// Ends the feature; the next begins.
    mutating func end(properties: JSONValue = .null) throws(AreaFileError) {
        guard layer.features.count < AreaLimit.features.most else { throw .beyondLimit(.features) }
        layer.features.append(AreaFeature(number: feature, properties: properties, polygons: polygons, lines: lines))
        polygons = []
        lines = []
    }

    /// Ends a feature whose row is marked as deleted.
    mutating func endDeleted() throws(AreaFileError) {
        polygons = []
        lines = []
        layer.passedOver.deletedRows += 1
        try end()
    }

    /// What was gathered, in a reference system.
    func finished(_ declared: DeclaredReferenceSystem?) -> AreaLayer {
        var result = layer
        result.declared = declared
        return result
    }
}
