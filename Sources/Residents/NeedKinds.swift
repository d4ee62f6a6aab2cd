/// A set of kinds of need, in two bytes; a city has millions of them.
package struct NeedKinds: Hashable, Sendable {
    private var bits: UInt16 = 0

    /// No kind.
    package init() {}

    /// Adds a kind.
    package mutating func insert(_ kind: NeedKind) { bits |= 1 << UInt16(kind.ordinal) }

    /// Whether the kind is in the set.
    package func contains(_ kind: NeedKind) -> Bool { bits & 1 << UInt16(kind.ordinal) != 0 }

    /// Whether there is none.
    package var isEmpty: Bool { bits == 0 }
}
