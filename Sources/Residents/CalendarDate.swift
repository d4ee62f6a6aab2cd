/// A day of the Gregorian calendar, 1868-01-01…2200-12-31, without time and zone.
///
/// Four bytes; ordered from early to late.
package struct CalendarDate: Hashable, Comparable, BitwiseCopyable, Sendable {
    /// The years that can be written.
    package static let years = 1868...2200

    // Year, month and day in one number, so that comparing dates compares numbers.
    let packed: Int32

    /// Takes a day that exists.
    ///
    /// - Throws: ``ResidentValueError/yearOutOfRange(year:)``, ``ResidentValueError/notADate`` for a day that the
    ///   calendar does not have.
    package init(year: Int, month: Int, day: Int) throws(ResidentValueError) {
        guard Self.years.contains(year) else { throw .yearOutOfRange(year: year) }
        guard (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, year: year) else { throw .notADate }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// Reads `YYYY-MM-DD` and nothing else; nil for any other text and for days that do not exist.
    package init?(iso: String) {
        guard let date = iso.utf8.span.withUnsafeBytes({ CalendarDate(iso: $0) }) else { return nil }
        self = date
    }

    /// The same of UTF-8.
    package init?(iso: UnsafeRawBufferPointer) {
        guard iso.count == 10, iso[4] == UInt8(ascii: "-"), iso[7] == UInt8(ascii: "-") else { return nil }
        var number = 0
        for place in 0..<10 where place != 4 && place != 7 {
            // What is below the digit 0 becomes large.
            let digit = iso[place] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
        guard Self.years.contains(year), (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, year: year)
        else { return nil }
        self.init(uncheckedYear: year, month: month, day: day)
    }

    /// The day with this ``dayNumber``, or nil outside the range.
    ///
    /// - Complexity: O(1).
    package init?(dayNumber: Int) {
        guard (-200_000...200_000).contains(dayNumber) else { return nil }
        // Days since 0000-03-01, so that the leap day ends a year and 146,097 days make a cycle of 400 years.
        let shifted = dayNumber + 719_468
        let cycle = shifted / 146_097
        let dayOfCycle = shifted - cycle * 146_097
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0)
        guard Self.years.contains(year) else { return nil }
        self.init(uncheckedYear: year, month: month, day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// Takes what ``packed`` gave.
    init(packed: Int32) { self.packed = packed }

    /// 1 January 1970, where clocks begin to count.
    package static let epoch = CalendarDate(uncheckedYear: 1970, month: 1, day: 1)

    private init(uncheckedYear year: Int, month: Int, day: Int) {
        packed = Int32(truncatingIfNeeded: year << 9 | month << 5 | day)
    }

    /// The Gregorian year.
    package var year: Int { Int(packed >> 9) }
    /// The month, 1…12.
    package var month: Int { Int(packed >> 5) & 15 }
    /// The day of the month, 1…31.
    package var day: Int { Int(packed) & 31 }

    /// The date as `YYYY-MM-DD`.
    package var iso: String {
        String(unsafeUninitializedCapacity: 10) { bytes in
            writeISO(to: bytes)
            return 10
        }
    }

    /// Lends the ten bytes of ``iso``.
    package func withISO(_ body: (UnsafeRawBufferPointer) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { bytes in
            writeISO(to: bytes)
            body(UnsafeRawBufferPointer(bytes))
        }
    }

    private func writeISO(to bytes: UnsafeMutableBufferPointer<UInt8>) {
        func write(_ number: Int, at place: Int) {
            bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10)
            bytes[place + 1] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10)
        }
        write(year / 100, at: 0)
        write(year % 100, at: 2)
        write(month, at: 5)
        write(day, at: 8)
        bytes[4] = UInt8(ascii: "-")
        bytes[7] = UInt8(ascii: "-")
    }

    /// Days since 1970-01-01; negative before.
    package var dayNumber: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let cycle = shiftedYear / 400
        let yearOfCycle = shiftedYear - cycle * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return cycle * 146_097 + yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear - 719_468
    }

    /// The day that many days later, or earlier when negative; nil outside 1868…2200.
    package func adding(days: Int) -> CalendarDate? {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CalendarDate(dayNumber: sum)
    }

    /// Whether the left day is earlier.
    package static func < (lhs: CalendarDate, rhs: CalendarDate) -> Bool { lhs.packed < rhs.packed }

    /// How many days the month has; months 1…12.
    static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
