/// One row of a needs file: a fact about a resident and the days on which it holds.
package struct Need: Hashable, Sendable {
    /// Whom the fact is about.
    package let residentNumber: ResidentNumber
    /// What the fact is.
    package let kind: NeedKind
    /// How much.
    package let grade: NeedGrade
    /// First day of validity, inclusive; nil when open.
    package let validFrom: CalendarDate?
    /// Last day of validity, inclusive; nil when open.
    package let validUntil: CalendarDate?
    /// Physical line in the imported file, the header being line 1.
    package let sourceLine: Int

    /// The file that the line stands in; nil until the need is stored, and for needs of workspaces that did not note it.
    package let source: NeedSource?

    /// Takes the parts as they are.
    package init(
        residentNumber: ResidentNumber, kind: NeedKind, grade: NeedGrade, validFrom: CalendarDate?,
        validUntil: CalendarDate?, sourceLine: Int, source: NeedSource? = nil
    ) {
        self.residentNumber = residentNumber
        self.kind = kind
        self.grade = grade
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.sourceLine = sourceLine
        self.source = source
    }

    /// The need without the place where it stands, for comparing facts.
    package var asFact: Need {
        Need(
            residentNumber: residentNumber, kind: kind, grade: grade, validFrom: validFrom, validUntil: validUntil,
            sourceLine: 0)
    }

    /// Whether the fact holds on the day; both ends count.
    package func isValid(on date: CalendarDate) -> Bool {
        if let validFrom, date < validFrom { return false }
        if let validUntil, validUntil < date { return false }
        return true
    }
}
