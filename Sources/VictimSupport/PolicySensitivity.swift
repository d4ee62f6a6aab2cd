package import Disclosure
package import Registry
import Residents
package import SupportScoring

/// Which numbers of the policy move whom across a band when they are changed a little: `engo policy sensitivity`.
///
/// Whether a rule applies does not depend on points, so a rule's points are varied over the households alone to which it applies;
/// shares, caps, factors and thresholds, which are few, over all. Budget: a minute for 60,000 households and 60 numbers, all
/// facts in memory, some 100 bytes a person.
package struct PolicySensitivity: Sendable {
    /// The workspace that answered.
    package let info: WorkspaceInfo
    /// To whom, and on which rule.
    package let clearance: Clearance
    /// The generation that was read.
    package let generation: Int64
    /// How the current scores were made; their policy is varied.
    package let scoreRun: ScoreRun
    /// By how much each number is changed, in percent, 1…100.
    package let percent: Int
    /// Households in the register.
    package let households: Int
    /// The numbers, in the order of the file, each lowered and raised.
    package let weights: [Result]

    /// One number of the policy with what its change does.
    package struct Result: Sendable {
        /// The number.
        package let weight: PolicyVariations.Weight
        /// When it is lowered.
        package let lowered: Change
        /// When it is raised.
        package let raised: Change
    }

    /// What one change does.
    package struct Change: Sendable {
        /// The number after the change.
        package let value: Points
        /// Whether the policy language allows it, and it differs from the number before; else nothing is counted.
        package let isPossible: Bool
        /// Households that move to a more urgent band.
        package let householdsUp: Int
        /// Households that move to a less urgent band.
        package let householdsDown: Int
        /// Persons whose own band becomes more urgent.
        package let personsUp: Int
        /// Persons whose own band becomes less urgent.
        package let personsDown: Int
        let crossing: [Crossing]
    }

    struct Crossing: Sendable {
        let household: UInt32
        let bands: BandPair
    }

    /// Varies the policy behind the current scores over the register.
    ///
    /// - Parameter isListing: whether to remember who crosses, for ``release(_:from:to:_:)``.
    /// - Throws: ``VictimSupportError/notScored``, ``SupportScoring/ScoringPolicyError``, ``Disclosure/DisclosureError``,
    ///   ``Registry/RegistryError``.
    package init(
        percent: Int, isListing: Bool, for disclosure: DisclosureRequest, in transaction: RegistryTransaction
    ) throws {
        let snapshot = transaction.snapshot
        info = try snapshot.info()
        clearance = try snapshot.clear(disclosure, for: .policies)
        generation = try snapshot.generation()
        guard let run = try snapshot.scoreRun() else { throw VictimSupportError.notScored }
        scoreRun = run
        self.percent = percent
        let scorer = try Scorer(run, in: snapshot)
        var register: [[PersonFacts]] = []
        try transaction.forEachHousehold { _, members in register.append(members.map(scorer.facts)) }
        households = register.count
        let trial = PolicyTrial(register, policy: scorer.policy, asOf: run.asOf)
        let variations = try PolicyVariations(scorer.policy)
        weights = variations.weights.map { weight in
            func change(_ percent: Int) -> Change {
                trial.change(
                    PolicyVariations.value(of: weight, changedBy: percent), ruleID: weight.ruleID,
                    to: variations.policy(changing: weight, by: percent), isListing: isListing)
            }
            return Result(weight: weight, lowered: change(-percent), raised: change(percent))
        }
    }

    /// One household that crosses a band, as an audience may see it.
    package struct Crosser: Sendable {
        /// The number of the policy that is changed.
        package let weight: PolicyVariations.Weight
        /// Its value after the change.
        package let value: Points
        /// 世帯番号, or nil when it is withheld.
        package let householdNumber: String?
        /// The bands before and after the change.
        package let bands: BandPair
    }

    /// Records the release and hands out who crosses: by the order of the numbers, lowered before raised, then household number.
    package func release(
        _ release: ListRelease, from snapshot: RegistrySnapshot, to audit: AuditLog, _ body: (Crosser) throws -> Void
    ) throws {
        let changes = weights.flatMap { [($0.weight, $0.lowered), ($0.weight, $0.raised)] }
        let named = Set(changes.flatMap { $0.1.crossing.map(\.household) }).sorted()
        let grant = try clearance.release(
            DisclosureEvent(
                by: release.acting,
                generation: generation, households: named.count,
                persons: try named.reduce(0) { $0 + (try snapshot.memberCount(household: $1, clearance: clearance)) },
                records: snapshot.records(of: named, clearance: clearance),
                query: "sensitivity of policy \(scoreRun.policyHash.short)", format: release.format),
            to: audit)
        let addresses = try snapshot.registeredAddresses(named, grant: grant)
        let numbers = Dictionary(uniqueKeysWithValues: zip(named, addresses.map(\.householdNumber)))
        for (weight, change) in changes {
            for crossing in change.crossing {
                try body(
                    Crosser(
                        weight: weight, value: change.value, householdNumber: numbers[crossing.household] ?? nil,
                        bands: crossing.bands))
            }
        }
    }
}

/// A register in memory with its bands under one policy, to be tried under others.
private struct PolicyTrial {
    private let register: [[PersonFacts]]
    private let asOf: CalendarDate
    private var households: [SupportBand] = []
    private var persons: [[SupportBand]] = []
    /// The households to which each rule applies to somebody, ascending.
    private var touched: [String: [Int]] = [:]

    init(_ register: [[PersonFacts]], policy: ScoringPolicy, asOf: CalendarDate) {
        self.register = register
        self.asOf = asOf
        let engine = ScoringEngine(policy: policy, asOf: asOf)
        let rules = policy.groups.flatMap(\.rules).map(\.id)
        var lists = Array(repeating: [Int](), count: rules.count)
        for (index, household) in register.enumerated() {
            let totals = engine.totals(household)
            households.append(totals.band)
            persons.append(totals.persons.map(\.band))
            engine.forEachRule(applyingTo: household) { rule in
                if lists[rule].last != index { lists[rule].append(index) }
            }
        }
        touched = Dictionary(uniqueKeysWithValues: zip(rules, lists))
    }

    func change(
        _ value: Points, ruleID: String?, to policy: ScoringPolicy?, isListing: Bool
    ) -> PolicySensitivity.Change {
        var counts = (householdsUp: 0, householdsDown: 0, personsUp: 0, personsDown: 0)
        var crossing: [PolicySensitivity.Crossing] = []
        func look(at index: Int, _ engine: ScoringEngine) {
            let totals = engine.totals(register[index])
            let band = households[index]
            if totals.band != band {
                if totals.band < band { counts.householdsUp += 1 } else { counts.householdsDown += 1 }
                if isListing {
                    crossing.append(
                        PolicySensitivity.Crossing(
                            household: UInt32(index + 1), bands: BandPair(before: band, after: totals.band)))
                }
            }
            for (person, old) in zip(totals.persons, persons[index]) where person.band != old {
                if person.band < old { counts.personsUp += 1 } else { counts.personsDown += 1 }
            }
        }
        if let policy {
            let engine = ScoringEngine(policy: policy, asOf: asOf)
            if let ruleID {
                for index in touched[ruleID] ?? [] { look(at: index, engine) }
            } else {
                for index in register.indices { look(at: index, engine) }
            }
        }
        return PolicySensitivity.Change(
            value: value, isPossible: policy != nil, householdsUp: counts.householdsUp,
            householdsDown: counts.householdsDown, personsUp: counts.personsUp, personsDown: counts.personsDown,
            crossing: crossing)
    }
}
