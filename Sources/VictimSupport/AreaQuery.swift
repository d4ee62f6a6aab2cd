import AddressDictionary
import Disclosure
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
    package func answer(in snapshot: RegistrySnapshot) throws -> AreaAnswer {
        let info = try snapshot.info()
        let clearance = try DisclosureGate.clear(audience: info.audience, basis: info.basis, mode: info.mode)
        guard let run = try snapshot.scoreRun() else {
            throw try snapshot.counts().households == 0 ? VictimSupportError.noRegister : VictimSupportError.notScored
        }
        let register = try snapshot.packedRegister(clearance, time: time)
        if time == .daytime, register.scores.isEmpty { throw VictimSupportError.noDaytimeScores }
        let test = try SelectionTest(selection, register: register, snapshot: snapshot, clearance: clearance)
        let reached = try area.reached(in: register, of: snapshot, clearance)
        var included = test.included(reached)
        if selection.inclusion == .all { included += try AreaHit.allUnlocated(in: register) }
        var hits = test.passing(included)
        let counts = AreaCounts(
            reached: reached, filtered: included.count - hits.count,
            unlocatedByTown: try snapshot.unlocatedByTown(
                register.householdCount - register.positions.count, clearance: clearance), register: register)
        if !hazard.isOrder {
            let order = ListOrder.order(hits, limit: limit) { _ in 0 }
            hits = order.map { hits[$0] }
        }
        let map = try HazardMap(
            snapshot, named: hazard.layers, meeting: HazardLookup.box(of: hits, register.positions))
        var hazards: [HouseholdHazard]?
        if !map.layers.isEmpty {
            hazards = try HazardLookup(map: map, register: register, snapshot: snapshot, clearance: clearance)
                .hazards(of: hits)
        }
        if hazard.isOrder {
            try clearance.require([.scores, .address, .needs])
            guard let found = hazards else { throw VictimSupportError.noHazardLayer }
            let order = ListOrder.order(hits, limit: limit) { found[$0].rank }
            hazards = order.map { found[$0] }
            hits = order.map { hits[$0] }
        }
        return AreaAnswer(
            info: info, clearance: clearance, generation: try snapshot.generation(), scoreRun: run,
            dictionaryEdition: try snapshot.locatedEdition() ?? "", area: area, time: time,
            selection: selection, hazard: hazard, hazardLayers: map.layers, hits: hits, positions: register.positions,
            hazards: hazards,
            counts: counts,
            facts: try snapshot.receivedFacts(), includesReasons: includesReasons)
    }
}
