package import Residents

/// When a rule applies to a person: every part that is given must hold.
package struct ScoringCondition: Hashable, Sendable {
    /// Needs that must be valid, one entry per kind.
    package var needs: [NeedCondition] = []
    /// What the age must be; nil when it does not matter.
    package var age: AgeCondition?
    /// Ranks of which the 続柄 must have one; empty when it does not matter.
    package var relationships: [RelationshipRank] = []
    /// On which floor the person lives; nil when it does not matter.
    package var floor: NumberCondition?
    /// When the house was built; nil when it does not matter.
    package var buildYear: NumberCondition?
    /// What the house may be built of; empty when it does not matter.
    package var structures: [BuildingStructure] = []
    /// What the household at home must be, and that the person is at home; nil when it does not matter.
    package var household: HouseholdCondition?
}

/// A kind of need with the grades that satisfy a condition.
package struct NeedCondition: Hashable, Sendable {
    /// The kind.
    package let kind: NeedKind
    /// The grades, in the order of the kind; never empty.
    package let levels: [NeedLevel]

    /// One bit per level, by raw value; `NeedLevel` has fewer than 64 cases.
    var mask: UInt64 { levels.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }
}

/// What a person's age must be.
package enum AgeCondition: Hashable, Sendable {
    /// Completed years, both ends included; unknown ages do not match.
    case years(ClosedRange<Int>)
    /// The birth date is not a day of the calendar.
    case unknown

    /// The highest age that is told apart; older persons count as this old.
    package static let highestAge = 130
}

/// What a number of the register must be.
package enum NumberCondition: Hashable, Sendable {
    /// A known number, both ends included.
    case range(ClosedRange<Int>)
    /// The register does not tell.
    case unknown
}

/// What the members at home must be; unknown ages are taken to match, which is the safe side.
package struct HouseholdCondition: Hashable, Sendable {
    /// The most members that a condition can ask for.
    package static let highestMemberCount = 100_000

    /// How many members are at home, both ends included; nil when it does not matter.
    package let members: ClosedRange<Int>?
    /// The ages that everybody at home must have, both ends included; nil when they do not matter.
    package let ages: ClosedRange<Int>?
    /// The ranks of which everybody at home must have one; empty when they do not matter.
    package let relationships: [RelationshipRank]
}
