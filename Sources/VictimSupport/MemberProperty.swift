/// A member of a person's object in GeoJSON and JSON, in the order of the documents; the raw value is its name there.
package enum MemberProperty: String, CaseIterable, Sendable {
    /// 宛名番号.
    case residentNumber = "resident_number"
    /// 氏名.
    case name
    /// フリガナ.
    case kana
    /// 生年月日.
    case birthDate = "birth_date"
    /// Completed years on the as-of date.
    case age
    /// 性別.
    case sex
    /// 続柄.
    case relationship
    /// The person's support score.
    case score
    /// Needs that hold on the as-of date, and those that should be looked at.
    case needs
    /// What help they call for.
    case help
    /// 電話番号.
    case phone
    /// 居所.
    case placeOfStay = "place_of_stay"
    /// Floor of the dwelling.
    case floor
}
