package import Residents
package import SupportScoring

/// The outcome of one scoring, ready to be stored; households and residents in id order.
package struct HouseholdScores: Sendable {
    /// Scores and bands.
    package var columns = ScoreColumns()
    /// Members of each household.
    package var memberCounts: [UInt32] = []
    /// The needs that are shown as of the date, ordered by resident.
    package var currentNeeds: [CurrentNeed] = []

    /// No scores yet.
    package init() {}
}

/// A need that is shown on lists.
package struct CurrentNeed: Sendable {
    /// Whose need it is.
    package let resident: UInt32
    /// What the fact is.
    package let kind: NeedKind
    /// How much.
    package let level: NeedLevel
    /// Whether it holds, and if not, why it is shown.
    package let state: NeedState

    /// Takes the parts as they are.
    package init(resident: UInt32, kind: NeedKind, level: NeedLevel, state: NeedState) {
        self.resident = resident
        self.kind = kind
        self.level = level
        self.state = state
    }
}
