import VictimSupport

extension HouseholdProperty {
    /// The type of its values, and what it is called.
    var description: (FeatureProperty.Kind, Bilingual) {
        switch self {
        case .number: (.integer, Bilingual("番号", "place in the order"))
        case .householdNumber: (.string, Bilingual("世帯番号", "household number"))
        case .score: (.number, Bilingual("援護度", "support score"))
        case .band: (.string, Bilingual("援護区分", "band"))
        case .daytimeScore: (.number, Bilingual("日中援護度", "support score by day"))
        case .daytimeBand: (.string, Bilingual("日中援護区分", "band by day"))
        case .memberCount: (.integer, Bilingual("人数", "members"))
        case .needs: (.array, Bilingual("支援の種別", "needs"))
        case .matchLevel: (.string, Bilingual("住所の照合段階", "how much of the address was found"))
        case .coordinateLevel: (.string, Bilingual("座標の段階", "which record gave the point"))
        case .uncertainty: (.number, Bilingual("誤差半径（m）", "radius of uncertainty in metres"))
        case .certainty:
            (.string, Bilingual("確からしさ", "how sure it is that the household is inside"))
        case .isProtected: (.boolean, Bilingual("支援措置等", "somebody is protected"))
        case .evacuationAction: (.string, Bilingual("避難行動", "what to do"))
        case .evacuationReason: (.string, Bilingual("避難行動の理由", "why"))
        case .hazardStep: (.integer, Bilingual("危険の段階", "step of the hazard"))
        case .floodDepth: (.string, Bilingual("浸水深", "depth of water at the point"))
        case .floodDepthWorst: (.string, Bilingual("浸水深（最大）", "worst depth of water within the radius"))
        case .hazards: (.array, Bilingual("ハザード", "what the hazard layers say"))
        case .address: (.string, Bilingual("住所", "address"))
        case .building: (.string, Bilingual("方書", "building"))
        case .members: (.array, Bilingual("世帯員", "members"))
        }
    }
}
