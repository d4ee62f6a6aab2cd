package import Disclosure
import Geospatial
package import Places
package import Registry
package import Residents
import SpatialQuery
package import SupportScoring

/// The answer to one area query: the sorted hits and the facts that every output repeats.
package struct AreaAnswer: Sendable {
    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, on which rule, and what of everybody.
    package let clearance: Clearance
    /// The generation that was read.
    package let generation: Int64
    /// How the scores were made.
    package let scoreRun: ScoreRun
    /// The dictionary edition behind the positions, empty when there is none.
    package let dictionaryEdition: String
    /// The area that was asked.
    package let area: QueryArea
    /// Which of a household's two scores orders and bands the answer.
    package let time: ScoringTime
    /// What was asked of the list.
    package let selection: ListSelection
    /// What was asked about hazards.
    package let hazard: HazardRequest
    /// The hazard layers that were asked, in byte order of their names.
    package let hazardLayers: [HazardLayer]
    /// The households listed, in list order.
    package let hits: [AreaHit]
    /// Where every located household stands; shown only as the registry hands it back against a grant.
    let positions: PackedPositions
    /// What the layers mean for each of them; nil without layers.
    let hazards: [HouseholdHazard]?
    /// Households inside the area that are left out because somebody in them is protected.
    package let withheld: Int
    /// Counts over all households that the area may concern, listed or not.
    package let counts: AreaCounts
    let facts: ReceivedFacts
    /// Whether the reasons of every listed score are told, as far as the audience may see them.
    package let includesReasons: Bool

    /// How old the facts were on the as-of date; the same for every reading of one generation.
    package var freshness: Freshness { Freshness(facts, on: scoreRun.asOf) }

    /// Listed households by what they should do, the most urgent first; nil without layers.
    package var householdsByAction: [(action: EvacuationAction, households: Int)]? {
        hazards.map { hazards in
            EvacuationAction.allCases.map { action in (action, hazards.count { $0.action == action }) }
        }
    }

    /// What the officer should know of the state behind the answer; the same words as in ``WorkspaceStatus``.
    package func warnings(_ paths: WorkspacePaths, today: CalendarDate) -> [StatusWarning] {
        var warnings: [StatusWarning] = []
        if let edition = try? Locator.editionIfPresent(paths), edition != dictionaryEdition {
            warnings.append(.locatedWithAnotherDictionary)
        }
        if scoreRun.asOf != today { warnings.append(.scoredForAnotherDay) }
        return warnings + Freshness(facts, on: today).warnings
    }

    /// Records the release and hands out the listed households one by one, in list order.
    ///
    /// The audit entry is on disk before the first household is handed out. Rows are fetched in windows, in the order of the file,
    /// so memory does not grow with the answer.
    /// - Parameter columns: the columns that the output has; only what they need is read. Nil: everything.
    package func release(
        _ release: ListRelease, from snapshot: RegistrySnapshot, to audit: AuditLog, columns: ColumnChoice? = nil,
        _ body: (ListedHousehold) throws -> Void
    ) throws {
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: generation, households: hits.count, persons: hits.reduce(0) { $0 + $1.memberCount },
                records: snapshot.records(of: hits.map(\.household), clearance: clearance),
                query: "area \(area.name) crc32 \(area.checksum)\(selection.auditText)"
                    + (hazard.isOrder ? " hazard-order" : "") + (columns?.auditText ?? ""), format: release.format,
                withheld: clearance.seesProtected ? nil : withheld),
            to: audit)
        let reasons = includesReasons ? try ListReasons(scoreRun, in: snapshot, grant: grant) : nil
        let parts = columns?.parts ?? .all
        for start in stride(from: 0, to: hits.count, by: Self.windowLength) {
            let window = hits[start..<min(start + Self.windowLength, hits.count)]
            var scores: [HouseholdScore]?
            func step(to index: Int) throws {
                if index > 0 { release.progress(.writing(done: index, total: hits.count)) }
                scores = try reasons?.scores(
                    of: window[index..<min(index + Self.stepLength, window.endIndex)].map(\.household))
            }
            if parts.isPacked {
                try snapshot.packedHouseholds(window.map(packed), parts: parts, time: time, grant: grant) {
                    if $0 % Self.stepLength == 0 { try step(to: start + $0) }
                    try body(listed($1, at: start + $0, scores?[$0 % Self.stepLength]))
                }
            } else {
                // The last first: taken from the end, a household moves to its line and is not copied.
                var households = try snapshot.households(
                    window.reversed().map(\.household), parts: parts, grant: grant)
                for place in window.indices.map({ $0 - start }) {
                    if place % Self.stepLength == 0 { try step(to: start + place) }
                    try body(listed(households.removeLast(), at: start + place, scores?[place % Self.stepLength]))
                }
            }
        }
        if !hits.isEmpty { release.progress(.writing(done: hits.count, total: hits.count)) }
    }

    private func listed(
        _ household: consuming DisclosedHousehold, at index: Int, _ reasons: HouseholdScore?
    ) -> ListedHousehold {
        ListedHousehold(
            number: index + 1, hit: hits[index], hazard: hazards?[index], household: household, time: time,
            asOf: scoreRun.asOf, reasons: reasons)
    }

    /// What the packed columns say of a household, for a list that needs no more.
    private func packed(_ hit: AreaHit) -> PackedHousehold {
        let position = hit.place.flatMap { place in
            try? Coordinate(longitude: positions.longitudes[place], latitude: positions.latitudes[place])
        }
        return PackedHousehold(
            id: hit.household, score: hit.score, band: hit.band, position: position,
            coordinateLevel: hit.coordinateLevel)
    }

    /// Households whose rows are fetched together: many, because those that stand on one page are then read together.
    private static let windowLength = 131_072
    /// Households whose reasons are made together.
    private static let stepLength = 512
}
