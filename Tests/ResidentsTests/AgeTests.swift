import Testing

@testable import Residents

@Suite struct AgeTests {
    @Test(arguments: [
        // born, as of, years
        ("1960-04-02", "2025-03-31", 64),
        ("1960-04-02", "2025-04-01", 65),
        ("1960-04-02", "2025-04-02", 65),
        ("2000-02-29", "2001-02-27", 0),
        ("2000-02-29", "2001-02-28", 1),
        ("2000-02-29", "2001-03-01", 1),
        ("2000-02-29", "2004-02-27", 3),
        ("2000-02-29", "2004-02-28", 4),
        ("2000-03-01", "2001-02-27", 0),
        ("2000-03-01", "2001-02-28", 1),
        ("2000-03-01", "2004-02-28", 3),
        ("2000-03-01", "2004-02-29", 4),
        ("2001-01-01", "2020-12-30", 19),
        ("2001-01-01", "2020-12-31", 20),
        ("2001-01-01", "2021-01-01", 20),
        ("2020-05-05", "2020-05-03", -1),
        ("2020-05-05", "2020-05-04", 0),
    ])
    func reachesAYearOnTheDayBeforeTheBirthday(born: String, asOf: String, years: Int) throws {
        let born = try #require(CalendarDate(iso: born))
        let asOf = try #require(CalendarDate(iso: asOf))
        #expect(Age.completedYears(born: born, asOf: asOf) == years)
    }

    @Test func agreesWithTheEndOfTheDayBeforeTheBirthdayForEveryBirthdayOfALeapCycle() throws {
        var born = try CalendarDate(year: 1999, month: 12, day: 30)
        let end = try CalendarDate(year: 2004, month: 3, day: 2)
        while born < end {
            let age = 20
            // The birthday twenty years on; 29 February stays, since 2020 is a leap year.
            let birthday = try? CalendarDate(year: born.year + age, month: born.month, day: born.day)
            let firstDay =
                try birthday?.adding(days: -1) ?? CalendarDate(year: born.year + age, month: 2, day: 28)
            #expect(Age.completedYears(born: born, asOf: firstDay) == age)
            let dayBefore = try #require(firstDay.adding(days: -1))
            #expect(Age.completedYears(born: born, asOf: dayBefore) == age - 1)
            born = try #require(born.adding(days: 1))
        }
    }
}
