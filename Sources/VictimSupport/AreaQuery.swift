import AddressDictionary
package import Disclosure
import Geospatial
import Interchange
package import Registry
import Residents
import SpatialQuery
package import SupportScoring

/// One question: which households stand in this area?
package struct AreaQuery: Sendable {
    /// The area as read from its file.
    package let area: QueryArea
    /// At most this many households in the answer, counted from the top; nil for all.
    package let limit: Int?
    /// Which of a household's two scores orders and bands the answer.
    package let time: ScoringTime
    /// Which of them stand on the list.
    package let selection: ListSelection
    /// What the list is to say of hazards.
    package let hazard: HazardRequest
    /// Whether the answer tells the reasons of every listed score.
    package let includesReasons: Bool

    /// Asks for the households in an area.
    package init(
        area: QueryArea, limit: Int?, time: ScoringTime = .night, selection: ListSelection = ListSelection(),
        hazard: HazardRequest = HazardRequest(), includesReasons: Bool = false
    ) {
        self.area = area
        self.limit = limit
        self.time = time
        self.selection = selection
        self.hazard = hazard
        self.includesReasons = includesReasons
    }

    /// Answers within one generation.
    ///
    /// Every located household's circle of uncertainty is tested against the area, the boundary counting as inside. The order
    /// is score descending, or by hazard, then household number; households without a position come last.
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/notScored``,
    ///   ``VictimSupportError/noDaytimeScores``, ``VictimSupportError/noHazardLayer``,
    ///   ``VictimSupportError/noSuchHazardLayer``, ``AreaError/elsewhere(kilometres:)``, ``Disclosure/DisclosureError``,
    ///   ``Registry/RegistryError``.
    /// - Complexity: O(located households + hits log hits).
    package func answer(in snapshot: RegistrySnapshot, for disclosure: DisclosureRequest) throws -> AreaAnswer {
        let info = try snapshot.info()
        let clearance = try snapshot.clear(disclosure, for: .lists)
        guard let run = try snapshot.scoreRun() else {
            throw try snapshot.counts().households == 0 ? VictimSupportError.noRegister : VictimSupportError.notScored
        }
        let register = try snapshot.packedRegister(clearance, time: time)
        if time == .daytime, !register.isScored { throw VictimSupportError.noDaytimeScores }
        let test = try SelectionTest(selection, register: register, snapshot: snapshot, clearance: clearance)
        let reached = try ActivationArea(clearance, snapshot)
            .limiting(area.reached(in: register, of: snapshot, clearance), in: register)
        var included = test.included(reached.hits)
        // Nobody knows whether those without a position live where the disaster was declared.
        if selection.inclusion == .all, clearance.activation?.area == nil {
            included += try Self.unlocated(register, of: snapshot, besides: reached.hits)
        }
        var hits = test.passing(included)
        let counts = AreaCounts(
            reached: reached, filtered: included.count - hits.count,
            unlocatedByTown: try snapshot.unlocatedByTown(
                register.visibleCount - reached.located, clearance: clearance), register: register)
        if !hazard.isOrder {
            let order = ListOrder.order(hits, limit: limit) { _ in 0 }
            hits = order.map { hits[$0] }
        }
        let map = try HazardMap(
            snapshot, named: hazard.layers, meeting: HazardLookup.box(of: hits, reached.positions))
        var hazards: [HouseholdHazard]?
        if !map.layers.isEmpty {
            hazards = try HazardLookup(
                map: map, positions: reached.positions, register: register, snapshot: snapshot, clearance: clearance
            ).hazards(of: hits)
        }
        if hazard.isOrder {
            try clearance.require([.scores, .position, .floor, .needs])
            guard let found = hazards else { throw VictimSupportError.noHazardLayer }
            let order = ListOrder.order(hits, limit: limit) { found[$0].rank }
            hazards = order.map { found[$0] }
            hits = order.map { hits[$0] }
        }
        return AreaAnswer(
            info: info, clearance: clearance, generation: try snapshot.generation(), scoreRun: run,
            dictionaryEdition: try snapshot.locatedEdition() ?? "", area: area, time: time,
            selection: selection, hazard: hazard, hazardLayers: map.layers, hits: hits, positions: reached.positions,
            hazards: hazards,
            withheld: reached.withheld.count, counts: counts,
            facts: try snapshot.receivedFacts(), includesReasons: includesReasons)
    }

    /// The households without a position that the area does not reach by their address either, in id order.
    private static func unlocated(
        _ register: PackedRegister, of snapshot: RegistrySnapshot, besides reached: [AreaHit]
    ) throws -> [AreaHit] {
        var isKnown = [Bool](repeating: false, count: register.householdCount)
        try snapshot.forEachPositions(in: register) { chunk in
            for household in chunk.visible.households where Int(household) <= isKnown.count && household > 0 {
                isKnown[Int(household) - 1] = true
            }
        }
        for hit in reached where hit.place == nil { isKnown[Int(hit.household) - 1] = true }
        let others = isKnown.indices.filter { !isKnown[$0] && register.isVisible(UInt32($0 + 1)) }
        return try AreaHit.allWithoutPosition(
            others.map { (UInt32($0 + 1), Certainty.unlocated) }, in: register)
    }
}
