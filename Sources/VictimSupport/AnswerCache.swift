import Synchronization

/// Keeps what costs much to make, up to so many bytes; what was not used for longest goes first.
///
/// Whoever asks for what somebody makes already waits for it: nothing is made twice at once. What failed is made anew by the next.
package final class AnswerCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let limit: Int
    private let state = Mutex(State())

    private struct State {
        var entries: [Key: Entry] = [:]
        var bytes = 0
        var uses = 0
    }

    private struct Entry {
        let slot: Slot
        var bytes = 0
        var lastUse = 0
    }

    /// Locked while its value is made.
    private final class Slot: Sendable {
        let value = Mutex<Value?>(nil)
    }

    /// An empty cache.
    ///
    /// - Parameter limit: bytes; a single value that is larger is kept until the next comes.
    package init(limit: Int) { self.limit = limit }

    /// The value of a key, made when it is not there.
    package func value(_ key: Key, bytes: (Value) -> Int, make: () throws -> Value) throws -> Value {
        let slot = state.withLock { state -> Slot in
            state.uses += 1
            state.entries[key, default: Entry(slot: Slot())].lastUse = state.uses
            return state.entries[key]?.slot ?? Slot()
        }
        var isNew = false
        let value: Value
        do {
            value = try slot.value.withLock { value -> Value in
                if let value { return value }
                let made = try make()
                value = made
                isNew = true
                return made
            }
        } catch {
            drop(key, slot)
            throw error
        }
        if isNew { note(key, slot, bytes: bytes(value)) }
        return value
    }

    /// Forgets what is not needed any more.
    package func forget(where isOld: (Key) -> Bool) {
        state.withLock { state in
            for key in state.entries.keys where isOld(key) { Self.remove(key, &state) }
        }
    }

    /// Bytes of all values that are kept.
    package var byteCount: Int { state.withLock { $0.bytes } }

    /// Forgets what could not be made, unless somebody makes it by now.
    private func drop(_ key: Key, _ slot: Slot) {
        state.withLock { state in
            guard state.entries[key]?.slot === slot else { return }
            let isEmpty = slot.value.withLockIfAvailable { $0 == nil }
            if isEmpty == true { Self.remove(key, &state) }
        }
    }

    private func note(_ key: Key, _ slot: Slot, bytes: Int) {
        state.withLock { state in
            guard let entry = state.entries[key], entry.slot === slot else { return }
            state.entries[key]?.bytes = bytes
            state.bytes += bytes
            while state.bytes > limit,
                let oldest = state.entries.filter({ $0.value.bytes > 0 && $0.key != key })
                    .min(by: { $0.value.lastUse < $1.value.lastUse })?.key
            {
                Self.remove(oldest, &state)
            }
        }
    }

    private static func remove(_ key: Key, _ state: inout State) {
        state.bytes -= state.entries.removeValue(forKey: key)?.bytes ?? 0
    }
}
