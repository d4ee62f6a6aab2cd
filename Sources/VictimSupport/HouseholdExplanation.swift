import AddressDictionary
package import Disclosure
package import Registry
package import Residents
package import SupportScoring

/// Why a household has its score and its place: `engo explain`.
package struct HouseholdExplanation: Sendable {
    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, and on which rule.
    package let clearance: Clearance
    /// The generation that was read.
    package let generation: Int64
    /// The household and its members, as the list shows them.
    package let household: DisclosedHousehold
    /// The score with every line, persons in listing order.
    package let score: HouseholdScore
    /// Where the members stand in the register file, in listing order.
    package let registerRows: [RegisterRow]
    /// How old the facts are on the as-of date.
    package let freshness: Freshness
    /// How the stored score was made.
    package let scoreRun: ScoreRun
    /// How the address was matched, or nil when it never was.
    package let match: StoredMatch?
    /// What staff taught about the address and the match rests on, or nil.
    package let correction: StoredCorrection?

    /// Whether the lines are those of the score that lists show; an older program may have scored by other arithmetic.
    package var isOfStoredScore: Bool { household.score == score.score && household.band == score.band }

    /// Explains one household; the release is in the audit log before this returns.
    ///
    /// - Throws: ``Registry/RegistryError/noSuchHousehold``, ``VictimSupportError/notScored``,
    ///   ``Disclosure/DisclosureError``.
    package init(
        of number: HouseholdNumber, in snapshot: RegistrySnapshot, release: ListRelease, audit: AuditLog
    ) throws {
        let clearance = try snapshot.clear(release.disclosure, for: .explanations)
        let id = try snapshot.household(number: number, clearance: clearance)
        try self.init(id, "household \(number.text)", clearance, in: snapshot, release: release, audit: audit)
    }

    /// Explains one household of a list, by its number there, from 1; the release is in the audit log before this returns.
    ///
    /// - Throws: ``Registry/RegistryError/noSuchHousehold`` for a number that the list does not have, and of another generation;
    ///   ``VictimSupportError/notScored``, ``Disclosure/DisclosureError``.
    package init(
        ofNumber number: Int, of answer: AreaAnswer, in snapshot: RegistrySnapshot, release: ListRelease,
        audit: AuditLog
    ) throws {
        let clearance = try snapshot.clear(release.disclosure, for: .explanations)
        guard answer.hits.indices.contains(number - 1), answer.generation == (try snapshot.generation()) else {
            throw RegistryError.noSuchHousehold
        }
        try self.init(
            answer.hits[number - 1].household, "number \(number) of \(answer.auditText)", clearance, in: snapshot,
            release: release, audit: audit)
    }

    private init(
        _ id: UInt32, _ query: String, _ clearance: Clearance, in snapshot: RegistrySnapshot, release: ListRelease,
        audit: AuditLog
    ) throws {
        info = try snapshot.info()
        generation = try snapshot.generation()
        self.clearance = clearance
        guard let run = try snapshot.scoreRun() else { throw VictimSupportError.notScored }
        scoreRun = run
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: generation, households: 1,
                persons: try snapshot.memberCount(household: id, clearance: clearance),
                records: snapshot.records(of: [id], clearance: clearance),
                query: query, format: release.format),
            to: audit)
        let members = try snapshot.scoringMembers(household: id, grant: grant)
        score = try Scorer(run, in: snapshot).explain(members)
        registerRows = try snapshot.registerRows(household: id, grant: grant)
        freshness = Freshness(try snapshot.receivedFacts(), on: run.asOf)
        guard let household = try snapshot.households([id], grant: grant).first else {
            throw RegistryError.noSuchHousehold
        }
        self.household = household
        match = try snapshot.match(household: id, grant: grant)
        let corrections = CorrectionBook(try snapshot.corrections(grant: grant), municipality: info.code)
        let isCorrected = match?.match.rules.contains { $0.hasPrefix("correction.") } ?? false
        correction =
            isCorrected ? household.address.flatMap { corrections.correction(for: $0, isCertain: { false }) } : nil
    }
}
