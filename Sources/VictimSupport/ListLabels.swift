package import AddressDictionary
import Registry
package import Residents

extension OutputLanguage {
    /// Stands between several values in one CSV field.
    var separator: String {
        switch self {
        case .japanese: "、"
        case .english: "; "
        }
    }
}

extension MatchLevel {
    /// The level's name as lists show it.
    package func label(_ language: OutputLanguage) -> String { language == .japanese ? japanese : name }
}

extension Certainty {
    /// The certainty as lists show it.
    package func label(_ language: OutputLanguage) -> String {
        switch (self, language) {
        case (.certain, .japanese): "確実"
        case (.possible, .japanese): "可能性あり"
        case (_, .english): rawValue
        }
    }
}

extension Sex {
    /// The sex as lists show it.
    package func label(_ language: OutputLanguage) -> String { language == .japanese ? japanese : rawValue }
}

extension DisclosedMember {
    /// The member's needs that hold on the as-of date, as lists show them.
    package func needLabels(_ language: OutputLanguage) -> [String] {
        needs.map { need in
            switch language {
            case .japanese: need.grade.japanese(need.kind)
            case .english: need.grade.english(need.kind)
            }
        }
    }
}

extension ListedHousehold {
    /// Every need in the household once, in member order.
    package func needLabels(_ language: OutputLanguage) -> [String] {
        var labels: [String] = []
        for label in household.members.flatMap({ $0.needLabels(language) }) where !labels.contains(label) {
            labels.append(label)
        }
        return labels
    }

    /// A member in one line: name, age, sex, needs.
    func memberLabel(_ member: DisclosedMember, _ language: OutputLanguage) -> String {
        let age = age(of: member).map { language == .japanese ? "\($0)歳" : String($0) }
        let facts = [age, member.sex?.label(language)] + member.needLabels(language).map(Optional.some)
        let known = facts.compactMap(\.self).joined(separator: " ")
        return known.isEmpty ? member.name ?? "" : "\(member.name ?? "")(\(known))"
    }
}
