/// How a group's value enters the person's score.
package enum GroupEntry: String, CaseIterable, Hashable, Sendable {
    /// In full as the main group, with the share beside another main group.
    case maximumAndShare = "maximum-and-share"
    /// In full as the main group, not at all beside another.
    case maximumOnly = "maximum-only"
}
