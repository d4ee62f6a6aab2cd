import Residents

/// One fault in one row of an imported file: where and what, never the value.
package struct RowError: Hashable, Sendable {
    /// Physical line on which the row starts; the header is line 1.
    package let line: Int
    /// The column's heading, or nil when the fault is the row's as a whole.
    package let column: String?
    /// What is wrong.
    package let code: RowErrorCode

    /// Names a fault.
    package init(line: Int, column: String?, code: RowErrorCode) {
        self.line = line
        self.column = column
        self.code = code
    }
}

/// The stable codes of row faults, listed in `Docs/data-formats.md`.
package enum RowErrorCode: String, CaseIterable, Sendable {
    /// The row has more or fewer fields than the header.
    case wrongFieldCount = "wrong-field-count"
    /// A quotation mark stands where none may.
    case malformedQuoting = "malformed-quoting"
    /// A field that must be filled is empty.
    case missingValue = "missing-value"
    /// A field holds a control character such as NUL or a line break.
    case controlCharacter = "control-character"
    /// A field is longer than its kind allows.
    case tooLong = "too-long"
    /// An earlier row has the same resident number.
    case duplicateResidentNumber = "duplicate-resident-number"
    /// The date is in no form that is known, or is outside its era.
    case badDate = "bad-date"
    /// The end of a validity lies before its start.
    case datesInWrongOrder = "dates-in-wrong-order"
    /// The sex is none of 男, 女, 1, 2, male, female, 不明.
    case badSex = "bad-sex"
    /// The relationship cannot be stored.
    case badRelationship = "bad-relationship"
    /// The number is not a whole number in range.
    case badNumber = "bad-number"
    /// Longitude and latitude are not both degrees, or only one is given.
    case badCoordinate = "bad-coordinate"
    /// Longitude and latitude seem to be exchanged.
    case swappedCoordinate = "swapped-coordinate"
    /// The cell says nothing about residence that the profile knows, or about a protection that the import knows.
    case unknownState = "unknown-state"
    /// The answer is neither consent nor refusal nor the lack of an answer.
    case unknownConsent = "unknown-consent"
    /// The word names no protection that is known.
    case unknownProtection = "unknown-protection"
    /// An earlier row says something else about the same person.
    case conflictingRow = "conflicting-row"
    /// The kind of need is none that is known.
    case unknownNeedKind = "unknown-need-kind"
    /// The grade is none that this kind of need knows.
    case unknownNeedGrade = "unknown-need-grade"
    /// Nothing of the address can be compared, or it is longer than is looked at.
    case unreadableAddress = "unreadable-address"
    /// The corrected spelling is not found down to a town.
    case correctionNotFound = "correction-not-found"
    /// The corrected spelling has several readings.
    case correctionAmbiguous = "correction-ambiguous"
    /// The corrected spelling is the same text as the address.
    case correctionUnchanged = "correction-unchanged"
    /// The corrected spelling lies in another municipality.
    case otherMunicipality = "other-municipality"
    /// The coordinates are metres, not degrees.
    case metresCoordinate = "metres-coordinate"
    /// The point lies too far from the municipality.
    case farFromMunicipality = "far-from-municipality"
    /// An earlier row teaches something else about the same address.
    case conflictingCorrection = "conflicting-correction"
    /// A mark says neither yes nor no.
    case unknownFlag = "unknown-flag"
    /// An earlier row has the same shelter id.
    case duplicateShelter = "duplicate-shelter"
    /// The report is none that is known.
    case unknownWorkState = "unknown-work-state"
    /// The incident has no such household, or none that may be seen.
    case unknownHousehold = "unknown-household"
    /// The number in the incident and the household number belong to different households.
    case numbersDisagree = "numbers-disagree"
    /// The incident has no such team.
    case unknownTeam = "unknown-team"
    /// The time is in no form that is known.
    case badTime = "bad-time"
    /// The time lies in the future, or long before the incident.
    case timeOutOfRange = "time-out-of-range"
    /// More reports of one household than are taken at once.
    case tooManyReports = "too-many-reports"
}

extension RowErrorCode {
    /// The code of a value that Residents refuses: what is wrong with the text itself, or otherwise the column's own code.
    init(_ error: ResidentValueError, otherwise code: RowErrorCode) {
        switch error {
        case .empty: self = .missingValue
        case .tooLong: self = .tooLong
        case .controlCharacter: self = .controlCharacter
        default: self = code
        }
    }
}
