package import Disclosure
package import Places
package import Registry
package import Residents
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
    /// The audit entry is on disk before the first household is handed out. Rows are fetched in batches, so memory
    /// does not grow with the answer.
    package func release(
        _ release: ListRelease, from snapshot: RegistrySnapshot, to audit: AuditLog,
        _ body: (ListedHousehold) throws -> Void
    ) throws {
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: generation, households: hits.count, persons: hits.reduce(0) { $0 + $1.memberCount },
                records: snapshot.records(of: hits.lazy.map(\.household), clearance: clearance),
                query: "area \(area.name) crc32 \(area.checksum)\(selection.auditText)"
                    + (hazard.isOrder ? " hazard-order" : ""), format: release.format,
                withheld: clearance.seesProtected ? nil : withheld),
            to: audit)
        let reasons = includesReasons ? try ListReasons(scoreRun, in: snapshot, grant: grant) : nil
        var start = 0
        while start < hits.count {
            let batch = hits[start..<min(start + Self.batchLength, hits.count)]
            let households = try snapshot.households(batch.map(\.household), grant: grant)
            let scores = try reasons?.scores(of: batch.map(\.household))
            for (offset, household) in households.enumerated() {
                let index = start + offset
                try body(
                    ListedHousehold(
                        number: index + 1, hit: hits[index], hazard: hazards?[index], household: household, time: time,
                        asOf: scoreRun.asOf, reasons: scores?[offset]))
            }
            start += batch.count
            release.progress(.writing(done: start, total: hits.count))
        }
    }

    private static let batchLength = 512
}
