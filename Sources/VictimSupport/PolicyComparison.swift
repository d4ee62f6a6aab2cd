package import Disclosure
package import Registry
package import Residents
package import SupportScoring

/// Who changes band or rank when one policy takes the place of another: `engo policy compare`. Nothing is stored.
package struct PolicyComparison: Sendable {
    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, and on which rule.
    package let clearance: Clearance
    /// The generation that was read.
    package let generation: Int64
    /// The day on which ages and validities count: that of the current scores.
    package let asOf: CalendarDate
    /// The first policy.
    package let before: ScoringPolicy
    /// The second policy.
    package let after: ScoringPolicy
    /// Households in the register.
    package let registered: Int
    /// Households by their bands under both policies, pairs that occur only.
    package let households: [BandPair: Int]
    /// Persons by their own bands under both policies, pairs that occur only.
    package let persons: [BandPair: Int]
    /// Towns in which a household's score or band changes: most band changes first, then by bytes.
    package let towns: [PolicyTown]
    /// The households whose score or band changes, in list order.
    let movers: [PolicyMover]

    /// Households whose score or band changes.
    package var changed: Int { movers.count }

    /// Scores the register by both policies.
    ///
    /// The order of the movers is total: the farthest change of band, then of rank, then of score, then household number. Ranks
    /// are places in the order of all lists, score descending and then household number, over the whole register.
    /// - Throws: ``VictimSupportError/notScored``, ``VictimSupportError/unreadablePolicy(file:_:)``,
    ///   ``Disclosure/DisclosureError``, ``Registry/RegistryError``.
    /// - Complexity: O(persons + households log households); about 40 bytes a household.
    package init(
        _ first: PolicyReference, _ second: PolicyReference, for disclosure: DisclosureRequest,
        in transaction: RegistryTransaction
    ) throws {
        let snapshot = transaction.snapshot
        info = try snapshot.info()
        clearance = try snapshot.clear(disclosure, for: .policies)
        generation = try snapshot.generation()
        guard let run = try snapshot.scoreRun() else { throw VictimSupportError.notScored }
        asOf = run.asOf
        before = try first.policy(in: snapshot)
        after = try second.policy(in: snapshot)
        let scorers = [before, after].map { Scorer(policy: $0, asOf: run.asOf) }
        var movers: [PolicyMover] = []
        var persons: [BandPair: Int] = [:]
        try transaction.forEachHousehold { household, members in
            let old = scorers[0].totals(members)
            let new = scorers[1].totals(members)
            for (old, new) in zip(old.persons, new.persons) {
                persons[BandPair(before: old.band, after: new.band), default: 0] += 1
            }
            movers.append(
                PolicyMover(
                    household: household, members: members.count, scores: (old.score, new.score),
                    bands: BandPair(before: old.band, after: new.band)))
        }
        self.persons = persons
        registered = movers.count
        households = movers.reduce(into: [:]) { $0[$1.bands, default: 0] += 1 }
        PolicyMover.rank(&movers)
        movers.removeAll { !$0.isChanged }
        towns = try PolicyTown.count(movers, snapshot.matchOutcomes(clearance: clearance))
        movers.sort { $0.precedes($1) }
        self.movers = movers
    }

    /// Records the release and hands out the first changed households, with the reasons that differ, in list order.
    ///
    /// - Parameter limit: at most so many; nil for all.
    package func release(
        _ release: ListRelease, limit: Int?, from snapshot: RegistrySnapshot, to audit: AuditLog,
        _ body: (MovedByPolicy) throws -> Void
    ) throws {
        let listed = limit.map { movers.prefix($0) } ?? movers[...]
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: generation, households: listed.count, persons: listed.reduce(0) { $0 + $1.members },
                records: snapshot.records(of: listed.map(\.household), clearance: clearance),
                query: "policies \(before.hash.short) \(after.hash.short)", format: release.format),
            to: audit)
        let scorers = [before, after].map { Scorer(policy: $0, asOf: asOf) }
        let mayReason = grant.fields.isSuperset(of: .facts)
        var start = 0
        while start < listed.count {
            let batch = listed[start..<min(start + Self.batchLength, listed.count)]
            let identifiers = batch.map(\.household)
            let addresses = try snapshot.registeredAddresses(identifiers, grant: grant)
            let outcomes = try snapshot.townNames(identifiers, grant: grant)
            let members = mayReason ? try snapshot.scoringMembers(households: identifiers, grant: grant) : []
            for (offset, mover) in batch.enumerated() {
                let reasons = mayReason ? scorers.map { $0.explain(members[offset]) } : []
                try body(
                    MovedByPolicy(
                        number: start + offset + 1, mover: mover, showsScores: grant.fields.contains(.scores),
                        householdNumber: addresses[offset].householdNumber, town: outcomes[offset],
                        reasons: reasons.count == 2 ? PolicyReason.differences(reasons[0], reasons[1]) : []))
            }
            start += batch.count
            release.progress(.writing(done: start, total: listed.count))
        }
    }

    private static let batchLength = 512
}

/// The bands of one household or person under two policies.
package struct BandPair: Hashable, Comparable, Sendable {
    /// Under the first policy.
    package let before: SupportBand
    /// Under the second.
    package let after: SupportBand

    /// By the first band, then the second.
    package static func < (lhs: BandPair, rhs: BandPair) -> Bool {
        (lhs.before, lhs.after) < (rhs.before, rhs.after)
    }

    /// Every pair, in order.
    package static let all = SupportBand.allCases.flatMap { before in
        SupportBand.allCases.map { BandPair(before: before, after: $0) }
    }
}
