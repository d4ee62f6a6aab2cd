package import Residents

/// What somebody reported of a household, before it has a place in the history.
package struct StateReport: Hashable, Sendable {
    /// Tells the report from every other of the incident, so that a repeat is recorded once.
    package let id: ReportID
    /// The household.
    package let household: HouseholdNumber
    /// What was found.
    package let state: WorkState
    /// Which team; nil when nobody said.
    package let team: TeamName?
    /// When it was so.
    package let observedAt: WorkTime
    /// The last record of the workspace that its author knew; 0 for none.
    package let seen: Int64
    /// How it came in.
    package let source: Source

    /// How a report comes in.
    package enum Source: String, CaseIterable, Sendable {
        /// The command line.
        case terminal
        /// A page in a browser.
        case server
        /// A table that came back.
        case csv
        /// A phone in the field.
        case field

        /// The name shown to people.
        package var japanese: String {
            switch self {
            case .terminal: "端末"
            case .server: "画面"
            case .csv: "表"
            case .field: "現場"
            }
        }
    }

    /// Describes a report.
    package init(
        id: ReportID, household: HouseholdNumber, state: WorkState, team: TeamName?, observedAt: WorkTime, seen: Int64,
        source: Source
    ) {
        self.id = id
        self.household = household
        self.state = state
        self.team = team
        self.observedAt = observedAt
        self.seen = seen
        self.source = source
    }

    /// The same by an author who knows of all records up to one.
    package func knowing(_ sequence: Int64) -> StateReport {
        StateReport(
            id: id, household: household, state: state, team: team, observedAt: observedAt, seen: max(seen, sequence),
            source: source)
    }

    /// Whether both say the same of the same household.
    ///
    /// - Parameter anyTime: whether the time says nothing, because it was put on when the report came in.
    package func tellsTheSame(as other: StateReport, atAnyTime anyTime: Bool = false) -> Bool {
        household == other.household && state == other.state && team == other.team
            && (anyTime || observedAt == other.observedAt)
    }
}

/// A report's own name: 1…64 ASCII letters, digits and hyphens.
package struct ReportID: RecordedText {
    /// The text.
    package let text: String

    /// Takes a name of the accepted form, or is nil.
    package init?(_ text: String) {
        let isName = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D
        }
        guard isName, (1...64).contains(text.utf8.count) else { return nil }
        self.text = text
    }

    /// Whether it is one that a phone gives: `f`, sixteen small hexadecimal digits of the device, a hyphen, a number.
    package var isOfField: Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.count == 2 && parts[0].count == 17 && parts[0].first == UInt8(ascii: "f")
            && parts[0].dropFirst().allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
            && !parts[1].isEmpty && parts[1].allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether both were given by the same phone, whose holder knew of both.
    package func isOfSameDevice(as other: ReportID) -> Bool {
        isOfField && other.isOfField && text.utf8.prefix(17).elementsEqual(other.text.utf8.prefix(17))
    }

    /// A name made of what a report says.
    ///
    /// - Parameter digest: hexadecimal digits, of which forty are taken.
    package init(digest: String, of source: StateReport.Source) {
        text =
            source.rawValue + "-"
            + String(digest.unicodeScalars.filter(\.properties.isASCIIHexDigit).prefix(40).map(Character.init))
    }
}

/// A report in the history of an incident: it is never changed and never removed.
package struct StateRecord: Hashable, Sendable {
    /// Its place in the one order of all records of the workspace, from 1.
    package let sequence: Int64
    /// What was reported.
    package let report: StateReport
    /// When it was recorded.
    package let recordedAt: WorkTime
    /// By whom.
    package let recordedBy: String

    /// Describes a record.
    package init(sequence: Int64, report: StateReport, recordedAt: WorkTime, recordedBy: String) {
        self.sequence = sequence
        self.report = report
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
    }
}
