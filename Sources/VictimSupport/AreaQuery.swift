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
    /// Whether the answer tells the reasons of every listed score.
    package let includesReasons: Bool

    /// Asks for the households in an area.
    package init(area: QueryArea, limit: Int?, time: ScoringTime = .night, includesReasons: Bool = false) {
        self.area = area
        self.limit = limit
        self.time = time
        self.includesReasons = includesReasons
    }

    /// Answers within one generation.
    ///
    /// Every located household is tested exactly against the area, the boundary counting as inside. The order is
    /// score descending, then household number.
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/notScored``,
    ///   ``VictimSupportError/noDaytimeScores``, ``AreaError/elsewhere(kilometres:)``, ``Disclosure/DisclosureError``,
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
        var hits = try area.hits(in: register.positions, of: snapshot, clearance).map { index in
            try AreaHit(index: index, register: register)
        }
        hits.sort { $0.score != $1.score ? $0.score > $1.score : $0.household < $1.household }
        let counts = AreaCounts(hits: hits, register: register)
        if let limit { hits.removeLast(max(0, hits.count - limit)) }
        return AreaAnswer(
            info: info, clearance: clearance, generation: try snapshot.generation(), scoreRun: run,
            dictionaryEdition: try snapshot.locatedEdition() ?? "", area: area, time: time, hits: hits,
            counts: counts, facts: try snapshot.receivedFacts(), includesReasons: includesReasons)
    }
}
