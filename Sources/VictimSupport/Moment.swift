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

    /// The same time in seconds since 1970; 0 when ``utc`` is no such time.
    package var seconds: Int64 {
        let digits = utc.dropFirst(11).split { ":Z".contains($0) }.compactMap { Int64($0) }
        guard let day = CalendarDate(iso: String(utc.prefix(10))), digits.count == 3 else { return 0 }
        return Int64(day.dayNumber) * 86_400 + digits[0] * 3_600 + digits[1] * 60 + digits[2]
    }

    /// A moment read from some clock.
    package init(utc: String, today: CalendarDate, operatorName: String? = nil) {
        self.utc = utc
        self.today = today
        self.operatorName = operatorName
    }
}

extension Moment {
    /// The time some hours later, in the same form.
    func later(hours: Int) -> String {
        guard let now = try? Date(utc, strategy: .iso8601) else { return utc }
        return now.addingTimeInterval(Double(hours) * 3600).formatted(.iso8601)
    }
}
