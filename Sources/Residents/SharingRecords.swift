/// One answer about sharing in peacetime, as a file told it.
package struct ConsentRecord: Hashable, Sendable {
    /// Who answered.
    package let residentNumber: ResidentNumber
    /// What.
    package let answer: ConsentAnswer
    /// When, or nil when the file does not say.
    package let answeredOn: CalendarDate?
    /// Physical line in the imported file, the header being line 1.
    package let sourceLine: Int

    /// Takes the parts as they are.
    package init(residentNumber: ResidentNumber, answer: ConsentAnswer, answeredOn: CalendarDate?, sourceLine: Int) {
        self.residentNumber = residentNumber
        self.answer = answer
        self.answeredOn = answeredOn
        self.sourceLine = sourceLine
    }

    /// Whether both tell the same, wherever they stand.
    package func tellsTheSame(as other: ConsentRecord) -> Bool {
        residentNumber == other.residentNumber && answer == other.answer && answeredOn == other.answeredOn
    }
}

/// The beginning or the lifting of one protection, as a file told it.
package struct ProtectionRecord: Hashable, Sendable {
    /// Whom it protects.
    package let residentNumber: ResidentNumber
    /// Why.
    package let kind: ProtectionKind
    /// Whether it is lifted; nothing else ends a protection.
    package let isLifted: Bool
    /// First day, or nil when the file does not say.
    package let validFrom: CalendarDate?
    /// Last day as planned, or nil; a protection holds on until it is lifted.
    package let validUntil: CalendarDate?
    /// Physical line in the imported file, the header being line 1.
    package let sourceLine: Int

    /// Takes the parts as they are.
    package init(
        residentNumber: ResidentNumber, kind: ProtectionKind, isLifted: Bool, validFrom: CalendarDate?,
        validUntil: CalendarDate?, sourceLine: Int
    ) {
        self.residentNumber = residentNumber
        self.kind = kind
        self.isLifted = isLifted
        self.validFrom = validFrom
        self.validUntil = validUntil
        self.sourceLine = sourceLine
    }

    /// Whether both tell the same, wherever they stand.
    package func tellsTheSame(as other: ProtectionRecord) -> Bool {
        residentNumber == other.residentNumber && kind == other.kind && isLifted == other.isLifted
            && validFrom == other.validFrom && validUntil == other.validUntil
    }
}
