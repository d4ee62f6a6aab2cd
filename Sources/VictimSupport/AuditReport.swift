import Disclosure
import Foundation

/// What a data-protection officer looks for in an audit log.
package struct AuditReport: Sendable {
    /// What was done by whom, in one form.
    package struct Use: Hashable, Sendable {
        /// The operating-system account.
        package let operatorName: String
        /// The verb.
        package let verb: String
    }

    /// Releases or changes of a verb by an operator.
    package struct Count: Equatable, Sendable {
        /// Who did what.
        package let use: Use
        /// How often.
        package let times: Int
        /// Persons released, all together; 0 for changes.
        package let persons: Int
    }

    /// How often somebody logged in.
    package struct Logins: Equatable, Sendable {
        /// The account, as the log has it; `no account` for all names that are nobody's.
        package let account: String
        /// Logins that were accepted.
        package let accepted: Int
        /// Logins that were not.
        package let failed: Int
    }

    /// The same people looked at again and again, by whatever question and by whomever.
    package struct Repeated: Equatable, Sendable {
        /// What the log names each of them by, ascending; empty where an older entry tells the question alone.
        package let keys: [UInt64]
        /// The lines of the log that held them, from 1, ascending.
        package let lines: [Int]
        /// Who looked and how often, the most frequent first, then by name.
        package let operators: [(name: String, times: Int)]
        /// The last question, as the log has it.
        package let query: String

        /// How often, all together.
        package var times: Int { lines.count }

        /// Whether both say the same.
        package static func == (left: Repeated, right: Repeated) -> Bool {
            left.keys == right.keys && left.lines == right.lines && left.query == right.query
                && left.operators.elementsEqual(right.operators, by: ==)
        }
    }

    /// From so many persons on a release is a mass release.
    package static let massPersons = 1_000
    /// Up to so many persons a release is a look at each of them.
    package static let closePersons = 20
    /// From so many looks on at one person they are pointed out.
    package static let repeatedTimes = 3
    /// Hours of the day in Japan outside which a release is one at night.
    package static let dayHours = 6..<22

    /// Entries that were looked at.
    package private(set) var entries = 0
    /// Releases per operator and verb, by operator, then verb, in the order of their bytes.
    package private(set) var counts: [Count] = []
    /// Changes per operator and verb, in the same order.
    package private(set) var changes: [Count] = []
    /// Logins per account, in the order of its bytes.
    package private(set) var logins: [Logins] = []
    /// Logins that were not accepted, in the order of the log.
    package private(set) var failedLogins: [RecordedEntry] = []
    /// What the gate and the accounts refused, in the order of the log.
    package private(set) var refusals: [RecordedEntry] = []
    /// Between 22:00 and 6:00 in Japan, in the order of the log.
    package private(set) var atNight: [RecordedEntry] = []
    /// On a Saturday or Sunday in Japan; national holidays are not known.
    package private(set) var onWeekends: [RecordedEntry] = []
    /// Of at least ``massPersons`` persons.
    package private(set) var mass: [RecordedEntry] = []
    /// Of one household, in the order of the log.
    package private(set) var ofOne: [RecordedEntry] = []
    /// Looks at the same people again and again, those of the same lines together: the most frequent first, then by line.
    package private(set) var repeated: [Repeated] = []

    /// Looks through entries.
    package init(_ recorded: [RecordedEntry]) {
        var uses: [AuditEntry.Event: [Use: (times: Int, persons: Int)]] = [:]
        var looks = RepeatedLooks()
        var attempts: [String: (accepted: Int, failed: Int)] = [:]
        for record in recorded {
            let entry = record.entry
            entries += 1
            let persons = entry.persons ?? 0
            let use = Use(operatorName: entry.operatorName, verb: entry.verb)
            let sum = uses[entry.kind]?[use] ?? (0, 0)
            uses[entry.kind, default: [:]][use] = (sum.times + 1, sum.persons + persons)
            switch entry.kind {
            case .release:
                if persons >= Self.massPersons { mass.append(record) }
                if entry.households == 1 { ofOne.append(record) }
                looks.add(record)
            case .login:
                let isAccepted = entry.outcome.flatMap(AccountEvent.LoginResult.init)?.isAccepted == true
                attempts[entry.query, default: (0, 0)].accepted += isAccepted ? 1 : 0
                attempts[entry.query, default: (0, 0)].failed += isAccepted ? 0 : 1
                if !isAccepted { failedLogins.append(record) }
            case .refusal: refusals.append(record)
            case .change: break
            }
            guard let moment = JapaneseMoment(utc: entry.time) else { continue }
            if !Self.dayHours.contains(moment.hour) { atNight.append(record) }
            if moment.isWeekend { onWeekends.append(record) }
        }
        counts = Self.counts(uses[.release] ?? [:])
        changes = Self.counts(uses[.change] ?? [:])
        logins = attempts.map { Logins(account: $0.key, accepted: $0.value.accepted, failed: $0.value.failed) }
            .sorted { $0.account.utf8.lexicographicallyPrecedes($1.account.utf8) }
        repeated = looks.found
    }

    private static func counts(_ uses: [Use: (times: Int, persons: Int)]) -> [Count] {
        uses.map { Count(use: $0.key, times: $0.value.times, persons: $0.value.persons) }
            .sorted { ($0.use.operatorName, $0.use.verb) < ($1.use.operatorName, $1.use.verb) }
    }
}
