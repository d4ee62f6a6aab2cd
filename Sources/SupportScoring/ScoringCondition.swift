package import Residents

/// When a rule applies to a person: every part that is given must hold.
package struct ScoringCondition: Hashable, Sendable {
    /// Needs that must be valid, one entry per kind.
    package let needs: [NeedCondition]
    /// What the age must be; nil when it does not matter.
    package let age: AgeCondition?
    /// Ranks of which the 続柄 must have one; empty when it does not matter.
    package let relationships: [RelationshipRank]
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
