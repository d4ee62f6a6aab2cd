/// Why a recorded value cannot be accepted; cases carry facts about the value, never the value.
package enum ResidentValueError: Error, Hashable, Sendable {
    /// The text is empty or holds nothing but spaces.
    case empty
    /// The text has more UTF-8 bytes than its kind allows.
    case tooLong(bytes: Int, limit: Int)
    /// The text holds a control character (U+0000…U+001F, U+007F…U+009F) at this byte offset.
    case controlCharacter(byteOffset: Int)
    /// The text is in no form of a date that is known.
    case notADate
    /// The year is outside 1868…2200.
    case yearOutOfRange(year: Int)
    /// The date lies before the first or after the last day of the era that it names.
    case outsideEra(JapaneseEra)
    /// The text names no sex and no way of saying "unknown".
    case unknownSex
    /// The text names no kind of need.
    case unknownNeedKind
    /// The text names no grade that this kind of need knows.
    case unknownNeedGrade(kind: NeedKind)

    /// A stable name of the case, for reports and machines.
    package var code: String {
        switch self {
        case .empty: "empty"
        case .tooLong: "too-long"
        case .controlCharacter: "control-character"
        case .notADate: "not-a-date"
        case .yearOutOfRange: "year-out-of-range"
        case .outsideEra: "outside-era"
        case .unknownSex: "unknown-sex"
        case .unknownNeedKind: "unknown-need-kind"
        case .unknownNeedGrade: "unknown-need-grade"
        }
    }
}
