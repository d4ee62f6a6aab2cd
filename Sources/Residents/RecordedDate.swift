/// A date as a register holds it: a day, or words that name none.
package enum RecordedDate: Hashable, Sendable {
    /// A day of the calendar.
    case day(CalendarDate)
    /// An unknown or estimated date, or a day that the calendar does not have, exactly as written.
    ///
    /// Such dates are legal in the register and are never turned into a birthday.
    ///
    /// - Source: 住民記録システム標準仕様書 1.1.8 (80), which forbids inventing a deemed birth date.
    case unknown(recorded: String)

    /// The most UTF-8 bytes of a written date.
    package static let maximumBytes = 200

    /// The day, when it is known.
    package var day: CalendarDate? {
        if case .day(let date) = self { date } else { nil }
    }

    /// What to store: ISO `YYYY-MM-DD` for a day, else the text as recorded; `parse` gives the same value back.
    package var text: String {
        switch self {
        case .day(let date): date.iso
        case .unknown(let recorded): recorded
        }
    }

    /// Whether both are the same day, or the same bytes as recorded.
    package static func == (lhs: RecordedDate, rhs: RecordedDate) -> Bool {
        switch (lhs, rhs) {
        case (.day(let left), .day(let right)): left == right
        case (.unknown(let left), .unknown(let right)): TextBytes.areEqual(left, right)
        default: false
        }
    }

    /// Feeds the day or the bytes as recorded.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .day(let date): hasher.combine(date)
        case .unknown(let recorded): TextBytes.hash(recorded, into: &hasher)
        }
    }
}
