import Geospatial
import Places
import Registry
import Residents
import SpatialQuery

/// The hazard layers of a workspace, each class of each layer made ready for many tests.
///
/// Budget: 30 ms for layers of 100,000 vertices together; some hundred nanoseconds for each class and household.
struct HazardMap {
    /// The layers asked, in byte order of their names.
    let layers: [HazardLayer]
    /// Of each measure, the classes that there are, the most severe first.
    private let classes: [(measure: HazardMeasure, classes: [HazardClass])]

    private struct HazardClass {
        let finding: HazardFinding
        let reach: AreaReach
    }

    /// Reads the layers of these names, or all; zones far from the box are left out.
    ///
    /// - Parameter box: worked out only when there are layers.
    /// - Throws: ``VictimSupportError/noSuchHazardLayer``, ``Registry/RegistryError``,
    ///   ``SpatialQuery/SpatialQueryError``.
    init(_ snapshot: RegistrySnapshot, named names: [StoredText], meeting box: @autoclosure () -> BoundingBox?) throws {
        let stored = try snapshot.hazardLayers().map(\.layer)
        guard names.allSatisfy({ name in stored.contains { $0.name == name } }) else {
            throw VictimSupportError.noSuchHazardLayer
        }
        layers = names.isEmpty ? stored : stored.filter { names.contains($0.name) }
        let box = layers.isEmpty ? nil : box()
        var byMeasure: [HazardMeasure: [HazardClass]] = [:]
        for layer in layers {
            var shapes: [HazardCode: [Polygon]] = [:]
            for zone in try snapshot.hazardZones(ofLayer: layer.name, meeting: box) {
                shapes[zone.code, default: []] += zone.area.polygons
            }
            for (code, polygons) in shapes {
                byMeasure[layer.kind.measure, default: []].append(
                    HazardClass(
                        finding: HazardFinding(
                            layer: layer.name, kind: layer.kind, code: code, meaning: layer.meaning(of: code)),
                        reach: AreaReach(try PreparedArea(MultiPolygon(polygons)))))
            }
        }
        classes = HazardMeasure.allCases.compactMap { measure in
            byMeasure[measure].map {
                (measure, $0.sorted { HazardFinding.isMoreSevere($0.finding, $1.finding) })
            }
        }
    }

    /// What reaches a household that stands in the circle, as places in the lists of classes: for each measure the worst and the
    /// one at the point, 65,535 where there is none.
    func findings(in circle: UncertaintyCircle) -> SIMD8<UInt16> {
        var found = SIMD8<UInt16>(repeating: Self.none)
        for (measure, entry) in classes.enumerated() {
            for (index, hazard) in entry.classes.enumerated() {
                let place = hazard.reach.place(of: circle)
                guard place != .outside else { continue }
                if found[2 * measure] == Self.none { found[2 * measure] = UInt16(truncatingIfNeeded: index) }
                guard place != .touching else { continue }
                found[2 * measure + 1] = UInt16(truncatingIfNeeded: index)
                break
            }
        }
        return found
    }

    /// The findings behind their places.
    func exposure(_ found: SIMD8<UInt16>) -> HazardExposure {
        var exposure = HazardExposure()
        for (measure, entry) in classes.enumerated() {
            func finding(_ slot: Int) -> HazardFinding? {
                found[slot] == Self.none ? nil : entry.classes[Int(found[slot])].finding
            }
            exposure[entry.measure] = HazardSighting(
                atPoint: finding(2 * measure + 1), worst: finding(2 * measure))
        }
        return exposure
    }

    private static let none = UInt16.max
}
