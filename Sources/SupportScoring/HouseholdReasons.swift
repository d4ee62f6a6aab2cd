/// Finds the reasons of a household's scores.
struct HouseholdReasons {
    let policy: ScoringPolicy
    let persons: [PersonScore]
    let outcome: HouseholdOutcome

    /// The reasons of the usual score.
    var usual: [HouseholdLine] {
        var lines = pointLines(outcome.usual, whereJapanese: "在宅", whereEnglish: "at home")
        if let factor = factor(outcome.usual), outcome.usual.presence.ofUnknownAge > 0 {
            lines += unknownAge(factor, outcome.usual.presence.ofUnknownAge)
        }
        for trigger in policy.household.away { lines += count(trigger, role: .away) }
        return lines + overrides
    }

    /// The reasons of the daytime's score.
    func daytime(_ time: TimeOutcome) -> [HouseholdLine] {
        var lines = pointLines(time, whereJapanese: "平日日中に在宅", whereEnglish: "at home on a weekday's daytime")
        let out = outcome.usual.presence.present - time.presence.present
        if let rule = policy.household.daytime, out > 0 {
            lines.append(
                HouseholdLine(
                    ruleID: rule.id, points: .zero, japanese: "\(out) 人：\(rule.text.japanese)",
                    english: "\(out) person(s): \(rule.text.english)"))
        }
        let unknown = time.presence.ofUnknownAge
        if unknown > 0 {
            lines.append(
                HouseholdLine(
                    ruleID: HouseholdLine.daytimeUnknownAgeID, points: .zero,
                    japanese: "年齢不詳の \(unknown) 人は安全側で在宅とし、付き添いや助けには数えない",
                    english:
                        "\(unknown) of unknown age are, on the safe side, taken to be at home, and no company or help"))
        }
        return lines + overrides
    }

    /// The members' scores as they are combined, and what the factor adds.
    private func pointLines(
        _ time: TimeOutcome, whereJapanese japanese: String, whereEnglish english: String
    ) -> [HouseholdLine] {
        let combined = Points(thousandths: time.combined)
        let large = time.isLarge ? policy.household.large : nil
        let combination = large?.combination ?? policy.household.combination
        let text = combination.text(time.combined)
        var sum = HouseholdLine(
            ruleID: HouseholdLine.sumID, points: combined,
            japanese: "\(japanese) \(time.presence.present) 人の個人援護度\(text.japanese)",
            english: "\(text.english) of the scores of \(time.presence.present) \(english)")
        if let large {
            sum = HouseholdLine(
                ruleID: large.id, points: combined, japanese: "\(large.text.japanese)：\(sum.japanese)",
                english: "\(large.text.english): \(sum.english)")
        }
        guard let factor = factor(time) else { return [sum] }
        let times = Points(thousandths: factor.thousandths).text
        return [
            sum,
            HouseholdLine(
                ruleID: factor.id, points: Points(thousandths: time.score) - combined,
                japanese: "\(factor.text.japanese)：\(times) 倍", english: "\(factor.text.english): times \(times)"),
        ]
    }

    private func factor(_ time: TimeOutcome) -> HouseholdFactor? { time.factor.map { policy.household.factors[$0] } }

    private func unknownAge(_ factor: HouseholdFactor, _ count: Int) -> [HouseholdLine] {
        switch factor.situation {
        case .livingAlone: []
        case .noAbleHelper:
            [
                HouseholdLine(
                    ruleID: HouseholdLine.unknownAgeID, points: .zero,
                    japanese: "年齢不詳の \(count) 人は安全側で助けられる人に数えない",
                    english: "\(count) of unknown age are, on the safe side, not taken for helpers")
            ]
        case .elderlyOnly, .elderlyAlone:
            [
                HouseholdLine(
                    ruleID: HouseholdLine.elderlyUnknownAgeID, points: .zero,
                    japanese: "年齢不詳の \(count) 人は安全側で高齢者とみなす",
                    english: "\(count) of unknown age are, on the safe side, taken for elderly")
            ]
        }
    }

    private var overrides: [HouseholdLine] {
        policy.overrides.flatMap { count($0.trigger, role: .bandOverride) }
    }

    private func count(_ trigger: ScoringTrigger, role: ScoreLineRole) -> [HouseholdLine] {
        let count = persons.count { person in
            person.lines.contains { $0.role == role && $0.ruleID == trigger.id }
        }
        guard count > 0 else { return [] }
        return [
            HouseholdLine(
                ruleID: trigger.id, points: .zero, japanese: "\(count) 人：\(trigger.text.japanese)",
                english: "\(count) person(s): \(trigger.text.english)")
        ]
    }
}

extension ScoringCombination {
    /// How values were combined, as a part of a sentence; says so when the cap decided.
    fileprivate func text(_ result: Int) -> BilingualText {
        let percent = Points(thousandths: share * 100).text
        let base =
            switch share {
            case 0: BilingualText(japanese: "の最大値", english: "greatest")
            case 1_000: BilingualText(japanese: "の合計", english: "sum")
            default:
                BilingualText(japanese: "の最大値とほかの \(percent) %", english: "greatest, and \(percent) % of the others,")
            }
        guard let cap, cap.thousandths == result else { return base }
        return BilingualText(
            japanese: base.japanese + "（上限 \(cap.text)）", english: base.english + " (at most \(cap.text))")
    }
}
