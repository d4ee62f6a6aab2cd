import Disclosure
import Registry
import SupportScoring

/// Finds the reasons of the scores that a list shows: stored are the scores alone, the lines are made when they are asked for.
struct ListReasons {
    private let scorer: Scorer
    private let snapshot: RegistrySnapshot
    private let grant: ReleaseGrant

    /// Prepares the policy that made the scores.
    ///
    /// - Throws: ``SupportScoring/ScoringPolicyError``, ``Registry/RegistryError``.
    init(_ run: ScoreRun, in snapshot: RegistrySnapshot, grant: ReleaseGrant) throws {
        scorer = try Scorer(run, in: snapshot)
        self.snapshot = snapshot
        self.grant = grant
    }

    /// The scores of some households with every line, in the order asked; nil when the grant does not cover what lines tell:
    /// scores, needs, ages and 続柄.
    func scores(of households: [UInt32]) throws -> [HouseholdScore]? {
        guard grant.fields.isSuperset(of: DisclosedFields.facts.union(.reasons)) else { return nil }
        return try snapshot.scoringMembers(households: households, grant: grant).map(scorer.explain)
    }
}
