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

    /// The facts that the engine looks at.
    func facts(_ member: ScoringMember) -> PersonFacts {
        PersonFacts(birthDate: member.birthDate, relationship: member.relationship, needs: member.needs, asOf: asOf)
    }

    /// The full score of one household, with every line.
    func explain(_ members: [ScoringMember]) -> HouseholdScore { engine.score(members.map(facts)) }

    /// Thousandths in four bytes; a policy that needs more is refused instead of flattened.
    private static func packed(_ points: Points) throws(VictimSupportError) -> Int32 {
        guard let thousandths = Int32(exactly: points.thousandths) else { throw .scoreTooLarge }
        return thousandths
    }

    /// Scores every household of a register in the making and stores the result.
    func scoreAll(in transaction: RegistryTransaction) throws {
        var scores = HouseholdScores()
        try transaction.forEachHousehold { _, members in
            let totals = engine.totals(members.map(facts))
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
        try transaction.replaceScores(
            scores, asOf: asOf, policyTitle: policy.title, policyVersion: policy.version)
    }
}
