import Residents

/// The values of `datetime`: a moment, or an interval that may be open at one end.
///
/// - Source: OGC 17-069r4, 7.15.4 (Parameter datetime); RFC 3339, 5.6; days alone are taken too.
enum TimeInterval3339 {
    /// Whether a value is well-formed and does not end before it begins.
    static func isValid(_ value: String) -> Bool {
        let parts = value.split(separator: "/", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return moment(parts[0]) != nil
        case 2:
            let isOpen = parts.map { $0.isEmpty || $0 == ".." }
            guard isOpen != [true, true] else { return false }
            let moments = parts.map(moment)
            guard zip(isOpen, moments).allSatisfy({ $0 || $1 != nil }) else { return false }
            guard let begin = moments[0], let end = moments[1] else { return true }
            return begin <= end
        default: return false
        }
    }

    /// Seconds since 1970 of a time or day; nil when it is none.
    private static func moment(_ text: Substring) -> Double? {
        guard let day = CalendarDate(iso: String(text.prefix(10))) else { return nil }
        let start = Double(day.dayNumber) * 86_400
        let rest = text.dropFirst(10)
        if rest.isEmpty { return start }
        guard
            let parts = rest.wholeMatch(
                of: /[Tt]([01]\d|2[0-3]):([0-5]\d):([0-5]\d|60)(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)/
            )?.output, let hours = Double(parts.1), let minutes = Double(parts.2), let seconds = Double(parts.3)
        else { return nil }
        let zone = parts.5.dropFirst().split(separator: ":").compactMap { Double($0) }
        let east = zone.count == 2 ? (zone[0] * 3600 + zone[1] * 60) * (parts.5.hasPrefix("-") ? -1 : 1) : 0
        return start + hours * 3600 + minutes * 60 + seconds - east
    }
}
