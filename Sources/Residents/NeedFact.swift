/// A need without the texts that nobody scores by: what it is and when it holds.
package struct NeedFact: Hashable, Sendable {
    /// What the fact is.
    package let kind: NeedKind
    /// How much.
    package let level: NeedLevel
    /// First day of validity, inclusive; nil when open.
    package let validFrom: CalendarDate?
    /// Last day of validity, inclusive; nil when open.
    package let validUntil: CalendarDate?

    /// Takes the parts as they are.
    package init(kind: NeedKind, level: NeedLevel, validFrom: CalendarDate?, validUntil: CalendarDate?) {
        self.kind = kind
        self.level = level
        self.validFrom = validFrom
        self.validUntil = validUntil
    }

    /// Whether the fact holds on the day; both ends count.
    package func isValid(on date: CalendarDate) -> Bool {
        if let validFrom, date < validFrom { return false }
        if let validUntil, validUntil < date { return false }
        return true
    }
}

extension Need {
    /// What scoring looks at.
    package var scored: NeedFact {
        NeedFact(kind: kind, level: grade.level, validFrom: validFrom, validUntil: validUntil)
    }
}
