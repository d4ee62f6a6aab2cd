/// Sex as the register records it.
package enum Sex: String, CaseIterable, BitwiseCopyable, Sendable {
    /// 男.
    case male
    /// 女.
    case female
    /// Not recorded, or recorded as neither.
    case unknown

    /// Reads 男, 女, 男性, 女性, 1, 2, m, f, male, female; empty, 不明, 不詳, その他, 0, 3, 9, -, x and unknown are unknown.
    ///
    /// - Throws: ``ResidentValueError/unknownSex``.
    package init(recorded text: String) throws(ResidentValueError) {
        switch TextBytes.folded(text).lowercased() {
        case "男", "男性", "1", "01", "m", "male": self = .male
        case "女", "女性", "2", "02", "f", "female": self = .female
        case "", "不明", "不詳", "その他", "他", "未記載", "0", "3", "9", "00", "99", "-", "x", "unknown", "other": self = .unknown
        default: throw .unknownSex
        }
    }

    /// Reads the raw value as UTF-8, as the register stores it; nil for any other text.
    package init?(stored text: UnsafeRawBufferPointer) {
        switch text.count {
        case 4: self = .male
        case 6: self = .female
        case 7: self = .unknown
        default: return nil
        }
        // The lengths tell them apart; what else has such a length is none of them.
        guard rawValue.utf8.span.withUnsafeBytes({ $0.holdsSame(as: text) }) else { return nil }
    }

    /// 男, 女 or 不明.
    package var japanese: String {
        switch self {
        case .male: "男"
        case .female: "女"
        case .unknown: "不明"
        }
    }
}
