import Residents

/// Looks through a register for what should be looked at and yet does not stop an import.
enum RegisterWarnings {
    /// Counts what should be looked at in a needs file; kinds that do not occur are left out.
    static func count(in needs: [Need]) -> [ImportWarning: Int] {
        var warnings: [ImportWarning: Int] = [:]
        for need in needs {
            if need.grade.level == .unrecognised { warnings[.unrecognisedGrade, default: 0] += 1 }
            if need.kind.lessensExposure, need.grade.counts { warnings[.countedAsAway, default: 0] += 1 }
        }
        return warnings
    }

    /// Counts each kind of warning; kinds that do not occur are left out.
    ///
    /// - Complexity: O(residents).
    static func count(in residents: [Resident]) -> [ImportWarning: Int] {
        var warnings: [ImportWarning: Int] = [:]
        var households: [HouseholdNumber: (heads: Int, address: StoredText, differs: Bool)] = [:]
        for resident in residents {
            if case .unknown = resident.birthDate { warnings[.unknownBirthDate, default: 0] += 1 }
            if !resident.relationship.isRecognised { warnings[.unrecognisedRelationship, default: 0] += 1 }
            let heads = resident.relationship.isHead ? 1 : 0
            if var household = households[resident.householdNumber] {
                household.heads += heads
                household.differs = household.differs || household.address != resident.address
                households[resident.householdNumber] = household
            } else {
                households[resident.householdNumber] = (heads, resident.address, false)
            }
        }
        for household in households.values {
            if household.heads == 0 { warnings[.noHead, default: 0] += 1 }
            if household.heads > 1 { warnings[.severalHeads, default: 0] += 1 }
            if household.differs { warnings[.differentAddresses, default: 0] += 1 }
        }
        return warnings
    }
}
