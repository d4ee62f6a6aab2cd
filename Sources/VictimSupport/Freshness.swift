package import Registry
package import Residents

/// How old the facts behind the scores are on one day, and what has ended of them.
package struct Freshness: Hashable, Sendable {
    /// A register older than so many days is pointed out: it comes once a month at least.
    package static let registerLimitDays = 35
    /// A needs file older than so many days is pointed out: it comes once a quarter at least.
    package static let needsLimitDays = 100

    /// A file with its age.
    package struct File: Hashable, Sendable {
        /// The file.
        package let file: ReceivedFile
        /// Days since it was received, 0 on the day itself and before it; nil when that day is not known.
        package let ageDays: Int?
        /// Whether it is older than its limit; a file of unknown age is.
        package let isOld: Bool

        init(_ file: ReceivedFile, on day: CalendarDate, limitDays: Int) {
            self.file = file
            ageDays = file.receivedOn.map { max(0, day.dayNumber - $0.dayNumber) }
            isOld = ageDays.map { $0 > limitDays } ?? true
        }
    }

    /// The day on which ages are counted.
    package let day: CalendarDate
    /// The latest register file, or nil when there is none.
    package let register: File?
    /// The files of which needs are left, in the order of their imports.
    package let needs: [File]
    /// Needs that had ended on the as-of date of the scores without a successor.
    package let expiredNeeds: Int
    /// Needs that end within ``Residents/NeedState/noticeDays`` days of it.
    package let expiringNeeds: Int

    /// Counts the ages of facts.
    package init(_ facts: ReceivedFacts, on day: CalendarDate) {
        self.day = day
        register = facts.register.map { File($0, on: day, limitDays: Self.registerLimitDays) }
        needs = facts.needs.map { File($0, on: day, limitDays: Self.needsLimitDays) }
        expiredNeeds = facts.expiredNeeds
        expiringNeeds = facts.expiringNeeds
    }

    /// The needs file that was received first; nil when there is none.
    package var oldestNeeds: File? {
        needs.max { ($0.ageDays ?? .max) < ($1.ageDays ?? .max) }
    }

    /// What should be looked at, in a fixed order.
    package var warnings: [StatusWarning] {
        (register?.isOld ?? false ? [.registerOld] : []) + (needs.contains(where: \.isOld) ? [.needsOld] : [])
    }
}
