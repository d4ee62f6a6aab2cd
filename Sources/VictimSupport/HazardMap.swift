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
    /// - Throws: ``VictimSupportError/noSuchHazardLayer``, ``Registry/RegistryError``,
    ///   ``SpatialQuery/SpatialQueryError``.
    init(_ snapshot: RegistrySnapshot, named names: [StoredText], meeting box: BoundingBox?) throws {
        let stored = try snapshot.hazardLayers().map(\.layer)
        guard names.allSatisfy({ name in stored.contains { $0.name == name } }) else {
            throw VictimSupportError.noSuchHazardLayer
        }
        layers = names.isEmpty ? stored : stored.filter { names.contains($0.name) }
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

    /// What reaches a household that stands in the circle.
    func exposure(in circle: UncertaintyCircle) -> HazardExposure {
        var exposure = HazardExposure()
        for (measure, classes) in classes {
            var worst: HazardFinding?
            var atPoint: HazardFinding?
            for entry in classes {
                let place = entry.reach.place(of: circle)
                guard place != .outside else { continue }
                if worst == nil { worst = entry.finding }
                guard place != .touching else { continue }
                atPoint = entry.finding
                break
            }
            exposure[measure] = HazardSighting(atPoint: atPoint, worst: worst)
        }
        return exposure
    }
}
