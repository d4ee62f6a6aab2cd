import Residents

/// A moment as clocks in Japan show it, nine hours ahead of UTC all the year.
struct JapaneseMoment: Equatable {
    let hour: Int
    let isWeekend: Bool

    /// Reads `2026-06-01T15:04:05Z`; nil for anything else.
    init?(utc: String) {
        let bytes = Array(utc.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
            let day = CalendarDate(iso: String(utc.prefix(10))), let hour = Int(utc.dropFirst(11).prefix(2)),
            (0..<24).contains(hour), let local = hour + 9 < 24 ? day : day.adding(days: 1)
        else { return nil }
        self.hour = (hour + 9) % 24
        isWeekend = local.isWeekend
    }
}
