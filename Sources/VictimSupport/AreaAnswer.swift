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
    /// The area that was asked; nil for the whole register.
    package let area: QueryArea?
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
    /// Where the households stand, by their places; shown only as the registry hands it back against a grant.
    let positions: PackedPositions
    /// What the layers mean for each of them; nil without layers.
    let hazards: [HouseholdHazard]?
    /// Households inside the area that are left out because somebody in them is protected.
    package let withheld: Int
    /// Counts over all households that the area may concern, listed or not.
    package let counts: AreaCounts
    let facts: ReceivedFacts
    /// Where the households listed stand in the whole answer; nil when they are all of it.
    package var page: ListPage?
    /// Whether the reasons of every listed score are told, as far as the audience may see them.
    package let includesReasons: Bool

    /// How old the facts were on the as-of date; the same for every reading of one generation.
    package var freshness: Freshness { Freshness(facts, on: scoreRun.asOf) }

    /// Listed households by what they should do, the most urgent first; nil without layers, and on a page of a longer answer.
    package var householdsByAction: [(action: EvacuationAction, households: Int)]? {
        page != nil
            ? nil
            : hazards.map { hazards in
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
        let released = try released(release, from: snapshot, to: audit, parts: columns?.parts, columns?.auditText ?? "")
        try released.forEach(from: snapshot, progress: release.progress, body)
    }

    /// Records the release; the audit entry is on disk when this returns.
    ///
    /// - Parameters:
    ///   - parts: what is read of each household; nil for everything.
    ///   - persons: of which households only some members are released, by their places; empty for all of everybody.
    ///   - columns: what the audit log says of what is read.
    package func released(
        _ release: ListRelease, from snapshot: RegistrySnapshot, to audit: AuditLog, parts: HouseholdParts?,
        persons: [UInt32: Range<Int>] = [:], _ columns: String = ""
    ) throws -> ReleasedAnswer {
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting, generation: generation, households: hits.count,
                persons: hits.reduce(0) { $0 + (persons[$1.household]?.count ?? $1.memberCount) },
                records: snapshot.records(
                    of: hits.map(\.household), members: persons, clearance: clearance),
                query: (page?.auditText ?? auditText) + columns, format: release.format,
                withheld: clearance.seesProtected ? nil : withheld),
            to: audit)
        return ReleasedAnswer(answer: self, grant: grant, parts: parts ?? .all)
    }

    /// What the audit log says of the question.
    var auditText: String {
        (area?.auditText ?? "everybody") + selection.auditText + (hazard.isOrder ? " hazard-order" : "")
    }
}

extension QueryArea {
    /// What the audit log says of the area.
    var auditText: String { "area \(name) crc32 \(checksum)" }
}
