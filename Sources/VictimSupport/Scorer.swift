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
        PersonFacts(
            birthDate: member.birthDate, relationship: member.relationship, house: member.house, needs: member.needs,
            asOf: asOf)
    }

    /// The full score of one household, with every line.
    func explain(_ members: [ScoringMember]) -> HouseholdScore { engine.score(members.map(facts)) }

    /// The scores of one household and its members, without reasons.
    func totals(_ members: [ScoringMember]) -> HouseholdTotals { engine.totals(members.map(facts)) }

    /// Households are scored in batches of so many persons, so that the facts of all of them are never in memory at once.
    private static let batch = 65_536

    /// Scores every household of a register in the making and stores the result.
    ///
    /// - Parameter operatorName: who scores, for the history, when it is known.
    func scoreAll(in transaction: RegistryTransaction, operatorName: String?) throws {
        let scores = try allScores(in: transaction)
        try transaction.replaceScores(scores, asOf: asOf, policy: policy, operatorName: operatorName)
    }

    /// The scores of everybody, and the needs that lists show.
    ///
    /// - Throws: ``VictimSupportError/scoreTooLarge`` where a score does not fit in four bytes; nothing is flattened.
    func allScores(in transaction: RegistryTransaction) throws -> HouseholdScores {
        var scores = HouseholdScores()
        var table = FactsTable(asOf: asOf)
        var household: UInt32 = 0
        var members: UInt32 = 0
        func endHousehold() {
            guard members > 0 else { return }
            table.endHousehold()
            scores.memberCounts.append(members)
            members = 0
        }
        try transaction.forEachScoredPerson(withHouse: engine.asksForHouse) { person in
            if person.household != household {
                endHousehold()
                household = person.household
                if table.personCount >= Self.batch {
                    engine.score(table, into: &scores.columns)
                    table.removeAll()
                }
            }
            members += 1
            table.append(birthDay: person.birthDay, rank: person.rank, house: person.house, needs: person.needs)
            guard !person.needs.isEmpty else { return }
            for (need, state) in zip(person.needs, NeedState.states(of: person.needs, on: asOf)) {
                guard let state else { continue }
                scores.currentNeeds.append(
                    CurrentNeed(resident: person.resident, kind: need.kind, level: need.level, state: state))
            }
        }
        endHousehold()
        engine.score(table, into: &scores.columns)
        guard !scores.columns.hasOverflow else { throw VictimSupportError.scoreTooLarge }
        return scores
    }
}
