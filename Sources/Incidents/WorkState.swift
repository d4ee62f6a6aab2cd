/// What is known of a household in an incident (対応状況).
package enum WorkState: String, CaseIterable, Sendable {
    /// A team was told to go there (担当割当); says nothing of the household itself.
    case assigned
    /// A team was there and met nobody (未到達).
    case notReached = "not-reached"
    /// Met, and in need of help at once (要救助).
    case needsHelp = "needs-help"
    /// Met or heard, and safe where they are (安否確認済).
    case checkedSafe = "checked-safe"
    /// At a shelter or another safe place (避難済).
    case evacuated
    /// Known to be elsewhere since before the disaster: in hospital, with relatives (不在確認済).
    case away
    /// An earlier report was wrong: nothing is known (取消).
    case reopened

    /// The name shown to people.
    package var japanese: String {
        switch self {
        case .assigned: "担当"
        case .notReached: "未到達"
        case .needsHelp: "要救助"
        case .checkedSafe: "安否確認済"
        case .evacuated: "避難済"
        case .away: "不在確認済"
        case .reopened: "取消"
        }
    }

    /// Reads the code or the Japanese name; nil for anything else.
    package init?(written text: String) {
        guard
            let state = Self.allCases.first(where: {
                $0.rawValue.utf8.elementsEqual(text.utf8) || $0.japanese.utf8.elementsEqual(text.utf8)
            })
        else { return nil }
        self = state
    }

    /// Whether it tells of the household, and not of who goes there.
    package var isFinding: Bool { self != .assigned }

    /// Which of two reports stands that were seen at the same instant by people who did not know of each other: the lowest, so that
    /// nobody is taken for safe too early.
    package var caution: Int {
        switch self {
        case .needsHelp: 0
        case .notReached: 1
        case .reopened: 2
        case .checkedSafe: 3
        case .away: 4
        case .evacuated: 5
        case .assigned: 6
        }
    }
}

/// Where the work on a household stands, as headquarters counts it.
package enum WorkStage: String, CaseIterable, Sendable {
    /// Nobody was told to go there, and nothing is known (未着手).
    case untouched
    /// A team is on its way (担当).
    case assigned
    /// A team was there and met nobody (未到達).
    case notReached = "not-reached"
    /// In need of help at once (要救助).
    case needsHelp = "needs-help"
    /// Safe where they are (安否確認済).
    case checkedSafe = "checked-safe"
    /// At a safe place (避難済).
    case evacuated
    /// Elsewhere since before (不在確認済).
    case away

    /// The name shown to people.
    package var japanese: String {
        switch self {
        case .untouched: "未着手"
        case .assigned: "担当"
        case .notReached: "未到達"
        case .needsHelp: "要救助"
        case .checkedSafe: "安否確認済"
        case .evacuated: "避難済"
        case .away: "不在確認済"
        }
    }

    /// Reads the code or the Japanese name; nil for anything else.
    package init?(written text: String) {
        guard
            let stage = Self.allCases.first(where: {
                $0.rawValue.utf8.elementsEqual(text.utf8) || $0.japanese.utf8.elementsEqual(text.utf8)
            })
        else { return nil }
        self = stage
    }

    /// Whether somebody knows how the household is.
    package var isReached: Bool {
        switch self {
        case .untouched, .assigned, .notReached: false
        case .needsHelp, .checkedSafe, .evacuated, .away: true
        }
    }

    /// Whether nothing is left to do.
    package var isDone: Bool { isReached && self != .needsHelp }
}
