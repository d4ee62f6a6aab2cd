import Residents

/// Looks through a register for what should be looked at and yet does not stop an import.
struct RegisterWarnings {
    /// The youngest age at which the head of a household raises no question.
    static let youngestHead = 15
    /// The oldest age that raises no question: nobody in Japan has lived longer.
    static let oldestAge = 120

    /// Counts what should be looked at in a needs file.
    static func find(in needs: [Need]) -> ImportWarnings {
        var warnings = ImportWarnings()
        for need in needs {
            if need.grade.level == .unrecognised { warnings.add(.unrecognisedGrade, line: need.sourceLine) }
            if need.kind.lessensExposure, need.grade.counts { warnings.add(.countedAsAway, line: need.sourceLine) }
        }
        return warnings
    }

    /// What was found; each kind in file order, what concerns a household at its first row.
    private(set) var found = ImportWarnings()
    private let today: CalendarDate

    /// - Parameter today: the day on which ages are counted.
    init(today: CalendarDate) { self.today = today }

    /// Looks at one household, its members in any order; at nobody whom the file says nothing of.
    mutating func look(at members: [ResidentRecord]) {
        // Who was kept has a line in an earlier file, which was looked through when it came.
        let told = members.lazy.filter { !$0.isKept }
        guard let first = members.first, let line = told.map(\.sourceLine).min() else { return }
        var heads = 0
        var differs = false
        let address = first.text(.address)
        for member in members {
            if !member.isKept { look(at: member) }
            if member.rank == .head { heads += 1 }
            if let address, let other = member.text(.address), !address.holdsSame(as: other) { differs = true }
        }
        if heads == 0 { found.add(.noHead, line: line) }
        if heads > 1 { found.add(.severalHeads, line: line) }
        if differs { found.add(.differentAddresses, line: line) }
    }

    private mutating func look(at member: ResidentRecord) {
        let line = member.sourceLine
        if let born = member.birthDay {
            let age = Age.completedYears(born: born, asOf: today)
            if born > today { found.add(.futureBirthDate, line: line) }
            if age > Self.oldestAge { found.add(.implausibleAge, line: line) }
            if age < Self.youngestHead, member.rank == .head { found.add(.youngHead, line: line) }
        } else {
            found.add(.unknownBirthDate, line: line)
        }
        if member.rank == .unrecognised { found.add(.unrecognisedRelationship, line: line) }
        if let number = member.text(.residentNumber), CheckDigit.isRight(number) == false {
            found.add(.wrongCheckDigit, line: line)
        }
    }
}
