import Residents

/// An instant to the second, as reports from the field have it: kept in UTC, written and read as clocks in Japan show it.
package struct WorkTime: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let seconds: Int64

    private static let japan: Int64 = 9 * 3_600

    /// Takes seconds since 1970, of a year that ``Residents/CalendarDate`` has.
    package init(seconds: Int64) { self.seconds = seconds }

    /// Later than all others.
    package static let endless = WorkTime(seconds: .max)

    /// Reads `2026-06-01T03:04:05Z` and nothing else.
    package init?(utc: String) {
        guard utc.utf8.count == 20, utc.utf8.last == UInt8(ascii: "Z"),
            utc.utf8.dropFirst(10).first == UInt8(ascii: "T")
        else { return nil }
        self.init(day: utc.prefix(10), clock: utc.dropFirst(10).dropLast(), offset: 0)
    }

    /// Reads what people and programs write: ISO 8601 with `Z` or `+09:00`, or a day and a time of Japan's clocks with `-` or `/`,
    /// such as `2026/6/1 9:05`; seconds may be left out.
    package init?(written text: String) {
        guard text.utf8.count <= 40 else { return nil }
        var body = Substring(text)
        var offset = Self.japan
        if body.hasSuffix("Z") {
            (body, offset) = (body.dropLast(), 0)
        } else if body.hasSuffix("+09:00") {
            body = body.dropLast(6)
        }
        guard let gap = body.firstIndex(where: { $0 == "T" || $0 == " " }) else { return nil }
        let day = body[..<gap].split(separator: body.contains("/") ? "/" : "-", omittingEmptySubsequences: false)
        guard day.count == 3, let year = Self.number(day[0], 4...4), let month = Self.number(day[1], 1...2),
            let date = Self.number(day[2], 1...2)
        else { return nil }
        let iso = "\(year)-\(Self.two(month))-\(Self.two(date))"
        self.init(day: Substring(iso), clock: body[gap...], offset: offset)
    }

    /// - Parameter clock: a separator, then `H:MM` or `H:MM:SS`.
    private init?(day: Substring, clock: Substring, offset: Int64) {
        let parts = clock.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard let first = clock.first, first == "T" || first == " ", (2...3).contains(parts.count),
            let date = CalendarDate(iso: String(day)), date.dayNumber >= 1,
            let hour = Self.number(parts[0], 1...2), hour < 24,
            let minute = Self.number(parts[1], 2...2), minute < 60,
            let second = parts.count == 3 ? Self.number(parts[2], 2...2) : 0, second < 60
        else { return nil }
        seconds = Int64(date.dayNumber) * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - offset
    }

    private static func number(_ text: Substring, _ digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

    /// `2026-06-01T03:04:05Z`.
    package var utc: String { "\(day(seconds))T\(clock(seconds, withSeconds: true))Z" }

    /// As clocks in Japan show it: `2026-06-01 12:04:05`.
    package var japanese: String {
        let local = seconds + Self.japan
        return "\(day(local)) \(clock(local, withSeconds: true))"
    }

    /// The time of day in Japan: `12:04`.
    package var clock: String { clock(seconds + Self.japan, withSeconds: false) }

    private func day(_ seconds: Int64) -> String {
        CalendarDate(dayNumber: Int(seconds.floored(by: 86_400)))?.iso ?? ""
    }

    private func clock(_ seconds: Int64, withSeconds: Bool) -> String {
        let rest = Int(seconds - seconds.floored(by: 86_400) * 86_400)
        let text = "\(Self.two(rest / 3_600)):\(Self.two(rest / 60 % 60))"
        return withSeconds ? text + ":\(Self.two(rest % 60))" : text
    }

    /// Whole minutes from another instant to this one; 0 when this one is earlier.
    package func minutes(since start: WorkTime) -> Int { Int(max(0, seconds - start.seconds) / 60) }

    /// Earlier before later.
    package static func < (left: WorkTime, right: WorkTime) -> Bool { left.seconds < right.seconds }
}

extension Int64 {
    /// Divided and rounded towards minus infinity.
    fileprivate func floored(by divisor: Int64) -> Int64 {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }
}
