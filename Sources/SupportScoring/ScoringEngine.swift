package import Residents

/// Scores households by a policy as of a day.
///
/// The same facts give the same score in any order. Budget: 3.85 million persons of a ``FactsTable`` in under a second of one
/// core, without allocation per person; ``score(_:)`` makes the reasons and is for one household at a time.
package struct ScoringEngine: Sendable {
    /// The policy.
    package let policy: ScoringPolicy
    /// The day on which needs must be valid.
    package let asOf: CalendarDate
    let compiled: CompiledPolicy
    private let factors: [CompiledFactor]

    /// Prepares the policy's tables.
    ///
    /// - Complexity: O(rules × 131).
    package init(policy: ScoringPolicy, asOf: CalendarDate) {
        self.policy = policy
        self.asOf = asOf
        compiled = CompiledPolicy(policy)
        factors = policy.household.factors.map(CompiledFactor.init)
    }

    /// Whether any rule asks for floor, build year or structure; without one a ``FactsTable`` may leave them unknown.
    package var asksForHouse: Bool { !compiled.houses.isEmpty }

    /// Scores every household of the table, in its order, behind what the columns hold.
    ///
    /// - Parameter table: facts as of this engine's day.
    /// - Complexity: O(persons + needs) for a policy in which few rules apply to one person, else O(persons × rules).
    package func score(_ table: FactsTable, into columns: inout ScoreColumns) {
        withPass(over: table) { pass in
            for index in 0..<pass.householdCount {
                let outcome = pass.score(household: index) { columns.append(person: $0.score) }
                columns.append(outcome)
            }
        }
    }

    /// The scores of a household and its members, without reasons; an empty household has none.
    ///
    /// - Complexity: as ``score(_:into:)``, and a table for the one household.
    package func totals(_ household: [PersonFacts]) -> HouseholdTotals {
        var persons: [PersonTotals] = []
        persons.reserveCapacity(household.count)
        let outcome = withPass(over: table(household)) { pass in
            pass.score(household: 0) { person in
                persons.append(PersonTotals(score: Points(thousandths: person.score), band: person.band))
            }
        }
        return HouseholdTotals(
            score: Points(thousandths: outcome.usual.score), band: outcome.usual.band,
            daytime: outcome.daytime.map { TimeTotals(score: Points(thousandths: $0.score), band: $0.band) },
            persons: persons)
    }

    /// The household as the only one of a table.
    func table(_ household: [PersonFacts]) -> FactsTable {
        var table = FactsTable(asOf: asOf)
        table.append(household)
        return table
    }

    /// Lends a pass over the table: everything that scoring reads and writes, in plain memory.
    func withPass<Result>(over table: FactsTable, _ body: (ScoringPass) -> Result) -> Result {
        compiled.withView { view in
            factors.withUnsafeBufferPointer { factors in
                table.persons.withUnsafeBufferPointer { persons in
                    table.needs.withUnsafeBufferPointer { needs in
                        table.householdEnds.withUnsafeBufferPointer { ends in
                            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: view.numbers.wordCount) { words in
                                body(
                                    ScoringPass(
                                        view: view, factors: factors, persons: persons, needs: needs,
                                        householdEnds: ends, matched: TriggerSet(words)))
                            }
                        }
                    }
                }
            }
        }
    }
}
