/// A day of the Gregorian calendar, as far as a generator needs one: without checks, for days from 1912 to 2100.
struct DrillDate: Comparable {
    let year: Int
    let month: Int
    let day: Int

    init(_ year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    static func < (left: DrillDate, right: DrillDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    static func daysIn(month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        default: 31
        }
    }

    /// The first day of the month that lies so many months later, or earlier when negative.
    func monthStart(after months: Int) -> DrillDate {
        let count = year * 12 + month - 1 + months
        return DrillDate(count / 12, count % 12 + 1, 1)
    }

    /// The last day of the same month.
    var monthEnd: DrillDate { DrillDate(year, month, Self.daysIn(month: month, of: year)) }

    /// A birth date drawn evenly from those that give the age in completed years on this day.
    ///
    /// A year of life is complete at the end of the day before the birthday, so tomorrow's birthday counts already.
    ///
    /// - Source: 年齢計算ニ関スル法律.
    func birthDate(age: Int, _ stream: inout RandomStream) -> DrillDate {
        let month = stream.within(1...12)
        let birthday = stream.within(1...Self.daysIn(month: month, of: year - age))
        let isComplete = (month, birthday) <= (self.month, day + 1)
        let date = DrillDate(year - age - (isComplete ? 0 : 1), month, birthday)
        return min(date, self)
    }

    /// `YYYY-MM-DD`.
    var iso: String {
        "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// In the Japanese calendar: 昭和35年1月2日, the first year of an era as 元年.
    ///
    /// - Source: 元号を改める政令; an era begins on the day after the old one ends (昭和 on 25 December 1926).
    var japanese: String { "\(japaneseYear)\(month)月\(day)日" }

    /// The month alone, marked as estimated: 推定昭和10年3月.
    var japaneseMonthEstimated: String { "推定\(japaneseYear)\(month)月" }

    private var japaneseYear: String {
        let era: (name: String, start: Int)
        if self >= DrillDate(2019, 5, 1) {
            era = ("令和", 2019)
        } else if self >= DrillDate(1989, 1, 8) {
            era = ("平成", 1989)
        } else if self >= DrillDate(1926, 12, 25) {
            era = ("昭和", 1926)
        } else {
            era = ("大正", 1912)
        }
        let yearInEra = year - era.start + 1
        return "\(era.name)\(yearInEra == 1 ? "元" : String(yearInEra))年"
    }
}
