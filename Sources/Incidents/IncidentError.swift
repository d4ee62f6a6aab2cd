/// Why work on an incident cannot be opened, recorded or read; facts only, never a resident's data.
package enum IncidentError: Error, Equatable, Sendable {
    /// The workspace has no incident of this number; those that are open are named.
    case noSuchIncident(open: [Int64])
    /// The incident was closed.
    case closed(Int64)
    /// There is an incident of this name already.
    case nameTaken(Int64)
    /// Nobody is inside the area.
    case nobodyInside
    /// The incident has no such team; `nearest` is one that is spelled alike.
    case noSuchTeam(nearest: String?)
    /// The incident has no household of this number, or none that may be seen.
    case noSuchHousehold
    /// The number in the incident and the household number belong to different households.
    case numbersDisagree
    /// The time lies in the future, or before the incident by more than ``earliestDays``.
    case timeOutOfRange
    /// A report of this id was recorded, and says something else.
    case idTaken
    /// More reports of one household are to be recorded at once than are weighed against each other.
    case tooManyReports(limit: Int)
    /// The file is none that a phone gives back.
    case notAFieldFile
    /// The file that a phone gave back belongs to another incident.
    case otherIncident
    /// The timeline would have more points than a page can hold.
    case tooManyIntervals(limit: Int)

    /// So many days before an incident was opened a report may tell of.
    package static let earliestDays: Int64 = 30
    /// So many seconds a clock in the field may be ahead.
    package static let clockToleranceSeconds: Int64 = 300

    /// Whether a report of an instant may be recorded now.
    package static func accepts(_ time: WorkTime, of incident: Incident, now: WorkTime) -> Bool {
        time.seconds <= now.seconds + clockToleranceSeconds
            && time.seconds >= incident.openedAt.seconds - earliestDays * 86_400
    }
}
