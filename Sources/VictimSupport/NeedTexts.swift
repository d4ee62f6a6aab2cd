import Registry
import Residents

/// What lists show for every need there can be, made once: a list shows a hundred thousand of them.
struct NeedTexts: Sendable {
    /// Each text once.
    private let texts: [String]
    /// By kind, grade and state: where the text stands.
    private let places: [Int]
    private let grades = NeedLevel.allCases.count
    private let states = NeedState.allCases.count

    private static let japanese = NeedTexts(.japanese)
    private static let english = NeedTexts(.english)

    /// The texts of a language.
    static func of(_ language: OutputLanguage) -> NeedTexts { language == .japanese ? japanese : english }

    private init(_ language: OutputLanguage) {
        var texts: [String] = []
        var known: [String: Int] = [:]
        var places: [Int] = []
        for kind in NeedKind.allCases {
            for level in NeedLevel.allCases {
                let grade = NeedGrade(level)
                let text = language == .japanese ? grade.japanese(kind) : grade.english(kind)
                for state in NeedState.allCases {
                    let marked = text + state.mark(language)
                    if known[marked] == nil {
                        known[marked] = texts.count
                        texts.append(marked)
                    }
                    places.append(known[marked] ?? 0)
                }
            }
        }
        (self.texts, self.places) = (texts, places)
    }

    /// Where a need's text stands; the same for needs that lists show alike.
    func place(of need: DisclosedNeed) -> Int {
        let row = need.kind.ordinal * grades + Int(need.grade.level.rawValue)
        return places[row * states + need.state.ordinal]
    }

    /// The text at a place.
    func text(at place: Int) -> String { texts[place] }

    /// The need as lists show it: its grade, and behind it a mark unless it simply holds.
    func text(of need: DisclosedNeed) -> String { texts[place(of: need)] }
}

extension NeedState {
    /// The place of the state in `allCases`, from 0.
    fileprivate var ordinal: Int {
        switch self {
        case .holds: 0
        case .expiring: 1
        case .expired: 2
        case .unrecognised: 3
        }
    }

    /// What a list adds behind a need; nothing when it simply holds.
    fileprivate func mark(_ language: OutputLanguage) -> String {
        switch (self, language) {
        case (.holds, _): ""
        case (.expiring, .japanese): "（まもなく期限）"
        case (.expiring, .english): " (ends soon)"
        case (.expired, .japanese): "（期限切れ）"
        case (.expired, .english): " (expired)"
        case (.unrecognised, .japanese): "（程度不明）"
        case (.unrecognised, .english): " (unknown grade)"
        }
    }
}
