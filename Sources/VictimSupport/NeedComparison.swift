import Registry
import Residents

/// Compares needs as facts: the line on which one stands, and their order, are no part of it.
enum NeedComparison {
    /// How many needs are new, ended and the same.
    ///
    /// - Complexity: O(needs).
    static func changes(from old: [Need], to new: [Need]) -> NeedChanges {
        var changes = NeedChanges()
        var counts: [Need: Int] = [:]
        for need in old { counts[need.asFact, default: 0] += 1 }
        for need in new {
            if !old.isEmpty, let count = counts[need.asFact], count > 0 {
                counts[need.asFact] = count - 1
                changes.unchanged += 1
            } else {
                changes.added += 1
            }
        }
        changes.cleared = old.count - changes.unchanged
        return changes
    }

    /// The same counts from the differences one by one.
    static func changes(_ differences: [(change: ChangeList.Change, need: Need)], to new: [Need]) -> NeedChanges {
        var changes = NeedChanges()
        changes.added = differences.count { $0.change == .needNew }
        changes.cleared = differences.count - changes.added
        changes.unchanged = new.count - changes.added
        return changes
    }

    /// The needs that are new, then those that ended, each in its own order.
    static func differences(
        from old: [Need], to new: [Need]
    ) -> [(change: ChangeList.Change, need: Need)] {
        var counts: [Need: Int] = [:]
        for need in old { counts[need.asFact, default: 0] += 1 }
        var result: [(ChangeList.Change, Need)] = []
        for need in new {
            if let count = counts[need.asFact], count > 0 {
                counts[need.asFact] = count - 1
            } else {
                result.append((.needNew, need))
            }
        }
        // What is left over ended; of equal needs the later ones.
        for need in old.reversed() {
            guard let count = counts[need.asFact], count > 0 else { continue }
            counts[need.asFact] = count - 1
            result.append((.needEnded, need))
        }
        return result
    }
}
