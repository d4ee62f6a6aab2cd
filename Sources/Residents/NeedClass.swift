/// The kinds of need that lists tell apart by colour and sign.
package enum NeedClass: String, CaseIterable, Sendable {
    /// Old age: 65 and over, or a certified care level.
    case elderly
    /// A certificate, medical care, a wheelchair or a designated disease.
    case disabled
    /// 妊産婦.
    case pregnant
    /// 0–5 years.
    case infant
    /// Any other need, such as language.
    case other

    /// 高齢, 障害・医療, 妊産婦, 乳幼児 or その他.
    package var japanese: String {
        switch self {
        case .elderly: "高齢"
        case .disabled: "障害・医療"
        case .pregnant: "妊産婦"
        case .infant: "乳幼児"
        case .other: "その他"
        }
    }

    /// The class that comes with age alone: 65 and over, 0–5, or none; an unknown age has none.
    package static func ofAge(_ years: Int?) -> NeedClass? {
        switch years {
        case .some(65...): .elderly
        case .some(..<6): .infant
        default: nil
        }
    }
}
