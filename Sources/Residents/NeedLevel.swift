/// Every grade that any kind of need knows, one byte each; ``code`` is what the register stores.
package enum NeedLevel: UInt8, CaseIterable, BitwiseCopyable, Sendable {
    /// The kind has no grades, or the file leaves it blank.
    case unspecified
    /// A stored code that this version does not know; never counts.
    case unrecognised

    /// 自立 (要介護状態区分 00), and 非該当.
    case independent
    /// 事業対象者 (06).
    case programmeTarget
    /// 経過的要介護 (11).
    case transitional
    /// 要支援1 (12).
    case support1
    /// 要支援2 (13).
    case support2
    /// 要介護1 (21).
    case care1
    /// 要介護2 (22).
    case care2
    /// 要介護3 (23).
    case care3
    /// 要介護4 (24).
    case care4
    /// 要介護5 (25).
    case care5
    /// 再調査 (31).
    case reassessment
    /// 取消 (88), also a certificate given back or expired.
    case cancelled
    /// なし (99).
    case absent

    /// 1級.
    case grade1
    /// 2級.
    case grade2
    /// 3級.
    case grade3
    /// 4級.
    case grade4
    /// 5級.
    case grade5
    /// 6級.
    case grade6
    /// 7級.
    case grade7

    /// 療育A.
    case a
    /// 療育A1.
    case a1
    /// 療育A2.
    case a2
    /// 療育〇A.
    case circledA
    /// 最重度.
    case profound
    /// 重度.
    case severe
    /// 愛の手帳1度.
    case degree1
    /// 愛の手帳2度.
    case degree2
    /// 療育B.
    case b
    /// 療育B1.
    case b1
    /// 中度.
    case moderate
    /// 愛の手帳3度.
    case degree3
    /// 療育B2.
    case b2
    /// 療育C.
    case c
    /// 軽度.
    case mild
    /// 愛の手帳4度.
    case degree4

    /// 人工呼吸器.
    case ventilator
    /// 気管切開.
    case tracheostomy
    /// 酸素.
    case oxygen
    /// 吸引.
    case suction
    /// 経管栄養, 胃瘻.
    case tubeFeeding
    /// 中心静脈カテーテル.
    case centralVenous
    /// 透析.
    case dialysis
    /// 鼻咽頭エアウェイ.
    case nasopharyngealAirway
    /// 皮下注射.
    case subcutaneous
    /// 導尿.
    case catheterisation
    /// 排便管理.
    case bowelCare
    /// ネブライザー.
    case nebuliser
    /// 血糖測定.
    case bloodGlucose
    /// けいれん時の対応.
    case seizure
    /// Medical care that the file does not name.
    case otherCare

    /// The canonical ASCII code; empty for ``unspecified``.
    package var code: String { NeedLevelTable.codes[Int(rawValue)] }

    /// Whether the grade is a need at all; 自立, 再調査, 取消, なし and unknown codes are not.
    package var counts: Bool {
        switch self {
        case .independent, .reassessment, .cancelled, .absent, .unrecognised: false
        default: true
        }
    }

    /// The level with this code, or nil.
    package init?(code: String) {
        guard let level = NeedLevelTable.levels[code] else { return nil }
        self = level
    }

    /// The grades that the kind knows, ``unspecified`` included where a blank is allowed.
    package static func levels(of kind: NeedKind) -> [NeedLevel] {
        switch kind {
        case .careLevel:
            [
                .independent, .programmeTarget, .transitional, .support1, .support2, .care1, .care2, .care3, .care4,
                .care5,
                .reassessment, .cancelled, .absent,
            ]
        case .physicalDisability:
            [.grade1, .grade2, .grade3, .grade4, .grade5, .grade6, .grade7, .cancelled, .absent]
        case .mentalDisability: [.grade1, .grade2, .grade3, .cancelled, .absent]
        case .intellectualDisability:
            [
                .a, .a1, .a2, .circledA, .profound, .severe, .degree1, .degree2, .b, .b1, .moderate, .degree3, .b2, .c,
                .mild, .degree4, .cancelled, .absent,
            ]
        case .medicalCare:
            [
                .ventilator, .tracheostomy, .oxygen, .suction, .tubeFeeding, .centralVenous, .dialysis,
                .nasopharyngealAirway, .subcutaneous, .catheterisation, .bowelCare, .nebuliser, .bloodGlucose, .seizure,
                .otherCare, .cancelled, .absent,
            ]
        case .powerDependence: [.unspecified, .ventilator, .oxygen, .suction, .cancelled, .absent]
        case .wheelchair, .designatedDisease, .pregnancy, .foreignResident, .institution, .hospitalStay:
            [.unspecified, .cancelled, .absent]
        }
    }
}

/// The codes of all levels, in raw-value order and looked up by code.
private enum NeedLevelTable {
    static let codes = [
        "", "unrecognised",
        "independent", "programme", "transitional", "support1", "support2", "care1", "care2", "care3", "care4", "care5",
        "reassessment", "cancelled", "none",
        "grade1", "grade2", "grade3", "grade4", "grade5", "grade6", "grade7",
        "A", "A1", "A2", "circledA", "profound", "severe", "degree1", "degree2",
        "B", "B1", "moderate", "degree3", "B2", "C", "mild", "degree4",
        "ventilator", "tracheostomy", "oxygen", "suction", "tube_feeding", "central_venous", "dialysis",
        "nasopharyngeal_airway", "subcutaneous", "catheterisation", "bowel_care", "nebuliser", "blood_glucose",
        "seizure",
        "other",
    ]

    static let levels: [String: NeedLevel] = {
        var result: [String: NeedLevel] = [:]
        for level in NeedLevel.allCases { result[codes[Int(level.rawValue)]] = level }
        return result
    }()
}
