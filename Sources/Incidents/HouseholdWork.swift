/// What the records of one household come to: who goes there, and what is known.
///
/// The rule: the record that tells of the latest instant stands. Of several of that instant those stand back that another of them
/// knew of; of the rest the most cautious stands, then the one whose id is first. So the order in which reports arrive makes no
/// difference, and a correction at the same minute wins over what it corrects.
package struct HouseholdWork: Hashable, Sendable {
    /// The record of the team that goes there; nil when nobody was told to.
    package let assignment: StateRecord?
    /// The record that tells how the household is; nil when nothing is known.
    package let finding: StateRecord?
    /// The last record of any kind by sequence; 0 when there is none.
    package let lastSequence: Int64

    /// Nobody was told to go there, and nothing is known.
    package static let untouched = HouseholdWork([])

    /// Takes all records of one household, in any order.
    package init(_ records: [StateRecord]) {
        assignment = Self.standing(records.filter { !$0.report.state.isFinding })
        finding = Self.standing(records.filter(\.report.state.isFinding))
        lastSequence = records.map(\.sequence).max() ?? 0
    }

    /// Where the work stands. A correction takes the household back to before.
    package var stage: WorkStage {
        switch finding?.report.state {
        case .notReached: .notReached
        case .needsHelp: .needsHelp
        case .checkedSafe: .checkedSafe
        case .evacuated: .evacuated
        case .away: .away
        case nil, .reopened, .assigned: assignment == nil ? .untouched : .assigned
        }
    }

    /// The team: the one that was told to go last, or without one that which reported.
    package var team: TeamName? { assignment?.report.team ?? finding?.report.team }

    /// The record that stands among records of one kind; nil of none.
    ///
    /// - Complexity: O(n + t log t) with t records of the latest instant.
    package static func standing(_ records: [StateRecord]) -> StateRecord? {
        guard let latest = records.map(\.report.observedAt).max() else { return nil }
        var known: Int64 = 0
        var unknown: [StateRecord] = []
        for record in records.filter({ $0.report.observedAt == latest }).sorted(by: { $0.sequence > $1.sequence }) {
            // None of those behind it has seen as far.
            if known < record.sequence { unknown.append(record) }
            known = max(known, record.report.seen)
        }
        return unknown.min { left, right in
            let (a, b) = (left.report, right.report)
            return a.state.caution != b.state.caution
                ? a.state.caution < b.state.caution : a.id < b.id
        }
    }
}

/// Two reports on a household whose authors did not know of each other, and that say different things.
package struct StateConflict: Hashable, Sendable {
    /// What came in.
    package let report: StateReport
    /// What others had recorded since its author looked: the last that says something else.
    package let other: StateRecord
    /// Whether what came in stands.
    package let stands: Bool

    /// Looks for a conflict of a report with the records that are there; nil when there is none.
    ///
    /// Only findings conflict; a team that is told to go takes nothing back.
    /// - Parameter records: all records of its household, in any order, with or without its own.
    package init?(_ report: StateReport, among records: [StateRecord], stands: Bool) {
        guard report.state.isFinding else { return nil }
        let others = records.filter {
            $0.sequence > report.seen && $0.report.state.isFinding && $0.report.id != report.id
                && $0.report.state != report.state && !$0.report.id.isOfSameDevice(as: report.id)
        }
        guard let other = others.max(by: { $0.sequence < $1.sequence }) else { return nil }
        self.report = report
        self.other = other
        self.stands = stands
    }
}
