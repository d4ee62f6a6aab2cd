import Testing

@testable import Drill

@Suite struct DrillDateTests {
    @Test(arguments: [
        (DrillDate(1926, 12, 24), "大正15年12月24日"), (DrillDate(1926, 12, 25), "昭和元年12月25日"),
        (DrillDate(1989, 1, 7), "昭和64年1月7日"), (DrillDate(1989, 1, 8), "平成元年1月8日"),
        (DrillDate(2019, 4, 30), "平成31年4月30日"), (DrillDate(2019, 5, 1), "令和元年5月1日"),
        (DrillDate(2026, 6, 1), "令和8年6月1日"),
    ])
    func writesTheJapaneseCalendar(date: DrillDate, text: String) {
        #expect(date.japanese == text)
    }

    @Test func movesByMonths() {
        let start = DrillDate(2026, 6, 1)
        #expect(start.monthStart(after: -6) == DrillDate(2025, 12, 1))
        #expect(start.monthStart(after: 20).monthEnd == DrillDate(2028, 2, 29))
    }

    @Test(arguments: [0, 1, 17, 18, 65, 104])
    func drawsBirthDatesThatGiveTheAge(age: Int) {
        var stream = RandomStream(seed: 11, purpose: .households, index: age)
        for _ in 0..<500 {
            let birth = SyntheticCity.asOfDay.birthDate(age: age, &stream)
            #expect(birth <= SyntheticCity.asOfDay)
            // The last birthday is one day ahead at most: years of life end on the day before it.
            let birthday = DrillDate(birth.year + age, birth.month, birth.day)
            let next = DrillDate(birth.year + age + 1, birth.month, birth.day)
            #expect(birthday <= DrillDate(2026, 6, 2) && next > DrillDate(2026, 6, 2), "seed 11, \(birth.iso)")
        }
    }
}
