extension CalendarDate {
    /// Whether the day is a Saturday or a Sunday; 1970-01-01 was a Thursday.
    package var isWeekend: Bool {
        let sinceThursday = (dayNumber % 7 + 7) % 7
        return sinceThursday == 2 || sinceThursday == 3
    }
}
