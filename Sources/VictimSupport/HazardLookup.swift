import Disclosure
import Geospatial
import Places
import Registry
import Residents
import SpatialQuery
import SupportScoring

/// Asks a hazard map about many households at once.
struct HazardLookup {
    let map: HazardMap
    /// Where the households stand that are asked about, by their places.
    let positions: PackedPositions
    let register: PackedRegister
    let snapshot: RegistrySnapshot
    let clearance: Clearance

    /// A box that holds the circles of all hits; nil when none has a position.
    static func box(of hits: [AreaHit], _ positions: PackedPositions) -> BoundingBox? {
        var box: BoundingBox?
        for place in hits.lazy.compactMap(\.place) {
            let circle = circle(place, positions).box
            box = box?.union(circle) ?? circle
        }
        return box
    }

    private static func circle(_ place: Int, _ positions: PackedPositions) -> UncertaintyCircle {
        UncertaintyCircle(
            longitude: positions.longitudes[place], latitude: positions.latitudes[place],
            metres: Double(positions.uncertainties[place]))
    }

    /// What the layers mean for each of the households, in the order given.
    ///
    /// - Complexity: O(hits) tests; households at one place are asked once.
    func hazards(of hits: [AreaHit]) throws -> [HouseholdHazard] {
        let (exposures, kinds) = try exposures(of: hits)
        // What more there is to know of a household matters only in water.
        let inWater = hits.indices.filter { exposures[$0].map { kinds[$0].depth.worst != nil } == true }
        let floors = try floors(of: inWater, hits)
        let needs = inWater.isEmpty ? [] : try needs()
        var made: [Case: HouseholdHazard] = [:]
        return hits.enumerated().map { index, hit in
            guard let exposure = exposures[index] else { return .unlocated }
            let element = Int(hit.household) - 1
            let key = Case(
                exposure: exposure, band: hit.band, floor: floors[index],
                dependsOnPower: needs.indices.contains(element) && needs[element] & Self.power != 0,
                usesWheelchair: needs.indices.contains(element) && needs[element] & Self.wheelchair != 0)
            if let known = made[key] { return known }
            let hazard = HouseholdHazard(
                kinds[exposure],
                EvacuationRule.decide(
                    kinds[exposure], floor: key.floor, dependsOnPower: key.dependsOnPower,
                    usesWheelchair: key.usesWheelchair), band: hit.band)
            made[key] = hazard
            return hazard
        }
    }

    /// Households of one case have one answer.
    private struct Case: Hashable {
        let exposure: Int
        let band: SupportBand?
        let floor: Int?
        let dependsOnPower: Bool
        let usesWheelchair: Bool
    }

    /// The lowest known floor of those hits, nil for all others.
    private func floors(of asked: [Int], _ hits: [AreaHit]) throws -> [Int?] {
        var result = [Int?](repeating: nil, count: hits.count)
        guard clearance.mayLook(at: .floor) else { return result }
        let order = asked.sorted { hits[$0].household < hits[$1].household }
        let floors = try snapshot.lowestFloors(of: order.map { hits[$0].household }, clearance: clearance)
        for (index, floor) in zip(order, floors) { result[index] = floor }
        return result
    }

    private static let power: UInt64 = 1
    private static let wheelchair: UInt64 = 2

    /// Whether a member depends on power, and uses a wheelchair, by household id from 1; empty where the audience may not know.
    private func needs() throws -> [UInt64] {
        guard clearance.mayLook(at: .help) else { return [] }
        return try snapshot.householdsInNeed(
            of: [NeedFilter(kind: .powerDependence, level: nil), NeedFilter(kind: .wheelchair, level: nil)],
            memberCounts: register.memberCounts, clearance: clearance)
    }

    /// For each hit the place of its exposure among the different ones, nil without a position.
    ///
    /// - Throws: ``Registry/RegistryError/database(code:)`` once the reader was interrupted.
    private func exposures(of hits: [AreaHit]) throws -> ([Int?], [HazardExposure]) {
        var result = [Int?](repeating: nil, count: hits.count)
        var kinds: [HazardExposure] = []
        var known: [SIMD8<UInt16>: Int] = [:]
        var last: (place: Int, kind: Int)?
        // In packed order, so that households of one place follow one another.
        let order = hits.enumerated().compactMap { index, hit in hit.place.map { (place: $0, index: index) } }
            .sorted { $0.place < $1.place }
        for (place, index) in order {
            if let last, positions.longitudes[last.place] == positions.longitudes[place],
                positions.latitudes[last.place] == positions.latitudes[place],
                positions.uncertainties[last.place] == positions.uncertainties[place]
            {
                result[index] = last.kind
                continue
            }
            try snapshot.checkInterruption()
            let found = map.findings(in: Self.circle(place, positions))
            let kind = known[found] ?? kinds.count
            if kind == kinds.count {
                kinds.append(map.exposure(found))
                known[found] = kind
            }
            last = (place, kind)
            result[index] = kind
        }
        return (result, kinds)
    }
}
