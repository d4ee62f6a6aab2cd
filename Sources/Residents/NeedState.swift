/// What can be said of a need on one day.
package enum NeedState: String, CaseIterable, BitwiseCopyable, Sendable {
    /// It holds.
    case holds
    /// It holds, and ends within ``NeedState/noticeDays`` days.
    case expiring
    /// It has ended, and nothing of its kind holds: perhaps a renewal that has not arrived.
    case expired
    /// Its grade is none that is known, so it gives no points.
    case unrecognised

    /// Whether it counts on that day.
    package var doesHold: Bool { self == .holds || self == .expiring }

    /// So many days before its end a need is pointed out.
    package static let noticeDays = 30

    /// The state of each of one person's needs that deserves to be seen; nil for needs that are none, that have not begun,
    /// or that a later one of their kind has replaced.
    package static func states(of needs: ArraySlice<NeedFact>, on date: CalendarDate) -> [NeedState?] {
        var holding: UInt32 = 0
        for need in needs where need.isValid(on: date) { holding |= 1 << UInt32(need.kind.ordinal) }
        let notice = date.adding(days: noticeDays) ?? date
        return needs.map { need in
            guard need.isValid(on: date) else {
                guard let end = need.validUntil, end < date, need.level.counts,
                    holding & 1 << UInt32(need.kind.ordinal) == 0
                else { return nil }
                return .expired
            }
            if need.level == .unrecognised { return .unrecognised }
            guard need.level.counts else { return nil }
            return need.validUntil.map { $0 <= notice } ?? false ? .expiring : .holds
        }
    }
}
