package import Residents

/// A need on file that gave no points, and why.
package struct UncountedNeed: Hashable, Sendable {
    /// The need.
    package let need: Need
    /// Why it did not count.
    package let reason: UncountedReason

    /// The need and the reason in Japanese.
    package var japanese: String {
        let name = need.grade.japanese(need.kind)
        return switch reason {
        case .expired: "\(name)：有効期間が終わっている"
        case .notYetValid: "\(name)：有効期間がまだ始まっていない"
        case .gradeDoesNotCount: "\(name)：支援の必要を示す程度ではない"
        case .unknownGrade: "\(name)：この版が知らない程度"
        case .noRule: "\(name)：配点表に該当する規則がない"
        case .overriddenByLarger(let ruleID): "\(name)：同じ尺度の配点 \(ruleID)（同じかより大きい）に含まれる"
        case .sameRule(let ruleID): "\(name)：別の行で同じ規則 \(ruleID) により数えた"
        }
    }

    /// The need and the reason in English.
    package var english: String {
        let name = need.grade.english(need.kind)
        return switch reason {
        case .expired: "\(name): no longer valid"
        case .notYetValid: "\(name): not yet valid"
        case .gradeDoesNotCount: "\(name): the grade is no need"
        case .unknownGrade: "\(name): a grade that this version does not know"
        case .noRule: "\(name): no rule of the policy applies"
        case .overriddenByLarger(let ruleID):
            "\(name): covered by \(ruleID) of the same scale, which gives as much or more"
        case .sameRule(let ruleID): "\(name): another row already counts by the same rule \(ruleID)"
        }
    }
}

/// Why a need gave no points.
package enum UncountedReason: Hashable, Sendable {
    /// Its last day lies before the as-of date.
    case expired
    /// Its first day lies after the as-of date.
    case notYetValid
    /// 自立, 再調査, 取消 or なし.
    case gradeDoesNotCount
    /// The stored grade is unknown to this version.
    case unknownGrade
    /// No rule of the policy applies to it.
    case noRule
    /// A larger rule of the same group stands for it.
    case overriddenByLarger(ruleID: String)
    /// Another need already counts by the same rule.
    case sameRule(ruleID: String)

    /// A stable name of the reason, for machines.
    package var code: String {
        switch self {
        case .expired: "expired"
        case .notYetValid: "not-yet-valid"
        case .gradeDoesNotCount: "grade-does-not-count"
        case .unknownGrade: "unknown-grade"
        case .noRule: "no-rule"
        case .overriddenByLarger: "overridden-by-larger"
        case .sameRule: "same-rule"
        }
    }
}
