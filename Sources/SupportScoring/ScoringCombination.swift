/// How values become one: the greatest in full, the others with a share, and not above the cap.
package struct ScoringCombination: Hashable, Sendable {
    /// The share of the others in thousandths, 0…1000; 0 is the maximum alone, 1000 the sum.
    package let share: Int
    /// The most that the result can be; nil when unlimited.
    package let cap: Points?
}
