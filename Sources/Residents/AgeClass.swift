/// Ages as counts of people tell them apart.
package enum AgeClass: String, CaseIterable, Sendable {
    /// 0 to 5 years: infants (乳幼児).
    case upTo5 = "0-5"
    /// 6 to 17 years.
    case upTo17 = "6-17"
    /// 18 to 64 years: those who can help, where they can.
    case upTo64 = "18-64"
    /// 65 to 74 years (前期高齢者).
    case upTo74 = "65-74"
    /// 75 to 84 years (後期高齢者).
    case upTo84 = "75-84"
    /// 85 years and more.
    case from85 = "85+"
    /// The birth date is not known.
    case unknown

    /// The class of an age in completed years; before birth counts as 0.
    package init(years: Int?) {
        switch years {
        case nil: self = .unknown
        case .some(..<6): self = .upTo5
        case .some(..<18): self = .upTo17
        case .some(..<65): self = .upTo64
        case .some(..<75): self = .upTo74
        case .some(..<85): self = .upTo84
        default: self = .from85
        }
    }

    /// The class in Japanese.
    package var japanese: String {
        switch self {
        case .upTo5: "0～5歳"
        case .upTo17: "6～17歳"
        case .upTo64: "18～64歳"
        case .upTo74: "65～74歳"
        case .upTo84: "75～84歳"
        case .from85: "85歳以上"
        case .unknown: "年齢不明"
        }
    }

    /// The place in ``allCases``, from 0; for tables.
    package var ordinal: Int {
        switch self {
        case .upTo5: 0
        case .upTo17: 1
        case .upTo64: 2
        case .upTo74: 3
        case .upTo84: 4
        case .from85: 5
        case .unknown: 6
        }
    }
}
