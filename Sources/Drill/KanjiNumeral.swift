/// Whole numbers in Chinese numerals, as older records write house numbers.
enum KanjiNumeral {
    private static let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]

    /// With place signs: 百二十三 for 123; the number lies in 1…9999, others come back in ASCII digits.
    static func withPlaces(_ number: Int) -> String {
        guard (1...9_999).contains(number) else { return String(number) }
        var result = ""
        for (place, sign) in [(1_000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / place % 10
            guard digit > 0 else { continue }
            if digit > 1 || place == 1 { result += digits[digit] }
            result += sign
        }
        return result
    }

    /// Digit by digit: 一二三 for 123; negative numbers come back in ASCII digits.
    static func positional(_ number: Int) -> String {
        guard number >= 0 else { return String(number) }
        return String(number).utf8.map { digits[Int($0) - 48] }.joined()
    }
}
