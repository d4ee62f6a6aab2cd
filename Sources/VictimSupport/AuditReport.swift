import Disclosure
import Foundation
import Residents

/// What a data-protection officer looks for in an audit log.
package struct AuditReport: Sendable {
    /// What was done by whom, in one form.
    package struct Use: Hashable, Sendable {
        /// The operating-system account.
        package let operatorName: String
        /// The verb.
        package let verb: String
    }

    /// Releases of a verb by an operator.
    package struct Count: Equatable, Sendable {
        /// Who did what.
        package let use: Use
        /// How often.
        package let releases: Int
        /// Persons released, all together.
        package let persons: Int
    }

    /// One household asked for by one operator again and again.
    package struct Repeated: Equatable, Sendable {
        /// Who asked.
        package let operatorName: String
        /// What was asked for, as the log has it.
        package let query: String
        /// How often.
        package let times: Int
    }

    /// From so many persons on a release is a mass release.
    package static let massPersons = 1_000
    /// From so many times on a look at one household is pointed out.
    package static let repeatedTimes = 3
    /// Hours of the day in Japan outside which a release is one at night.
    package static let dayHours = 6..<22

    /// Entries that were looked at.
    package private(set) var entries = 0
    /// Per operator and verb, by operator, then verb, in the order of their bytes.
    package private(set) var counts: [Count] = []
    /// Between 22:00 and 6:00 in Japan, in the order of the log.
    package private(set) var atNight: [RecordedEntry] = []
    /// On a Saturday or Sunday in Japan; national holidays are not known.
    package private(set) var onWeekends: [RecordedEntry] = []
    /// Of at least ``massPersons`` persons.
    package private(set) var mass: [RecordedEntry] = []
    /// The most frequent first, then by operator and query.
    package private(set) var repeated: [Repeated] = []

    /// Looks through entries.
    package init(_ recorded: [RecordedEntry]) {
        var uses: [Use: (releases: Int, persons: Int)] = [:]
        var looks: [[String]: Int] = [:]
        for record in recorded {
            let entry = record.entry
            entries += 1
            let use = Use(operatorName: entry.operatorName, verb: entry.verb)
            let sum = uses[use] ?? (0, 0)
            uses[use] = (sum.releases + 1, sum.persons + entry.persons)
            if entry.persons >= Self.massPersons { mass.append(record) }
            if entry.households == 1 { looks[[entry.operatorName, entry.query], default: 0] += 1 }
            guard let moment = JapaneseMoment(utc: entry.time) else { continue }
            if !Self.dayHours.contains(moment.hour) { atNight.append(record) }
            if moment.isWeekend { onWeekends.append(record) }
        }
        counts = uses.map { Count(use: $0.key, releases: $0.value.releases, persons: $0.value.persons) }
            .sorted { ($0.use.operatorName, $0.use.verb) < ($1.use.operatorName, $1.use.verb) }
        repeated = looks.filter { $0.value >= Self.repeatedTimes }
            .map { Repeated(operatorName: $0.key[0], query: $0.key[1], times: $0.value) }
            .sorted { ($1.times, $0.operatorName, $0.query) < ($0.times, $1.operatorName, $1.query) }
    }
}

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
