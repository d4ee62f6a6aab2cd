/// Islands and branch offices that stand where other addresses have a county: 東京都八丈島八丈町.
///
/// - Source: 東京都「島しょ地域」: the islands of each town and village, and the four branch offices (支庁) they belong to.
enum IslandNames {
    /// Island or office, and the municipality behind it.
    static let rows: [(prefecture: String, name: String, municipality: String)] = [
        ("東京都", "大島", "大島町"), ("東京都", "伊豆大島", "大島町"), ("東京都", "大島支庁", "大島町"),
        ("東京都", "利島", "利島村"), ("東京都", "大島支庁", "利島村"),
        ("東京都", "新島", "新島村"), ("東京都", "式根島", "新島村"), ("東京都", "大島支庁", "新島村"),
        ("東京都", "神津島", "神津島村"), ("東京都", "大島支庁", "神津島村"),
        ("東京都", "三宅島", "三宅村"), ("東京都", "三宅支庁", "三宅村"),
        ("東京都", "御蔵島", "御蔵島村"), ("東京都", "三宅支庁", "御蔵島村"),
        ("東京都", "八丈島", "八丈町"), ("東京都", "八丈支庁", "八丈町"),
        ("東京都", "青ヶ島", "青ヶ島村"), ("東京都", "八丈支庁", "青ヶ島村"),
        ("東京都", "小笠原諸島", "小笠原村"), ("東京都", "小笠原支庁", "小笠原村"),
    ]
}
