package import AddressDictionary
package import Geospatial
package import Residents
package import SupportScoring

/// One household as an audience may see it; a withheld field is nil or empty.
package struct DisclosedHousehold: Sendable {
    /// The household's id in this generation.
    package let id: UInt32
    /// 世帯番号.
    package let householdNumber: String?
    /// Whether somebody in it is protected (支援措置など); nil for whoever may not know of any.
    package let isProtected: Bool?
    /// 住所 as registered, or only its town.
    package let address: String?
    /// 方書 as registered.
    package let building: String?
    /// Where it stands, or nil when it is not located.
    package let location: DisclosedLocation?
    /// The household's support score.
    package let score: Points?
    /// The household's band.
    package let band: SupportBand?
    /// The household's score on a weekday's daytime; nil also when the policy has no rule for it.
    package let daytimeScore: Points?
    /// The household's band on a weekday's daytime.
    package let daytimeBand: SupportBand?
    /// Members in listing order.
    package let members: [DisclosedMember]
}

/// A household's position with its honesty.
package struct DisclosedLocation: BitwiseCopyable, Sendable {
    /// How much of the address text was found in the dictionary; nil where only the packed position was read.
    package let matchLevel: MatchLevel?
    /// Which kind of record gave the point.
    package let coordinateLevel: MatchLevel
    /// JGD2011, or nil when nothing gave a point.
    package let position: Coordinate?
    /// Radius in metres in which the household stands; nil where only the packed position was read.
    package let uncertaintyMetres: Double?
}

/// One resident as an audience may see them; a withheld field is nil or empty.
package struct DisclosedMember: Sendable {
    /// 宛名番号.
    package let residentNumber: String?
    /// 氏名, byte for byte as registered.
    package let name: String?
    /// フリガナ.
    package let kana: String?
    /// 生年月日 as recorded.
    package let birthDate: RecordedDate?
    /// Completed years on the as-of date, where the birth date itself is withheld.
    package let age: Int?
    /// 性別.
    package let sex: Sex?
    /// 続柄.
    package let relationship: String?
    /// 電話番号.
    package let phone: String?
    /// 居所, when it differs from the registered address.
    package let placeOfStay: String?
    /// Floor of the dwelling, 1 at ground level.
    package let floor: Int?
    /// The person's support score.
    package let score: Points?
    /// Needs that hold on the as-of date, and those that should be looked at.
    package let needs: [DisclosedNeed]
    /// What help the needs call for, in a fixed order.
    package let help: [HelpKind]
}

/// One need without its source.
package struct DisclosedNeed: Hashable, Sendable {
    /// Kind of need.
    package let kind: NeedKind
    /// Grade within the kind.
    package let grade: NeedGrade
    /// Whether it holds on the as-of date, and if not, why it is shown.
    package let state: NeedState
}
