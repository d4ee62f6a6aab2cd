package import Disclosure
package import Geospatial
package import Registry
import SpatialQuery

/// The households that a question finds in one generation for one audience, in order: what all pages of its answer share.
package struct OrderedHouseholds: Sendable {
    let query: HouseholdQuery
    /// The state that was read.
    package let generation: Int64
    let run: ScoreRun
    let register: PackedRegister
    /// Where they stand, by their places.
    let positions: PackedPositions
    /// All of them, in order.
    package let hits: [AreaHit]
    /// Counts over all households that the area may concern.
    package let counts: AreaCounts
    let withheld: Int

    /// The box of their positions; nil when none has one.
    package var extent: BoundingBox? { positions.bounds }

    /// Bytes in memory beside those of the register.
    var byteCount: Int {
        hits.count * MemoryLayout<AreaHit>.stride + positions.byteCount + 4096 + (query.area?.geometry.vertexCount ?? 0)
            * 64
    }

    /// A page of the answer, ready to be released.
    ///
    /// - Parameters:
    ///   - places: which of the households, by their places in the order, from 0; what is beyond the end is left out.
    ///   - clearance: of the snapshot, for the same audience as the answer.
    ///   - hazards: whether the page says what the hazard layers mean for each.
    ///   - what: what the audit log calls the page.
    /// - Throws: ``Registry/RegistryError``.
    package func page(
        _ places: Range<Int>, in snapshot: RegistrySnapshot, _ clearance: Clearance, hazards: Bool, what: String
    ) throws -> AreaAnswer {
        let places = places.clamped(to: hits.indices)
        let listed = Array(hits[places])
        var map: HazardMap?
        var found: [HouseholdHazard]?
        if hazards {
            let layers = try HazardMap(
                snapshot, named: [], meeting: HazardLookup.box(of: listed, positions))
            if !layers.layers.isEmpty {
                found = try HazardLookup(
                    map: layers, positions: positions, register: register, snapshot: snapshot, clearance: clearance
                ).hazards(of: listed)
            }
            map = layers
        }
        var answer = AreaAnswer(
            info: try snapshot.info(), clearance: clearance, generation: generation, scoreRun: run,
            dictionaryEdition: try snapshot.locatedEdition() ?? "", area: query.area, time: query.time,
            selection: query.selection, hazard: HazardRequest(), hazardLayers: map?.layers ?? [], hits: listed,
            positions: positions, hazards: found, withheld: withheld, counts: counts,
            facts: try snapshot.receivedFacts(), includesReasons: false)
        answer.page = ListPage(
            before: places.lowerBound, total: hits.count, order: query.orderName,
            auditText: what + ": " + query.text)
        return answer
    }

    /// Where a household stands in the order, from 0; nil when it is not among them.
    package func place(of household: UInt32) -> Int? { hits.firstIndex { $0.household == household } }
}
