/// The kinds of facts that a needs file brings about a person; the raw values are what the register stores.
package enum NeedKind: String, CaseIterable, BitwiseCopyable, Sendable {
    /// 要介護・要支援認定.
    case careLevel
    /// 身体障害者手帳.
    case physicalDisability
    /// 療育手帳, 愛の手帳.
    case intellectualDisability
    /// 精神障害者保健福祉手帳.
    case mentalDisability
    /// 医療的ケア.
    case medicalCare
    /// Life support that needs electric power (電源依存).
    case powerDependence
    /// 車椅子.
    case wheelchair
    /// 難病 (指定難病).
    case designatedDisease
    /// 妊産婦.
    case pregnancy
    /// A foreign resident who asks for support (外国人).
    case foreignResident
    /// Living in an institution (施設入所): lessens exposure at home.
    case institution
    /// A long stay in hospital (長期入院): lessens exposure at home.
    case hospitalStay

    /// The name that needs files and lists use.
    package var japanese: String {
        switch self {
        case .careLevel: "要介護"
        case .physicalDisability: "身体"
        case .intellectualDisability: "療育"
        case .mentalDisability: "精神"
        case .medicalCare: "医療的ケア"
        case .powerDependence: "電源依存"
        case .wheelchair: "車椅子"
        case .designatedDisease: "難病"
        case .pregnancy: "妊産婦"
        case .foreignResident: "外国人"
        case .institution: "施設入所"
        case .hospitalStay: "長期入院"
        }
    }

    /// The English name in outputs and policy files, such as `care_level`.
    package var snakeCase: String {
        switch self {
        case .careLevel: "care_level"
        case .physicalDisability: "physical_disability"
        case .intellectualDisability: "intellectual_disability"
        case .mentalDisability: "mental_disability"
        case .medicalCare: "medical_care"
        case .powerDependence: "power_dependence"
        case .wheelchair: "wheelchair"
        case .designatedDisease: "designated_disease"
        case .pregnancy: "pregnancy"
        case .foreignResident: "foreign_resident"
        case .institution: "institution"
        case .hospitalStay: "hospital_stay"
        }
    }

    /// The English name in sentences and lists.
    package var english: String {
        switch self {
        case .careLevel: "care level"
        case .physicalDisability: "physical disability"
        case .intellectualDisability: "intellectual disability"
        case .mentalDisability: "mental disability"
        case .medicalCare: "medical care"
        case .powerDependence: "power-dependent life support"
        case .wheelchair: "wheelchair"
        case .designatedDisease: "designated disease"
        case .pregnancy: "pregnancy"
        case .foreignResident: "foreign resident"
        case .institution: "living in an institution"
        case .hospitalStay: "long hospital stay"
        }
    }

    /// The place of the kind in ``allCases``, from 0; for tables.
    package var ordinal: Int {
        switch self {
        case .careLevel: 0
        case .physicalDisability: 1
        case .intellectualDisability: 2
        case .mentalDisability: 3
        case .medicalCare: 4
        case .powerDependence: 5
        case .wheelchair: 6
        case .designatedDisease: 7
        case .pregnancy: 8
        case .foreignResident: 9
        case .institution: 10
        case .hospitalStay: 11
        }
    }

    /// How lists colour the kind; nil for facts that lessen exposure.
    package var displayClass: NeedClass? {
        switch self {
        case .careLevel: .elderly
        case .physicalDisability, .intellectualDisability, .mentalDisability, .medicalCare, .powerDependence,
            .wheelchair,
            .designatedDisease:
            .disabled
        case .pregnancy: .pregnant
        case .foreignResident: .other
        case .institution, .hospitalStay: nil
        }
    }

    /// Whether the fact takes the person out of the home, so that it lessens exposure instead of adding need.
    package var lessensExposure: Bool { self == .institution || self == .hospitalStay }

    /// Whether a needs file may leave the grade blank.
    package var allowsBlankGrade: Bool {
        switch self {
        case .careLevel, .physicalDisability, .intellectualDisability, .mentalDisability, .medicalCare: false
        default: true
        }
    }

    /// Reads the Japanese name, its usual variants, the raw value or the snake-case name; nil for anything else.
    ///
    /// 要支援 is no name of the kind: with it, a bare grade `1` would be read as 要介護1.
    package init?(recorded text: String) {
        var folded = TextBytes.folded(text).lowercased()
        for variant in ["障がい", "障碍"] {
            if let range = folded.firstRange(of: variant) { folded.replaceSubrange(range, with: "障害") }
        }
        folded.removeAll { $0 == "_" || $0 == "-" }
        guard let kind = Self.named(folded) else { return nil }
        self = kind
    }

    private static func named(_ folded: String) -> NeedKind? {
        switch folded {
        case "要介護", "要介護認定", "要介護度", "要介護状態区分", "要介護・要支援", "要介護要支援", "介護", "介護度", "介護認定", "介護保険",
            "carelevel", "care":
            .careLevel
        case "身体", "身体障害", "身体障害者", "身体障害者手帳", "身体手帳", "身障", "身障手帳", "physicaldisability", "physical":
            .physicalDisability
        case "療育", "療育手帳", "愛の手帳", "愛護手帳", "みどりの手帳", "知的", "知的障害", "知的障害者", "intellectualdisability",
            "intellectual":
            .intellectualDisability
        case "精神", "精神障害", "精神障害者", "精神手帳", "精神障害者手帳", "精神障害者保健福祉手帳", "精神保健福祉手帳", "mentaldisability", "mental":
            .mentalDisability
        case "医療的ケア", "医療的ケア児", "医ケア", "医ケア児", "医療ケア", "medicalcare": .medicalCare
        case "電源依存", "電源", "電源要", "電力依存", "電源が必要な医療機器", "在宅医療機器", "powerdependence", "power": .powerDependence
        case "車椅子", "車いす", "車イス", "wheelchair": .wheelchair
        case "難病", "指定難病", "特定疾患", "難病患者", "特定医療費", "designateddisease", "disease": .designatedDisease
        case "妊産婦", "妊婦", "産婦", "妊娠", "母子健康手帳", "pregnancy", "pregnant": .pregnancy
        case "外国人", "外国籍", "外国人住民", "外国人(希望)", "foreignresident", "foreign": .foreignResident
        case "施設入所", "施設", "施設入所者", "入所", "institution": .institution
        case "長期入院", "入院", "長期入院者", "hospitalstay", "hospital": .hospitalStay
        default: nil
        }
    }
}
