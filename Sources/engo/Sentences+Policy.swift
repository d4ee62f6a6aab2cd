import Interchange
import Residents
import SupportScoring
import VictimSupport

extension VictimSupportError {
    /// What is wrong with a policy that was named.
    var policySentence: Bilingual {
        switch self {
        case .unreadablePolicy(let file, let error):
            Bilingual("\(file): \(error.sentence.japanese)", "\(file): \(error.sentence.english)")
        case .noSuchPolicy(let hash):
            Bilingual(
                "このハッシュで始まる配点表は、使われたことがないか、一つに決まりません: \(hash)（engo policy history）",
                "no policy that was used has a hash beginning with \(hash), or several have: see engo policy history.")
        default: Bilingual("配点表を使えません。", "the policy cannot be used.")
        }
    }
}

extension PolicyWarning {
    /// What to look at, with the rule or source.
    var sentence: Bilingual {
        switch self {
        case .unusedSource(let key, _, _):
            Bilingual("どの規則にも使われていない出典です: \(key)", "no rule names the source \(key)")
        case .noPoints(let ruleID, _, _):
            Bilingual("点のない規則です: \(ruleID)", "the rule \(ruleID) gives no points")
        case .sameCondition(let ruleID, let other, _, _):
            Bilingual("\(ruleID) の条件は、同じ群の \(other) と同じです", "\(ruleID) has the condition of \(other) in the same group")
        case .kindWithoutRule(let kind):
            Bilingual("どの規則も見ない支援の種別です: \(kind.snakeCase)（\(kind.japanese)）", "no rule looks at \(kind.snakeCase)")
        case .gradesWithoutRule(let kind, let grades):
            Bilingual(
                "\(kind.snakeCase) のうち、どの規則も見ない程度です: \(grades.joined(separator: ", "))",
                "no rule looks at these grades of \(kind.snakeCase): \(grades.joined(separator: ", "))")
        case .unknownAgeWithoutRule:
            Bilingual(
                "年齢不詳の人に点を付ける規則がありません（安全側になりません）",
                "no rule gives points to an unknown age, which is not the safe side")
        }
    }
}

extension PolicyCases.Difference {
    /// What was expected of whom, and what was found.
    var sentence: Bilingual {
        let whom = person.map { Bilingual("\($0) 人目", "person \($0)") } ?? Bilingual("世帯", "household")
        return Bilingual(
            "\(caseName): \(whom.japanese)の\(subject.japanese): 期待 \(expected)、結果 \(found)",
            "\(whom.english), \(subject.rawValue): expected \(expected), found \(found)")
    }
}

extension PolicyCases.Subject {
    fileprivate var japanese: String {
        switch self {
        case .score: "援護度"
        case .band: "区分"
        case .rules: "規則"
        case .daytime: "平日日中"
        }
    }
}
