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
    /// - Parameter cache: remembers the register for the next question; nil for whoever asks once.
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/notScored``,
    ///   ``VictimSupportError/noDaytimeScores``, ``VictimSupportError/noHazardLayer``,
    ///   ``VictimSupportError/noSuchHazardLayer``, ``AreaError/elsewhere(kilometres:)``, ``Disclosure/DisclosureError``,
    ///   ``Registry/RegistryError``.
    /// - Complexity: O(located households + hits log hits).
    package func answer(
        in snapshot: RegistrySnapshot, for disclosure: DisclosureRequest, cache: HouseholdCache? = nil
    ) throws -> AreaAnswer {
        let info = try snapshot.info()
        let clearance = try snapshot.clear(disclosure, for: .lists)
        let run = try Self.scoreRun(in: snapshot)
        let register = try snapshot.packedRegister(clearance, time: time, cache)
        if time == .daytime, !register.isScored { throw VictimSupportError.noDaytimeScores }
        let found = try FoundHouseholds(area, selection, in: register, of: snapshot, clearance)
        var hits = found.hits
        if !hazard.isOrder {
            let order = ListOrder.order(hits, limit: limit) { _ in 0 }
            hits = order.map { hits[$0] }
        }
        let map = try HazardMap(
            snapshot, named: hazard.layers, meeting: HazardLookup.box(of: hits, found.positions))
        var hazards: [HouseholdHazard]?
        if !map.layers.isEmpty {
            hazards = try HazardLookup(
                map: map, positions: found.positions, register: register, snapshot: snapshot, clearance: clearance
            ).hazards(of: hits)
        }
        if hazard.isOrder {
            try clearance.require([.scores, .position, .floor, .needs])
            guard let all = hazards else { throw VictimSupportError.noHazardLayer }
            let order = ListOrder.order(hits, limit: limit) { all[$0].rank }
            hazards = order.map { all[$0] }
            hits = order.map { hits[$0] }
        }
        return AreaAnswer(
            info: info, clearance: clearance, generation: try snapshot.generation(), scoreRun: run,
            dictionaryEdition: try snapshot.locatedEdition() ?? "", area: area, time: time,
            selection: selection, hazard: hazard, hazardLayers: map.layers, hits: hits, positions: found.positions,
            hazards: hazards,
            withheld: found.withheld, counts: found.counts,
            facts: try snapshot.receivedFacts(), includesReasons: includesReasons)
    }

    /// How the scores were made.
    ///
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/notScored``.
    static func scoreRun(in snapshot: RegistrySnapshot) throws -> ScoreRun {
        if let run = try snapshot.scoreRun() { return run }
        throw try snapshot.counts().households == 0 ? VictimSupportError.noRegister : VictimSupportError.notScored
    }
}
