import Residents

extension FuzzTarget {
    /// Dates as registers write them.
    package static let date = FuzzTarget(name: "date", longest: 240, tokens: dateTokens) {
        (input: [UInt8]) throws(BrokenPromise) -> String in
        let text = String(decoding: input, as: UTF8.self)
        let date: RecordedDate
        do throws(ResidentValueError) {
            date = try RecordedDate.parse(text)
        } catch {
            return error.code
        }
        try BrokenPromise.unless(
            !text.unicodeScalars.contains { $0.properties.generalCategory == .control },
            "no date holds a control character")
        try BrokenPromise.unless((try? RecordedDate.parse(date.text)) == date, "a date that is stored reads back")
        switch date {
        case .unknown(let recorded):
            try BrokenPromise.unless(recorded.utf8.elementsEqual(text.utf8), "unknown dates are kept as written")
            try BrokenPromise.unless(recorded.utf8.count <= RecordedDate.maximumBytes, "unknown dates can be stored")
            return "unknown"
        case .day(let day):
            try WrittenDay.check(day, readFrom: text)
            return "day \(day.year / 10)"
        }
    }

    private static let dateTokens: [[UInt8]] = [
        "令和", "平成", "昭和", "大正", "明治", "西暦", "㋿", "㍻", "㍼", "㍽", "㍾", "令", "R", "H", "S", "T", "M", "h", "Ｓ", "元", "元年",
        "年",
        "月", "日", "閏", "不詳", "不明", "推定", "頃", "ごろ", "ころ", "春", "夏", "秋", "冬", "上旬", "中旬", "下旬", "間", "から", "まで", "２００１",
        "１２",
        "３１", "０", "十", "百", "千", "九九九九九九九九", "九千", "〇", "零", "壱", "弐", "参", "二十", "三十一", "2001-02-03", "20010203",
        "350102", "-",
        "/", ".", "‐", "－", "−", "、", ",", "・", " ", "\u{3000}", "\u{A0}", "T00:00:00Z", "00:00:00.000", " 0:00",
        "999999999",
        "00", "29", "30", "31", "32", "64", "45", "1868", "1873", "2200", "2201", "1989", "2019", "\u{0}", "\u{85}",
        "\u{301}", "\u{E0100}", "²", "٣",
    ].map { Array($0.utf8) }
}
