package import Disclosure
import Foundation
package import Residents

/// The caller's clock and account, read once per command: no use case looks at a clock of its own.
package struct Moment: Hashable, Sendable {
    /// Now, as an ISO 8601 UTC time with seconds (`2026-06-01T03:04:05Z`).
    package let utc: String
    /// Today's date where the municipality is (Asia/Tokyo).
    package let today: CalendarDate
    /// Who acts: the operator that was named, or nil when nobody said.
    package let operatorName: String?
    /// The operating-system account that runs the program; nil when it is not known.
    package let account: String?
    /// Where from, such as `command line on HOST`; nil when it is not known.
    package let source: String?

    /// The same time in seconds since 1970; 0 when ``utc`` is no such time.
    package var seconds: Int64 {
        let digits = utc.dropFirst(11).split { ":Z".contains($0) }.compactMap { Int64($0) }
        guard let day = CalendarDate(iso: String(utc.prefix(10))), digits.count == 3 else { return 0 }
        return Int64(day.dayNumber) * 86_400 + digits[0] * 3_600 + digits[1] * 60 + digits[2]
    }

    /// A moment read from some clock.
    package init(
        utc: String, today: CalendarDate, operatorName: String? = nil, account: String? = nil, source: String? = nil
    ) {
        self.utc = utc
        self.today = today
        self.operatorName = operatorName
        self.account = account
        self.source = source
    }
}

extension Moment {
    /// A moment of a clock that counts seconds since 1970; the date is Japan's, which has no daylight saving.
    ///
    /// A clock before 1970 or beyond the last date that there is counts as 1970.
    package init(
        seconds: Int64, operatorName: String? = nil, account: String? = nil, source: String? = nil
    ) {
        func day(_ seconds: Int64) -> CalendarDate { CalendarDate(dayNumber: Int(seconds / 86_400)) ?? .epoch }
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : String(value) }
        let seconds = max(0, seconds)
        self.init(
            utc: day(seconds).iso
                + "T\(two(seconds / 3_600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z",
            today: day(seconds + 9 * 3_600), operatorName: operatorName, account: account, source: source)
    }

    /// The same with the operator who was named.
    package func by(_ operatorName: String) -> Moment {
        Moment(utc: utc, today: today, operatorName: operatorName, account: account, source: source)
    }

    /// Who acts by a verb now, for the audit log.
    ///
    /// - Parameter operatorName: who was named elsewhere; nil for the moment's own.
    package func acting(_ verb: String, operatorName named: String? = nil) -> Acting {
        Acting(verb: verb, operatorName: named ?? operatorName ?? "", account: account, source: source, time: utc)
    }

    /// The time some hours later, in the same form.
    func later(hours: Int) -> String {
        guard let now = try? Date(utc, strategy: .iso8601) else { return utc }
        return now.addingTimeInterval(Double(hours) * 3600).formatted(.iso8601)
    }
}
