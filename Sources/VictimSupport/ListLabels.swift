package import AddressDictionary
import Disclosure
package import Registry
package import Residents
package import SupportScoring

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
        case (.unlocated, .japanese): "位置不明"
        case (_, .english): rawValue
        }
    }
}

extension ScoringTime {
    /// The time of day as lists show it.
    package func label(_ language: OutputLanguage) -> String {
        switch (self, language) {
        case (.night, .japanese): "通常（夜間）"
        case (.daytime, .japanese): "平日日中"
        case (_, .english): rawValue
        }
    }
}

extension UnlocatedTown {
    /// The town, or that it is not known.
    package func label(_ language: OutputLanguage) -> String {
        if !town.isEmpty { return town }
        return language == .japanese ? "町名不明" : "town unknown"
    }
}

extension Sex {
    /// The sex as lists show it.
    package func label(_ language: OutputLanguage) -> String { language == .japanese ? japanese : rawValue }
}

extension DisclosedMember {
    /// The member's needs that hold on the as-of date, as lists show them; behind them, marked as such, those that have
    /// ended without a successor and those of an unknown grade.
    package func needLabels(_ language: OutputLanguage) -> [String] {
        needs.map { NeedTexts.of(language).text(of: $0) }
    }
}

extension HelpKind {
    /// The kind of help as lists show it.
    func label(_ language: OutputLanguage) -> String { language == .japanese ? japanese : english }
}

extension DisclosedMember {
    /// What help the member's needs call for, as lists show it.
    package func helpLabels(_ language: OutputLanguage) -> [String] {
        help.map { $0.label(language) }
    }

    /// The needs, or where they are withheld the help that they call for.
    package func needOrHelpLabels(_ language: OutputLanguage) -> [String] {
        needs.isEmpty ? helpLabels(language) : needLabels(language)
    }
}

extension LegalBasis {
    /// The column that cites the rule in every row: a row that is copied elsewhere keeps it.
    func column<Row>() -> ListColumn<Row> {
        ListColumn(japanese: "根拠", english: "legal_basis", constant: { short($0) })
    }

    /// The citation in a table's cell.
    func short(_ language: OutputLanguage) -> String {
        guard language == .japanese else { return rawValue }
        return switch self {
        case .internalUse: "災対法49条の11第1項"
        case .consent: "災対法49条の11第2項"
        case .ordinance: "災対法49条の11第2項ただし書"
        case .disaster: "災対法49条の11第3項"
        case .victimLedger: "災対法90条の4"
        case .drill: "訓練"
        }
    }
}

extension ListedHousehold {
    /// Every kind of help in the household once, in a fixed order.
    func helpLabels(_ language: OutputLanguage) -> [String] {
        let kinds = Set(household.members.flatMap(\.help))
        return HelpKind.allCases.filter(kinds.contains).map { $0.label(language) }
    }

    /// Needs or help, whichever may be seen, once each.
    package func needOrHelpLabels(_ language: OutputLanguage) -> [String] {
        let needs = needLabels(language)
        return needs.isEmpty ? helpLabels(language) : needs
    }

    /// That somebody in it is protected and it must not leave the municipality; empty otherwise, and where nobody may know.
    package func protectionLabel(_ language: OutputLanguage) -> String {
        guard household.isProtected == true else { return "" }
        return language == .japanese ? "要保護" : "protected"
    }

    /// Every need in the household once, in member order.
    package func needLabels(_ language: OutputLanguage) -> [String] {
        let texts = NeedTexts.of(language)
        var places: [Int] = []
        let all = household.members
        let members = all.span
        for index in members.indices {
            for need in members[index].needs {
                let place = texts.place(of: need)
                if !places.contains(place) { places.append(place) }
            }
        }
        return places.map(texts.text(at:))
    }

    /// A member in one line: name, age, sex, needs.
    func memberLabel(_ member: DisclosedMember, _ language: OutputLanguage) -> String {
        // Appended piece by piece: a list has tens of thousands of members.
        var text = member.name ?? ""
        var separator = "("
        func add(_ fact: String) {
            text += separator
            text += fact
            separator = " "
        }
        if let age = age(of: member) { add(language == .japanese ? String(age) + "歳" : String(age)) }
        if let sex = member.sex { add(sex.label(language)) }
        for need in member.needOrHelpLabels(language) { add(need) }
        if separator == " " { text += ")" }
        return text
    }
}
