/// Rules that measure the same thing and are combined into one value.
package struct ScoringGroup: Hashable, Sendable {
    /// The group's identifier, unique among groups.
    package let id: String
    /// What the group measures.
    package let text: BilingualText
    /// How the group's rules become one value.
    package let combination: ScoringCombination
    /// Whether the value counts with its share when another group is the main one, or only as the main one.
    package let enters: GroupEntry
    /// The rules, in the order of the file.
    package let rules: [ScoringRule]
}
