extension NeedGrade {
    /// What lists show for the need as a whole, such as 要介護3, 身体2級, 療育A, 愛の手帳1度, 精神1級, 人工呼吸器.
    package func japanese(_ kind: NeedKind) -> String {
        switch level {
        case .unspecified: kind.japanese
        case .unrecognised: "\(kind.japanese)(不明な程度)"
        case .independent: "自立"
        case .programmeTarget: "事業対象者"
        case .transitional: "経過的要介護"
        case .support1: "要支援1"
        case .support2: "要支援2"
        case .care1: "要介護1"
        case .care2: "要介護2"
        case .care3: "要介護3"
        case .care4: "要介護4"
        case .care5: "要介護5"
        case .reassessment: "\(kind.japanese)(再調査)"
        case .cancelled: "\(kind.japanese)(取消)"
        case .absent: "\(kind.japanese)(なし)"
        case .grade1, .grade2, .grade3, .grade4, .grade5, .grade6, .grade7:
            "\(kind.japanese)\(level.rawValue - NeedLevel.grade1.rawValue + 1)級"
        case .a, .a1, .a2, .b, .b1, .b2, .c: "療育\(level.code)"
        case .circledA: "療育〇A"
        case .profound: "療育最重度"
        case .severe: "療育重度"
        case .moderate: "療育中度"
        case .mild: "療育軽度"
        case .degree1: "愛の手帳1度"
        case .degree2: "愛の手帳2度"
        case .degree3: "愛の手帳3度"
        case .degree4: "愛の手帳4度"
        default: kind == .medicalCare ? medicalJapanese : "\(kind.japanese)(\(medicalJapanese))"
        }
    }

    private var medicalJapanese: String {
        switch level {
        case .ventilator: "人工呼吸器"
        case .tracheostomy: "気管切開"
        case .oxygen: "酸素"
        case .suction: "吸引"
        case .tubeFeeding: "経管栄養"
        case .centralVenous: "中心静脈カテーテル"
        case .dialysis: "透析"
        case .nasopharyngealAirway: "鼻咽頭エアウェイ"
        case .subcutaneous: "皮下注射"
        case .catheterisation: "導尿"
        case .bowelCare: "排便管理"
        case .nebuliser: "ネブライザー"
        case .bloodGlucose: "血糖測定"
        case .seizure: "けいれん時の対応"
        default: "医療的ケア"
        }
    }
}
