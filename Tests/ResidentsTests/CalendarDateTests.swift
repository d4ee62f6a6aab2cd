import Testing

@testable import Residents

@Suite struct CalendarDateTests {
    @Test func countsDaysWithoutGapThroughTheWholeRange() throws {
        var expected = try CalendarDate(year: 1868, month: 1, day: 1).dayNumber
        for year in CalendarDate.years {
            for month in 1...12 {
                for day in 1...CalendarDate.days(inMonth: month, year: year) {
                    let date = try CalendarDate(year: year, month: month, day: day)
                    try #require(date.dayNumber == expected)
                    try #require(CalendarDate(dayNumber: expected) == date)
                    expected += 1
                }
            }
        }
        #expect(CalendarDate(dayNumber: expected) == nil)
        #expect(CalendarDate(iso: "1970-01-01")?.dayNumber == 0)
    }

    @Test(arguments: ["2000-02-29", "1868-01-01", "2200-12-31", "1926-12-25"])
    func readsAndWritesISO(text: String) throws {
        let date = try #require(CalendarDate(iso: text))
        #expect(date.iso == text)
    }

    @Test(arguments: [
        "2001-02-29", "1900-02-29", "2001-04-31", "2001-00-10", "2001-13-01", "2001-1-1", "2001/01/01", "20010101",
        "1867-12-31", "2201-01-01", "2001-01-01 ", " 2001-01-01", "2001-01-0１", "", "2001-01-001", "-001-01-01",
    ])
    func refusesEverythingElse(text: String) {
        #expect(CalendarDate(iso: text) == nil)
    }

    @Test func ordersAndAddsAcrossMonthsAndYears() throws {
        let date = try CalendarDate(year: 1999, month: 12, day: 31)
        #expect(date.adding(days: 1)?.iso == "2000-01-01")
        #expect(date.adding(days: 60)?.iso == "2000-02-29")
        #expect(date.adding(days: -365)?.iso == "1998-12-31")
        #expect(date.adding(days: 1_000_000) == nil)
        #expect(date.adding(days: .max) == nil)
        let next = try #require(date.adding(days: 1))
        #expect(date < next)
    }

    @Test func refusesDaysThatDoNotExistWithTheReason() {
        #expect(throws: ResidentValueError.notADate) { try CalendarDate(year: 2023, month: 2, day: 29) }
        #expect(throws: ResidentValueError.yearOutOfRange(year: 1867)) {
            try CalendarDate(year: 1867, month: 1, day: 1)
        }
    }
}
