import Foundation
import Registry
import Residents
import SupportScoring

/// Scores a whole register against one policy and one date.
struct Scorer {
    let policy: ScoringPolicy
    let asOf: CalendarDate
    private let engine: ScoringEngine

    init(policy: ScoringPolicy, asOf: CalendarDate) {
        self.policy = policy
        self.asOf = asOf
        engine = ScoringEngine(policy: policy, asOf: asOf)
    }

    /// The policy and date behind the scores that are stored.
    ///
    /// - Throws: ``SupportScoring/ScoringPolicyError``, ``Registry/RegistryError``.
    init(_ run: ScoreRun, in snapshot: RegistrySnapshot) throws {
        guard let yaml = try snapshot.policyYAML(hashPrefix: run.policyHash.text) else {
            throw RegistryError.database(code: 0)
        }
        self.init(policy: try ScoringPolicy.parse(yaml), asOf: run.asOf)
    }

    /// The facts that the engine looks at.
    func facts(_ member: ScoringMember) -> PersonFacts {
        PersonFacts(birthDate: member.birthDate, relationship: member.relationship, needs: member.needs, asOf: asOf)
    }

    /// The full score of one household, with every line.
    func explain(_ members: [ScoringMember]) -> HouseholdScore { engine.score(members.map(facts)) }

    /// The scores of one household and its members, without reasons.
    func totals(_ members: [ScoringMember]) -> HouseholdTotals { engine.totals(members.map(facts)) }

    /// Thousandths in four bytes; a policy that needs more is refused instead of flattened.
    private static func packed(_ points: Points) throws(VictimSupportError) -> Int32 {
        guard let thousandths = Int32(exactly: points.thousandths) else { throw .scoreTooLarge }
        return thousandths
    }

    /// Scores every household of a register in the making and stores the result.
    ///
    /// - Parameter operatorName: who scores, for the history, when it is known.
    func scoreAll(in transaction: RegistryTransaction, operatorName: String?) throws {
        var scores = HouseholdScores()
        try transaction.forEachHousehold { _, members in
            let totals = totals(members)
            scores.households.append(try Self.packed(totals.score))
            scores.bands.append(totals.band.rawValue)
            for (member, person) in zip(members, totals.persons) {
                scores.residents.append(try Self.packed(person.score))
                for (need, state) in zip(member.needs, NeedState.states(of: member.needs, on: asOf)) {
                    guard let state else { continue }
                    scores.currentNeeds.append((member.resident, need.kind, need.grade, state))
                }
            }
        }
        try transaction.replaceScores(scores, asOf: asOf, policy: policy, operatorName: operatorName)
    }
}
