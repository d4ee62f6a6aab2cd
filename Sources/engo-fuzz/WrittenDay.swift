import Residents

/// What must hold of a day that was read from a text, by a calendar of its own.
enum WrittenDay {
    /// The eras with their first and last days and their first years.
    private static let eras: [(name: String, letter: String, first: String, last: String, year: Int)] = [
        ("明治", "M", "1873-01-01", "1912-07-30", 1868), ("大正", "T", "1912-07-30", "1926-12-25", 1912),
        ("昭和", "S", "1926-12-25", "1989-01-07", 1926), ("平成", "H", "1989-01-08", "2019-04-30", 1989),
        ("令和", "R", "2019-05-01", "2200-12-31", 2019),
    ]

    private static let inexactWords = ["不詳", "不明", "推定", "頃", "ころ", "ごろ", "春", "夏", "秋", "冬", "旬", "間", "閏"]

    static func check(_ day: CalendarDate, readFrom text: String) throws(BrokenPromise) {
        try BrokenPromise.unless(CalendarDate.years.contains(day.year), "every day lies in a year that can be written")
        try BrokenPromise.unless(
            CalendarDate(dayNumber: day.dayNumber) == day && CalendarDate(iso: day.iso) == day, "every day exists")
        for word in inexactWords {
            try BrokenPromise.unless(!contains(text, word), "a date that is not exact is no day")
        }
        for era in eras where contains(text, era.name) {
            try BrokenPromise.unless(
                (era.first...era.last).contains(day.iso), "a day lies in the era that the text names")
        }
        for form in forms(of: day) {
            try BrokenPromise.unless(
                (try? RecordedDate.parse(form)) == .day(day), "every form of a day reads as that day")
        }
        for form in formsInWrongEras(of: day) {
            do {
                _ = try RecordedDate.parse(form)
                throw BrokenPromise("no day belongs to an era before or after it")
            } catch let error as BrokenPromise {
                throw error
            } catch ResidentValueError.outsideEra {
                continue
            } catch {
                throw BrokenPromise("a day outside its era is refused as such")
            }
        }
    }

    /// By scalars, because a mark behind a word must not hide it.
    private static func contains(_ text: String, _ word: String) -> Bool {
        let (text, word) = (Array(text.utf8), Array(word.utf8))
        guard text.count >= word.count else { return false }
        return (0...text.count - word.count).contains { text[$0..<$0 + word.count].elementsEqual(word) }
    }

    private static func forms(of day: CalendarDate) -> [String] {
        let (year, month, date) = (day.year, day.month, day.day)
        var forms = [
            day.iso, "\(year)/\(month)/\(date)", "\(year)年\(month)月\(date)日", wide("\(year).\(month).\(date)"),
            String(year * 10_000 + month * 100 + date), "\(day.iso) 00:00:00", "　西暦 \(year)年 \(month)月 \(date)日 ",
        ]
        for era in eras where (era.first...era.last).contains(day.iso) {
            let ofEra = year - era.year + 1
            // 令和100年 and later have no form yet.
            if ofEra < 100 {
                forms += [
                    "\(era.name)\(ofEra)年\(month)月\(date)日", wide("\(era.name)\(ofEra)年\(month)月\(date)日"),
                    "\(era.letter)\(ofEra).\(month).\(date)",
                    era.letter + String(1_000_000 + ofEra * 10_000 + month * 100 + date).dropFirst(),
                ]
            }
            if ofEra == 1 { forms.append("\(era.name)元年\(month)月\(date)日") }
        }
        return forms
    }

    /// The day in the eras that were over, or that had not begun.
    private static func formsInWrongEras(of day: CalendarDate) -> [String] {
        eras.compactMap { era in
            let ofEra = day.year - era.year + 1
            let isOver = day.iso > era.last && ofEra < 100
            let isAhead = day.iso < era.first && ofEra >= 0 && era.name != "明治"
            return isOver || isAhead ? "\(era.name)\(ofEra)年\(day.month)月\(day.day)日" : nil
        }
    }

    private static func wide(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isNarrow = (0x21...0x7E).contains(scalar.value)
            scalars.append(isNarrow ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar)
        }
        return String(scalars)
    }
}
