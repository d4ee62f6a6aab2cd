import Disclosure
import Geospatial
import Places
import Registry
import Residents
import SpatialQuery

/// Asks a hazard map about many households at once.
struct HazardLookup {
    let map: HazardMap
    let register: PackedRegister
    let snapshot: RegistrySnapshot
    let clearance: Clearance

    /// What the layers mean for each of the households, in the order given.
    ///
    /// - Complexity: O(hits) tests; households at one place are asked once.
    func hazards(of hits: [AreaHit]) throws -> [HouseholdHazard] {
        let exposures = self.exposures(of: hits)
        // The floor is asked only where it can matter: few households of a register have one, all must be looked up.
        let inWater = hits.indices.filter { exposures[$0]?.depth.worst != nil }.sorted {
            hits[$0].household < hits[$1].household
        }
        let mayAddress = clearance.fields.contains(.address)
        let floors =
            mayAddress ? try snapshot.lowestFloors(of: inWater.map { hits[$0].household }, clearance: clearance) : []
        var floorOfHit = [Int?](repeating: nil, count: hits.count)
        for (index, floor) in zip(inWater, floors) { floorOfHit[index] = floor }
        let power = inWater.isEmpty ? [] : try holders(of: .powerDependence)
        let wheelchairs = inWater.isEmpty ? [] : try holders(of: .wheelchair)
        return hits.enumerated().map { index, hit in
            guard let exposure = exposures[index] else { return .unlocated }
            let element = Int(hit.household) - 1
            return HouseholdHazard(
                exposure,
                EvacuationRule.decide(
                    exposure, floor: floorOfHit[index],
                    dependsOnPower: power.indices.contains(element) && power[element],
                    usesWheelchair: wheelchairs.indices.contains(element) && wheelchairs[element]), band: hit.band)
        }
    }

    /// Who has a need of the kind, by household id from 1; nobody where the audience may not know.
    private func holders(of kind: NeedKind) throws -> [Bool] {
        guard clearance.fields.contains(.needs) else { return [] }
        return try snapshot.householdsInNeed(
            of: [NeedFilter(kind: kind, level: nil)], memberCounts: register.memberCounts, clearance: clearance)
    }

    /// A box that holds the circles of all hits; nil when none has a position.
    static func box(of hits: [AreaHit], _ positions: PackedPositions) -> BoundingBox? {
        var box: BoundingBox?
        for place in hits.compactMap(\.place) {
            let circle = UncertaintyCircle(
                longitude: positions.longitudes[place], latitude: positions.latitudes[place],
                metres: Double(positions.uncertainties[place]))
            box = box?.union(circle.box) ?? circle.box
        }
        return box
    }

    private func exposures(of hits: [AreaHit]) -> [HazardExposure?] {
        let positions = register.positions
        var result = [HazardExposure?](repeating: nil, count: hits.count)
        var last: (place: Int, exposure: HazardExposure)?
        // In packed order, so that households of one place follow one another.
        for index in hits.indices.sorted(by: { (hits[$0].place ?? -1) < (hits[$1].place ?? -1) }) {
            guard let place = hits[index].place else { continue }
            if let last, positions.longitudes[last.place] == positions.longitudes[place],
                positions.latitudes[last.place] == positions.latitudes[place],
                positions.uncertainties[last.place] == positions.uncertainties[place]
            {
                result[index] = last.exposure
                continue
            }
            let exposure = map.exposure(
                in: UncertaintyCircle(
                    longitude: positions.longitudes[place], latitude: positions.latitudes[place],
                    metres: Double(positions.uncertainties[place])))
            last = (place, exposure)
            result[index] = exposure
        }
        return result
    }
}
