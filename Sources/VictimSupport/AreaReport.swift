package import Disclosure
package import Registry
import Residents
import SpatialQuery
import SupportScoring

/// How many people several areas concern, in order, and what each adds to those before it; counts only.
package struct AreaReport: Sendable {
    /// The people of one area.
    package struct Stage: Sendable {
        /// The area's name.
        package let area: String
        /// Those who stand inside for certain.
        package fileprivate(set) var certain = PeopleTally()
        /// Those who possibly do.
        package fileprivate(set) var possible = PeopleTally()
        /// Those of the certain whom no earlier area reached.
        package fileprivate(set) var addedCertain = PeopleTally()
        /// Those of the possible whom no earlier area reached.
        package fileprivate(set) var addedPossible = PeopleTally()
    }

    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, and on which rule.
    package let clearance: Clearance
    /// The generation that was read.
    package let generation: Int64
    /// How the scores were made; ages are counted on its day.
    package let scoreRun: ScoreRun
    /// The areas, in the order asked.
    package let stages: [Stage]
    /// Households in the whole register.
    package let registered: Int
    /// Households without any position: they are in no area but the towns of their addresses, and may be in each.
    package let unlocated: Int
    /// The same by town, as far as their addresses were read.
    package let unlocatedByTown: [UnlocatedTown]

    /// Counts within one generation; the audit entry is on disk before anything is counted by person.
    ///
    /// - Throws: ``VictimSupportError/noRegister``, ``VictimSupportError/notScored``,
    ///   ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    package init(
        of areas: [QueryArea], in snapshot: RegistrySnapshot, release: ListRelease, audit: AuditLog
    ) throws {
        info = try snapshot.info()
        clearance = try snapshot.clear(release.disclosure, for: .counts)
        let run = try AreaQuery.scoreRun(in: snapshot)
        scoreRun = run
        generation = try snapshot.generation()
        let register = try snapshot.packedRegister(clearance)
        registered = register.visibleCount
        // For each area and each household of the register: how sure it is that the household is inside; nil where not reached.
        var certainties: [[Certainty?]] = []
        var located = 0
        for area in areas {
            var reached = [Certainty?](repeating: nil, count: register.householdCount)
            let found = try area.reached(in: register, of: snapshot, clearance)
            located = found.located
            for hit in found.hits {
                reached[Int(hit.household) - 1] = hit.certainty
            }
            certainties.append(reached)
        }
        unlocated = register.visibleCount - located
        unlocatedByTown = try snapshot.unlocatedByTown(unlocated, clearance: clearance)
        let households = (0..<register.householdCount).filter { household in
            certainties.contains { $0[household] != nil }
        }.map { UInt32($0 + 1) }
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: generation,
                households: households.count,
                persons: households.reduce(0) { $0 + register.memberCount(of: $1) },
                records: nil,
                query: areas.map { "area \($0.name) crc32 \($0.checksum)" }.joined(separator: ", "),
                format: release.format),
            to: audit)
        var stages = areas.map { Stage(area: $0.name) }
        try snapshot.forEachCounted(of: households, in: register, asOf: run.asOf, grant: grant) { place, people in
            let household = Int(households[place]) - 1
            let first = certainties.firstIndex { $0[household] != nil }
            for index in certainties.indices {
                guard let certainty = certainties[index][household] else { continue }
                stages[index].add(people, certainty, isNew: index == first)
            }
        }
        self.stages = stages
    }
}

extension AreaReport.Stage {
    fileprivate init(area: String) { self.area = area }

    fileprivate mutating func add(_ people: HouseholdPeople, _ certainty: Certainty, isNew: Bool) {
        if certainty == .certain {
            certain.add(people)
            if isNew { addedCertain.add(people) }
        } else {
            possible.add(people)
            if isNew { addedPossible.add(people) }
        }
    }
}
