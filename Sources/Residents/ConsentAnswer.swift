/// What a person answered when asked whether the list may be shared in peacetime.
///
/// - Source: 災害対策基本法 49条の11第2項.
package enum ConsentAnswer: String, CaseIterable, Sendable {
    /// 同意.
    case agreed
    /// 不同意.
    case refused
    /// Asked and not answered, or not known any more; shared with nobody who needs consent.
    case unanswered

    /// Reads 同意, 不同意, 未回答 and their usual spellings; nil for anything else, so that nobody is shared by a guess.
    package init?(recorded text: String) {
        switch TextBytes.folded(text).lowercased() {
        case "同意", "同意する", "同意あり", "同意有", "有", "あり", "○", "〇", "◯", "1", "01", "yes", "true", "agreed": self = .agreed
        case "不同意", "同意しない", "同意なし", "同意無", "無", "なし", "×", "✕", "✗", "0", "00", "2", "02", "no", "false", "refused",
            "拒否":
            self = .refused
        case "未回答", "未確認", "未", "不明", "保留", "9", "99", "-", "unanswered": self = .unanswered
        default: return nil
        }
    }

    /// 同意, 不同意 or 未回答.
    package var japanese: String {
        switch self {
        case .agreed: "同意"
        case .refused: "不同意"
        case .unanswered: "未回答"
        }
    }
}
