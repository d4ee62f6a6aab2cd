extension NeedGrade {
    /// The most UTF-8 bytes of a grade or detail.
    package static let maximumBytes = 300

    /// Reads a grade as the kind writes it; digits half-width, full-width, Chinese or Roman.
    ///
    /// Sources of the codes: 要介護状態区分 of the 中間標準レイアウト for `00 06 11 12 13 21…25 31 88 99`; 身体障害者福祉法施行規則
    /// 別表第5号 for 1級…7級; 療育手帳制度要綱 for A and B with the local A1, A2, 〇A, B1, B2, C and the 1度…4度 of Tokyo's
    /// 愛の手帳; 精神保健福祉法施行令 6条 for 1級…3級; 医療的ケア判定スコア for medical care.
    /// The words 取消, 返還, なし and their like are recognised for every kind and do not count.
    ///
    /// - Throws: ``ResidentValueError/unknownNeedGrade(kind:)``, also for a blank where the kind has grades, and the errors
    ///   of text that cannot be stored.
    package static func parse(_ text: String, kind: NeedKind) throws(ResidentValueError) -> NeedGrade {
        let folded = foldedGrade(text)
        if folded.isEmpty {
            guard kind.allowsBlankGrade else { throw .unknownNeedGrade(kind: kind) }
            return NeedGrade(.unspecified)
        }
        try TextBytes.check(text, limit: maximumBytes)
        if let level = NeedLevel(code: text), NeedLevel.levels(of: kind).contains(level) { return NeedGrade(level) }
        if let level = cancellation(folded) { return NeedGrade(level) }
        switch kind {
        case .careLevel: return NeedGrade(try known(careLevel(folded), kind))
        case .physicalDisability: return NeedGrade(try known(certificateGrade(folded, upTo: 7), kind))
        case .mentalDisability: return NeedGrade(try known(certificateGrade(folded, upTo: 3), kind))
        case .intellectualDisability: return NeedGrade(try known(intellectualGrade(folded), kind))
        case .medicalCare: return NeedGrade(try known(medicalCare(folded), kind), detail: medicalDetail(text, folded))
        default: break
        }
        if ["0", "00", "no", "false", "否", "不要", "希望しない", "非該当"].contains(folded) { return NeedGrade(.absent) }
        if kind.lessensExposure { return away(folded, recorded: text) }
        if affirmations.contains(folded) {
            return NeedGrade(.unspecified)
        }
        if kind == .powerDependence, let device = medicalCare(folded), NeedLevel.levels(of: kind).contains(device) {
            return NeedGrade(device, detail: text)
        }
        return NeedGrade(.unspecified, detail: text)
    }

    /// Being away takes a person out of the count, so a text that does not plainly say so is not taken for it.
    private static func away(_ folded: String, recorded text: String) -> NeedGrade {
        let athome = [
            "退", "解除", "終了", "未", "在宅", "自宅", "なし", "無", "ない", "待", "申", "予定", "希望", "通院", "通所", "外来",
        ]
        if athome.contains(where: folded.contains) { return NeedGrade(.absent, detail: text) }
        if affirmations.contains(folded) { return NeedGrade(.unspecified) }
        let away = ["入所", "入院", "入居", "入園", "入寮", "施設", "在所", "在院", "在園", "ホーム", "苑", "荘", "園", "病院"]
        return NeedGrade(away.contains(where: folded.contains) ? .unspecified : .unrecognised, detail: text)
    }

    private static let affirmations: Set<String> = [
        "有", "あり", "有り", "該当", "1", "01", "○", "〇", "◯", "yes", "true", "要", "希望", "希望する", "利用",
    ]

    private static func known(_ level: NeedLevel?, _ kind: NeedKind) throws(ResidentValueError) -> NeedLevel {
        guard let level else { throw .unknownNeedGrade(kind: kind) }
        return level
    }

    /// Spaces away, ASCII narrow and lower case, Chinese and Roman digits as ASCII; 〇 stays when it is no digit.
    private static func foldedGrade(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in TextBytes.folded(text).lowercased().unicodeScalars {
            if (0x2160...0x2168).contains(scalar.value) || (0x2170...0x2178).contains(scalar.value) {
                result.append(Unicode.Scalar(UInt8(49 + (scalar.value & 15))))
            } else if scalar != "〇", let digit = TextBytes.kanjiDigit(scalar) {
                result.append(Unicode.Scalar(UInt8(48 + digit)))
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static func cancellation(_ folded: String) -> NeedLevel? {
        switch folded {
        case "取消", "取消し", "返還", "失効", "喪失", "廃止", "解除", "終了": .cancelled
        case "なし", "無し", "無", "非該当", "該当なし", "希望なし", "希望しない", "不要", "no", "false": .absent
        default: nil
        }
    }

    private static func dropping(_ prefixes: [String], from text: String) -> Substring {
        for prefix in prefixes where text.hasPrefix(prefix) { return text.dropFirst(prefix.count) }
        return Substring(text)
    }

    private static func careLevel(_ folded: String) -> NeedLevel? {
        switch folded {
        case "00", "0", "自立": return .independent
        case "06", "事業対象者", "事業対象", "総合事業対象者": return .programmeTarget
        case "11", "経過的要介護", "経過的": return .transitional
        case "12": return .support1
        case "13": return .support2
        case "21": return .care1
        case "22": return .care2
        case "23": return .care3
        case "24": return .care4
        case "25": return .care5
        case "31", "再調査": return .reassessment
        case "88": return .cancelled
        case "99": return .absent
        default: break
        }
        let support = dropping(["要支援", "支援", "要支", "支"], from: folded)
        if support.count < folded.count {
            switch support {
            case "1": return .support1
            case "2": return .support2
            default: return nil
            }
        }
        switch dropping(["要介護度", "要介護", "介護度", "介護", "要介", "介"], from: folded) {
        case "1": return .care1
        case "2": return .care2
        case "3": return .care3
        case "4": return .care4
        case "5": return .care5
        default: return nil
        }
    }

    private static func certificateGrade(_ folded: String, upTo highest: Int) -> NeedLevel? {
        var text = dropping(
            [
                "身体障害者手帳", "身体障害", "身障手帳", "身障", "身体", "身", "精神障害者保健福祉手帳", "精神障害", "精神", "精", "手帳",
            ], from: folded)
        // 1級(肢体) and 1級 肢体 name the kind of disability behind the grade.
        if let bracket = text.firstIndex(where: { $0 == "(" || $0 == "（" }) { text = text[..<bracket] }
        if !text.contains("種"), let grade = text.firstIndex(of: "級") { text = text[...grade] }
        for part in ["肢体", "視覚", "聴覚", "内部", "心臓", "腎臓", "呼吸器", "言語"] where text.hasPrefix(part) {
            text = text.dropFirst(part.count)
        }
        // 第1種2級 and 2級1種 name the fare class (種) beside the grade.
        if let range = text.firstRange(of: "種") {
            let before = text[..<range.lowerBound]
            text =
                before.contains("級")
                ? text[..<(text.firstRange(of: "級")?.upperBound ?? text.endIndex)] : text[range.upperBound...]
        }
        if text.hasPrefix("等級") { text = text.dropFirst(2) }
        if text.hasSuffix("級") { text = text.dropLast() }
        if text.count == 2, text.hasPrefix("0") { text = text.dropFirst() }
        guard text.utf8.count == 1, let grade = Int(text), (1...highest).contains(grade) else { return nil }
        return NeedLevel(rawValue: NeedLevel.grade1.rawValue + UInt8(grade - 1))
    }

    private static func intellectualGrade(_ folded: String) -> NeedLevel? {
        let text = dropping(
            ["療育手帳", "療育", "療", "東京都愛の手帳", "愛の手帳", "愛護手帳", "みどりの手帳", "知的障害", "知的", "手帳"], from: folded)
        return switch text {
        case "a", "a判定": .a
        case "a1", "a-1": .a1
        case "a2", "a-2": .a2
        case "〇a", "○a", "◯a", "ⓐ", "丸a", "まるa", "マルa": .circledA
        case "最重度": .profound
        case "重度": .severe
        case "1度", "1": .degree1
        case "2度", "2": .degree2
        case "b", "b判定", "〇b", "○b", "◯b", "ⓑ": .b
        case "b1", "b-1": .b1
        case "中度", "中等度": .moderate
        case "3度", "3": .degree3
        case "b2", "b-2": .b2
        case "c", "c判定": .c
        case "軽度": .mild
        case "4度", "4": .degree4
        default: nil
        }
    }

    private static func medicalDetail(_ text: String, _ folded: String) -> String? {
        medicalCare(folded) == .otherCare ? text : nil
    }

    private static func medicalCare(_ folded: String) -> NeedLevel? {
        let words: [(String, NeedLevel)] = [
            ("人工呼吸", .ventilator), ("呼吸器", .ventilator), ("ventilator", .ventilator), ("tppv", .ventilator),
            ("nppv", .ventilator), ("cpap", .ventilator), ("気管切開", .tracheostomy),
            ("tracheostomy", .tracheostomy), ("酸素", .oxygen), ("oxygen", .oxygen), ("hot", .oxygen), ("吸引", .suction),
            ("suction", .suction), ("胃瘻", .tubeFeeding), ("胃ろう", .tubeFeeding), ("腸瘻", .tubeFeeding),
            ("腸ろう", .tubeFeeding), ("経管", .tubeFeeding), ("tubefeeding", .tubeFeeding), ("中心静脈", .centralVenous),
            ("ivh", .centralVenous), ("透析", .dialysis), ("dialysis", .dialysis), ("エアウェイ", .nasopharyngealAirway),
            ("エアウエイ", .nasopharyngealAirway), ("皮下注", .subcutaneous), ("インスリン", .subcutaneous),
            ("導尿", .catheterisation),
            ("排便", .bowelCare), ("ストーマ", .bowelCare), ("人工肛門", .bowelCare), ("摘便", .bowelCare), ("ネブライザ", .nebuliser),
            ("nebuliser", .nebuliser), ("nebulizer", .nebuliser), ("血糖", .bloodGlucose), ("けいれん", .seizure),
            ("痙攣", .seizure),
        ]
        for (word, level) in words where folded.contains(word) { return level }
        switch folded {
        case "有", "あり", "有り", "該当", "その他", "他", "other", "医療的ケア", "医療的ケアあり": return .otherCare
        default: return nil
        }
    }
}
