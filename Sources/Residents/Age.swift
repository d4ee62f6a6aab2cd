/// Age in completed years as the law counts it.
package enum Age {
    /// The years completed at the end of the given day; negative when the person is not born by then.
    ///
    /// A year is completed at the end of the day before the birthday, so on that day it counts already. Who was born on
    /// 29 February completes a year on 28 February, in common years and in leap years.
    ///
    /// - Source: 年齢計算ニ関スル法律 (明治35年法律50号); 民法 143条.
    package static func completedYears(born: CalendarDate, asOf: CalendarDate) -> Int {
        // The year that ends at midnight tonight is complete when tomorrow is the birthday or a later day.
        var tomorrow = (year: asOf.year, month: asOf.month, day: asOf.day + 1)
        if tomorrow.day > CalendarDate.days(inMonth: asOf.month, year: asOf.year) {
            tomorrow = asOf.month == 12 ? (asOf.year + 1, 1, 1) : (asOf.year, asOf.month + 1, 1)
        }
        let years = tomorrow.year - born.year
        return (tomorrow.month, tomorrow.day) >= (born.month, born.day) ? years : years - 1
    }
}
