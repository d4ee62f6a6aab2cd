package import Geospatial

/// One resident as the register records it.
///
/// Equality follows the parts; postal code, phone and structure, which hold no names, compare as Swift compares text.
package struct Resident: Hashable, Sendable {
    /// 宛名番号.
    package let residentNumber: ResidentNumber
    /// 世帯番号.
    package let householdNumber: HouseholdNumber
    /// 氏名.
    package let name: StoredText
    /// フリガナ.
    package let kana: StoredText?
    /// 生年月日.
    package let birthDate: RecordedDate
    /// 性別.
    package let sex: Sex
    /// 続柄.
    package let relationship: Relationship
    /// 住所.
    package let address: StoredText
    /// 方書.
    package let building: StoredText?
    /// 郵便番号.
    package let postalCode: String?
    /// 電話番号.
    package let phone: String?
    /// 居所, where the person stays when it is not the address.
    package let placeOfStay: StoredText?
    /// Storey on which the household lives; negative below ground.
    package let floor: Int?
    /// Year in which the house was built.
    package let buildYear: Int?
    /// 構造 of the house, as recorded.
    package let structure: String?
    /// The position from the municipality's own survey, JGD2011 degrees.
    package let surveyPosition: Coordinate?
    /// Physical line in the imported file, the header being line 1.
    package let sourceLine: Int

    /// Takes the parts as they are.
    package init(
        residentNumber: ResidentNumber, householdNumber: HouseholdNumber, name: StoredText, kana: StoredText?,
        birthDate: RecordedDate, sex: Sex, relationship: Relationship, address: StoredText, building: StoredText?,
        postalCode: String?, phone: String?, placeOfStay: StoredText?, floor: Int?, buildYear: Int?, structure: String?,
        surveyPosition: Coordinate?, sourceLine: Int
    ) {
        self.residentNumber = residentNumber
        self.householdNumber = householdNumber
        self.name = name
        self.kana = kana
        self.birthDate = birthDate
        self.sex = sex
        self.relationship = relationship
        self.address = address
        self.building = building
        self.postalCode = postalCode
        self.phone = phone
        self.placeOfStay = placeOfStay
        self.floor = floor
        self.buildYear = buildYear
        self.structure = structure
        self.surveyPosition = surveyPosition
        self.sourceLine = sourceLine
    }

    /// Whether the left resident is listed before the right one in the same household.
    ///
    /// By 続柄, then the older first with unknown birth dates last, then by resident number; a total order within a register.
    ///
    /// - Source: 住民記録システム標準仕様書 5.2 (1010).
    package static func listingOrder(_ lhs: Resident, _ rhs: Resident) -> Bool {
        if lhs.relationship.rank != rhs.relationship.rank { return lhs.relationship.rank < rhs.relationship.rank }
        switch (lhs.birthDate.day, rhs.birthDate.day) {
        case (let left?, let right?) where left != right: return left < right
        case (.some, nil): return true
        case (nil, .some): return false
        default: return lhs.residentNumber < rhs.residentNumber
        }
    }
}
