import Residents

/// Looks through a register for what should be looked at and yet does not stop an import.
enum RegisterWarnings {
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

    private struct Household {
        var heads = 0
        let address: StoredText
        let line: Int
        var differs = false
    }

    /// Counts each kind of warning, in file order; what concerns a household stands at its first row.
    ///
    /// - Parameter today: the day on which ages are counted.
    /// - Complexity: O(residents).
    static func find(in residents: [Resident], today: CalendarDate) -> ImportWarnings {
        var warnings = ImportWarnings()
        var places: [HouseholdNumber: Int] = [:]
        var households: [Household] = []
        for resident in residents {
            check(resident, today: today, &warnings)
            let isHead = resident.relationship.isHead ? 1 : 0
            if let place = places[resident.householdNumber] {
                households[place].heads += isHead
                if households[place].address != resident.address { households[place].differs = true }
            } else {
                places[resident.householdNumber] = households.count
                households.append(Household(heads: isHead, address: resident.address, line: resident.sourceLine))
            }
        }
        for household in households {
            if household.heads == 0 { warnings.add(.noHead, line: household.line) }
            if household.heads > 1 { warnings.add(.severalHeads, line: household.line) }
            if household.differs { warnings.add(.differentAddresses, line: household.line) }
        }
        return warnings
    }

    private static func check(_ resident: Resident, today: CalendarDate, _ warnings: inout ImportWarnings) {
        let line = resident.sourceLine
        if let born = resident.birthDate.day {
            let age = Age.completedYears(born: born, asOf: today)
            if born > today { warnings.add(.futureBirthDate, line: line) }
            if age > oldestAge { warnings.add(.implausibleAge, line: line) }
            if age < youngestHead, resident.relationship.isHead { warnings.add(.youngHead, line: line) }
        } else {
            warnings.add(.unknownBirthDate, line: line)
        }
        if !resident.relationship.isRecognised { warnings.add(.unrecognisedRelationship, line: line) }
        if CheckDigit.isRight(resident.residentNumber.text) == false { warnings.add(.wrongCheckDigit, line: line) }
    }
}
