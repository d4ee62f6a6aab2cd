/// Kanji numerals: what a character counts, and how a run of them reads as numbers.
///
/// Reads 二十三, 二三 (positional), 百, 〇, 廿, and the formal 壱弐参拾. Names are read the same way as addresses (八千代 becomes
/// 8000 and 代 on both sides), so nothing is ever converted inside an answer.
enum KanjiNumerals {
    /// The largest number that a token can hold; longer runs are cut into several.
    static let limit: UInt32 = 99_999_999

    /// Whether the character counts, in some context; see ``isFormal(_:)``.
    static func isNumeral(_ scalar: UInt32) -> Bool {
        digit(scalar) != nil || multiplier(scalar) != nil || tens(scalar) != nil
    }

    /// Characters that count only beside another numeral or a unit: 参 in 参宮 does not.
    static func isFormal(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x53C2, 0x53C3, 0x4F0D, 0x3007, 0x25CB: true  // 参 參 伍 〇 ○
        default: false
        }
    }

    private static func digit(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x3007, 0x25CB: 0  // 〇 ○
        case 0x4E00, 0x58F1, 0x58F9, 0x5F0C: 1  // 一 壱 壹 弌
        case 0x4E8C, 0x5F10, 0x8CB3, 0x8CAE: 2  // 二 弐 貳 貮
        case 0x4E09, 0x53C2, 0x53C3: 3  // 三 参 參
        case 0x56DB: 4
        case 0x4E94, 0x4F0D: 5  // 五 伍
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    private static func tens(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x5EFF: 20  // 廿
        case 0x5345: 30  // 卅
        default: nil
        }
    }

    private static func multiplier(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x5341, 0x62FE: 10  // 十 拾
        case 0x767E: 100  // 百
        case 0x5343: 1000  // 千
        case 0x4E07, 0x842C: 10000  // 万 萬
        default: nil
        }
    }

    /// Reads one number from `run` at `start`; returns its value and where it ends. The run must not be empty there.
    static func read(_ run: [UInt32], from start: Int) -> (value: UInt32, end: Int) {
        var at = start
        // Two digits without a multiplier between them: positional notation.
        if let first = digit(run[at]), at + 1 < run.count, let second = digit(run[at + 1]) {
            var value = first * 10 + second
            at += 2
            while at < run.count, let next = digit(run[at]), value <= limit / 10 - 1 {
                value = value * 10 + next
                at += 1
            }
            return (value, at)
        }
        var total: UInt32 = 0
        var section: UInt32 = 0
        var lastMultiplier: UInt32 = .max
        var seenTenThousand = false
        while at < run.count {
            if let value = tens(run[at]), lastMultiplier > 10 {
                section += value
                lastMultiplier = 10
                at += 1
            } else if let value = multiplier(run[at]), value == 10000 {
                if seenTenThousand { break }
                total = (at == start ? 1 : section) * 10000
                section = 0
                lastMultiplier = .max
                seenTenThousand = true
                at += 1
            } else if let value = multiplier(run[at]) {
                if value >= lastMultiplier { break }
                section += value
                lastMultiplier = value
                at += 1
            } else if let value = digit(run[at]) {
                if at + 1 < run.count, let next = multiplier(run[at + 1]) {
                    if next == 10000 {
                        if seenTenThousand || lastMultiplier == 1 { break }
                        section += value
                        lastMultiplier = 1
                        at += 1
                        continue
                    }
                    if next >= lastMultiplier { break }
                    section += value * next
                    lastMultiplier = next
                    at += 2
                } else {
                    if lastMultiplier == 1 { break }
                    section += value
                    at += 1
                    lastMultiplier = 1
                }
            } else {
                break
            }
        }
        if at == start { return (0, start + 1) }
        return (total + section, at)
    }

    /// The number in kanji numerals with 十 and 百, as registered names write it: 23 → 二十三; up to 9,999.
    static func kanji(_ number: UInt32) -> String {
        let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        guard number > 0, number < 10000 else { return String(number) }
        var result = ""
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十")] as [(UInt32, String)] {
            let count = number / unit % 10
            if count == 1 { result += name } else if count > 1 { result += digits[Int(count)] + name }
        }
        return result + digits[Int(number % 10)]
    }
}
