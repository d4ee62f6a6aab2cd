/// A day of the Gregorian calendar, 0001-01-01…9999-12-31, as filters write it.
package struct FilterDay: Hashable, Comparable, Sendable {
    /// The day as a number: year × 10,000 + month × 100 + day.
    private let number: Int32

    /// Reads `YYYY-MM-DD` and nothing else; nil for any other text and for days that do not exist.
    package init?(_ text: String) { self.init(ArraySlice(text.utf8)) }

    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == 10 else { return nil }
        let start = bytes.startIndex
        guard bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"),
            let year = Self.digits(bytes[start..<start + 4]), let month = Self.digits(bytes[start + 5..<start + 7]),
            let day = Self.digits(bytes[start + 8..<start + 10]), year >= 1, (1...12).contains(month), day >= 1,
            day <= Self.days(inMonth: month, year: year)
        else { return nil }
        number = Int32(year * 10_000 + month * 100 + day)
    }

    /// The day as `YYYY-MM-DD`.
    package var text: String {
        let digits = Array(String(Int(number) + 100_000_000).utf8.dropFirst())
        let dash = [UInt8(ascii: "-")]
        return String(decoding: digits[..<4] + dash + digits[4..<6] + dash + digits[6...], as: UTF8.self)
    }

    /// Whether the left day is earlier.
    package static func < (left: FilterDay, right: FilterDay) -> Bool { left.number < right.number }

    /// Days since 0000-03-01.
    var dayNumber: Int {
        let (year, month, day) = (Int(number) / 10_000, Int(number) / 100 % 100, Int(number) % 100)
        let shifted = month <= 2 ? year - 1 : year
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400
            + (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    }

    /// The number of decimal digits; nil for anything else.
    static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return bytes.isEmpty ? nil : value
    }

    private static func days(inMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// A moment in UTC to the nanosecond, as filters write it.
package struct FilterInstant: Hashable, Comparable, Sendable {
    /// Seconds since 0000-03-01T00:00:00Z.
    private let seconds: Int
    /// 0…999,999,999.
    private let nanoseconds: Int
    /// As it was written.
    package let text: String

    /// Reads `YYYY-MM-DDThh:mm:ss[.fraction]Z`, at most nine decimals; nil for any other text.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (20...30).contains(bytes.count), bytes.count != 21, bytes[10] == UInt8(ascii: "T"),
            bytes.last == UInt8(ascii: "Z"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let day = FilterDay(bytes[..<10]), let hour = FilterDay.digits(bytes[11..<13]), hour < 24,
            let minute = FilterDay.digits(bytes[14..<16]), minute < 60,
            let second = FilterDay.digits(bytes[17..<19]), second < 60
        else { return nil }
        if bytes.count > 20 {
            let decimals = bytes[20..<bytes.count - 1]
            guard bytes[19] == UInt8(ascii: "."), let fraction = FilterDay.digits(decimals) else { return nil }
            nanoseconds = (decimals.count..<9).reduce(fraction) { value, _ in value * 10 }
        } else {
            nanoseconds = 0
        }
        seconds = day.dayNumber * 86_400 + hour * 3_600 + minute * 60 + second
        self.text = text
    }

    /// Whether they are the same moment, however it is written.
    package static func == (left: FilterInstant, right: FilterInstant) -> Bool {
        (left.seconds, left.nanoseconds) == (right.seconds, right.nanoseconds)
    }

    /// By the moment.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(seconds)
        hasher.combine(nanoseconds)
    }

    /// Whether the left moment is earlier.
    package static func < (left: FilterInstant, right: FilterInstant) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
