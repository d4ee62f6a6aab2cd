import HTTPTypes
import Incidents

extension IncidentError {
    /// The answer to a request.
    var problem: Problem {
        switch self {
        case .noSuchIncident: .noSuchIncident
        case .closed: .incidentClosed
        case .nameTaken: .incidentNameTaken
        case .nobodyInside: .nobodyInside
        case .noSuchTeam: .invalidTeam
        case .noSuchHousehold, .numbersDisagree: .noSuchIncidentHousehold
        case .timeOutOfRange: .timeOutOfRange
        case .notAFieldFile: .notAFieldFile
        case .otherIncident: .otherIncident
        // Of timelines, which no route makes, and of tables, of which the rows are told.
        case .tooManyIntervals, .tooManyReports: .malformedBody
        case .idTaken: .reportIDTaken
        }
    }
}

extension Problem {
    /// There is no such incident.
    static let noSuchIncident = Problem(
        status: .notFound, code: "no-such-incident",
        text: Bilingual("その番号の事案はありません。", "There is no incident of this number."))
    /// The incident was closed.
    static let incidentClosed = Problem(
        status: .conflict, code: "incident-closed",
        text: Bilingual("この事案は閉じられています。何も記録していません。", "The incident is closed. Nothing was recorded."))
    /// There is an incident of this name.
    static let incidentNameTaken = Problem(
        status: .conflict, code: "incident-name-taken",
        text: Bilingual("同じ名前の事案があります。別の名前にしてください。", "There is an incident of this name. Give it another."))
    /// The area holds nobody.
    static let nobodyInside = Problem(
        status: .unprocessableContent, code: "nobody-inside",
        text: Bilingual("区域内に世帯がありません。事案を開いていません。", "Nobody is inside the area. No incident was opened."))
    /// The incident has no such team, or the name cannot be one.
    static let invalidTeam = Problem(
        status: .unprocessableContent, code: "no-such-team",
        text: Bilingual(
            "その名前の班はないか、班の名前に使えません（\(TeamName.maximumBytes) バイトまで）。何も変更していません。",
            "There is no team of this name, or it cannot be one (at most \(TeamName.maximumBytes) bytes). Nothing was changed."
        ))
    /// The incident has no such household, or none that may be seen.
    static let noSuchIncidentHousehold = Problem(
        status: .notFound, code: "no-such-incident-household",
        text: Bilingual("この事案にその番号の世帯はありません。", "The incident has no household of this number."))
    /// The time is in the future or too long ago.
    static let timeOutOfRange = Problem(
        status: .unprocessableContent, code: "time-out-of-range",
        text: Bilingual(
            "時刻が未来か、事案の \(IncidentError.earliestDays) 日より前です。何も記録していません。",
            "The time lies in the future, or more than \(IncidentError.earliestDays) days before the incident. Nothing was recorded."
        ))
    /// A report of this id says something else.
    static let reportIDTaken = Problem(
        status: .conflict, code: "report-id-taken",
        text: Bilingual(
            "同じ ID で別の内容の報告が記録されています。何も記録していません。",
            "A report of this id says something else. Nothing was recorded."))
    /// It begins like the file of a phone and is none.
    static let notAFieldFile = Problem(
        status: .unprocessableContent, code: "not-a-field-file",
        text: Bilingual(
            "現場の端末から書き出した報告のファイルではありません。何も記録していません。",
            "This is no file of reports from a phone. Nothing was recorded."))
    /// The file of a phone is of another incident.
    static let otherIncident = Problem(
        status: .conflict, code: "other-incident",
        text: Bilingual(
            "別の事案の報告です。何も記録していません。", "The reports belong to another incident. Nothing was recorded."))
}
