import Places
import Registry
import Residents

/// How shelters differ from those before them, wherever they stand in their files.
package struct ShelterChanges: Hashable, Sendable {
    /// Shelters that were not there.
    package private(set) var added = 0
    /// Shelters of which something is another.
    package private(set) var changed = 0
    /// Shelters that are no longer there.
    package private(set) var removed = 0
    /// Shelters of which nothing is another.
    package private(set) var unchanged = 0

    /// What makes two rows the same shelter: its id, or without one its name and address.
    private enum Key: Hashable {
        case identifier(StoredText)
        case place(StoredText, StoredText?)

        init(_ shelter: Shelter) {
            self = shelter.identifier.map(Key.identifier) ?? .place(shelter.name, shelter.address)
        }
    }

    /// Compares two lists of shelters.
    ///
    /// - Complexity: O(n) in the shelters.
    init(from before: [Shelter], to after: [Shelter]) {
        // Without an id, several rows may be one place: they are compared as a bag.
        var left: [Key: [Shelter: Int]] = [:]
        for shelter in before { left[Key(shelter), default: [:]][shelter.content, default: 0] += 1 }
        var others: [Key: Int] = [:]
        for shelter in after {
            let key = Key(shelter)
            if let count = left[key]?[shelter.content] {
                unchanged += 1
                left[key]?[shelter.content] = count > 1 ? count - 1 : nil
            } else {
                others[key, default: 0] += 1
            }
        }
        for (key, shelters) in left {
            let gone = shelters.values.reduce(0, +)
            let new = others.removeValue(forKey: key) ?? 0
            changed += min(gone, new)
            removed += max(0, gone - new)
            added += max(0, new - gone)
        }
        added += others.values.reduce(0, +)
    }

    /// How many there were before.
    package var before: Int { changed + removed + unchanged }
    /// How many there are after.
    package var after: Int { added + changed + unchanged }
    /// Whether the new shelters are the old ones.
    package var isNone: Bool { added + changed + removed == 0 }

    /// The counts as the list of generations keeps them.
    var asRegisterChanges: RegisterChanges {
        var changes = RegisterChanges()
        changes.added = added
        changes.changed = changed
        changes.missing = removed
        changes.unchanged = unchanged
        return changes
    }
}
