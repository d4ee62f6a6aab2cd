import Registry
package import SupportScoring

/// One household under two policies, before its number is fetched.
struct PolicyMover: Sendable {
    let household: UInt32
    let members: Int
    let scores: (before: Points, after: Points)
    let bands: BandPair
    /// Places in the whole register, from 1.
    private(set) var ranks = (before: 0, after: 0)

    init(household: UInt32, members: Int, scores: (before: Points, after: Points), bands: BandPair) {
        self.household = household
        self.members = members
        self.scores = scores
        self.bands = bands
    }

    var isChanged: Bool { scores.before != scores.after || bands.before != bands.after }

    /// Gives every household, which stand in id order, its place under both policies.
    static func rank(_ movers: inout [PolicyMover]) {
        let before = movers.indices.sorted {
            movers[$0].scores.before != movers[$1].scores.before
                ? movers[$0].scores.before > movers[$1].scores.before : $0 < $1
        }
        let after = movers.indices.sorted {
            movers[$0].scores.after != movers[$1].scores.after
                ? movers[$0].scores.after > movers[$1].scores.after : $0 < $1
        }
        for (rank, index) in before.enumerated() { movers[index].ranks.before = rank + 1 }
        for (rank, index) in after.enumerated() { movers[index].ranks.after = rank + 1 }
    }

    func precedes(_ other: PolicyMover) -> Bool {
        let mine = [bandDistance, rankDistance, scoreDistance]
        let others = [other.bandDistance, other.rankDistance, other.scoreDistance]
        if mine != others { return others.lexicographicallyPrecedes(mine) }
        return household < other.household
    }

    private var bandDistance: Int { abs(Int(bands.before.rawValue) - Int(bands.after.rawValue)) }
    private var rankDistance: Int { abs(ranks.before - ranks.after) }
    private var scoreDistance: Int { abs(scores.before.thousandths - scores.after.thousandths) }
}

/// How many households change in one town.
package struct PolicyTown: Hashable, Sendable {
    /// The municipality that was found, or empty.
    package let city: String
    /// The town that was found, or empty.
    package let town: String
    /// Households that move to a more urgent band.
    package private(set) var up = 0
    /// Households that move to a less urgent band.
    package private(set) var down = 0
    /// Households whose score changes within their band.
    package private(set) var withinBand = 0

    static func count(_ movers: [PolicyMover], _ outcomes: [MatchOutcome]) -> [PolicyTown] {
        var towns: [String: PolicyTown] = [:]
        for mover in movers {
            let outcome = outcomes[Int(mover.household) - 1]
            var town = towns[outcome.city + "\t" + outcome.town] ?? PolicyTown(city: outcome.city, town: outcome.town)
            if mover.bands.after < mover.bands.before {
                town.up += 1
            } else if mover.bands.after > mover.bands.before {
                town.down += 1
            } else {
                town.withinBand += 1
            }
            towns[outcome.city + "\t" + outcome.town] = town
        }
        return towns.sorted { left, right in
            let crossing = (left.value.up + left.value.down, right.value.up + right.value.down)
            if crossing.0 != crossing.1 { return crossing.0 > crossing.1 }
            return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }.map(\.value)
    }

    private init(city: String, town: String) {
        self.city = city
        self.town = town
    }
}

/// One household that another policy moves, as an audience may see it; what is withheld is nil or empty.
package struct MovedByPolicy: Sendable {
    /// The place in the list, from 1.
    package let number: Int
    let mover: PolicyMover
    let showsScores: Bool
    /// 世帯番号.
    package let householdNumber: String?
    /// The town of the address, or empty.
    package let town: String
    /// The rules that count differently, in byte order.
    package let reasons: [PolicyReason]

    /// The bands under both policies.
    package var bands: BandPair? { showsScores ? mover.bands : nil }
    /// The scores under both policies.
    package var scores: (before: Points, after: Points)? { showsScores ? mover.scores : nil }
    /// The places in the whole register under both policies, from 1.
    package var ranks: (before: Int, after: Int)? { showsScores ? mover.ranks : nil }
    /// Members of the household.
    package var memberCount: Int { mover.members }
}

/// What one rule counts in a household under two policies.
package struct PolicyReason: Hashable, Sendable {
    /// The rule.
    package let ruleID: String
    /// What it counts under the first policy, over all members and the household; nil where it has no line.
    package let before: Points?
    /// What it counts under the second.
    package let after: Points?

    /// The rules that count differently or have a line under one policy only, in byte order; the sum's own line left out.
    static func differences(_ before: HouseholdScore, _ after: HouseholdScore) -> [PolicyReason] {
        let old = counted(before)
        let new = counted(after)
        return Set(old.keys).union(new.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { id in
            old[id] == new[id] ? nil : PolicyReason(ruleID: id, before: old[id], after: new[id])
        }
    }

    private static func counted(_ score: HouseholdScore) -> [String: Points] {
        var result: [String: Points] = [:]
        for line in score.persons.flatMap(\.lines) {
            result[line.ruleID, default: .zero] = (result[line.ruleID] ?? .zero) + line.counted
        }
        for line in score.lines where line.ruleID != HouseholdLine.sumID {
            result[line.ruleID, default: .zero] = (result[line.ruleID] ?? .zero) + line.points
        }
        return result
    }

    /// The rule with both figures, such as `care-3 70→50`; `–` stands for no line.
    package var text: String { "\(ruleID) \(before?.text ?? "-")→\(after?.text ?? "-")" }
}
