import SupportScoring

/// The reasons of a score in their short form: rule identifiers with what they counted.
enum ShortReasons {
    /// A person's lines; `counted` adds up to the person's score. Rules that give no points stand without a number.
    static func person(_ score: PersonScore, _ language: OutputLanguage) -> String {
        score.lines.map { line in
            line.role == .points ? "\(line.ruleID) \(line.counted.text)" : line.ruleID
        }.joined(separator: language.separator)
    }

    /// The household's lines, then each member's by the place in the household, members without a line left out.
    static func household(_ score: HouseholdScore, at time: ScoringTime, _ language: OutputLanguage) -> String {
        let lines = score.lines(at: time).map { line in
            line.points == .zero && line.ruleID != HouseholdLine.sumID
                ? line.ruleID : "\(line.ruleID) \(line.points.text)"
        }.joined(separator: language.separator)
        let members = score.persons.enumerated().compactMap { index, person in
            person.lines.isEmpty ? nil : "\(index + 1): " + Self.person(person, language)
        }
        return ([lines] + members).joined(separator: " | ")
    }
}

extension ListedHousehold {
    /// The household's reasons in their short form; nil when nobody asked, or the audience may not see needs.
    package func reasonLabel(_ language: OutputLanguage) -> String? {
        reasons.map { ShortReasons.household($0, at: time, language) }
    }

    /// The reasons of one member in their short form, by the place in the household from 0.
    package func reasonLabel(ofMember index: Int, _ language: OutputLanguage) -> String? {
        reasons.map { ShortReasons.person($0.persons[index], language) }
    }
}
