package import Interchange
package import Registry
import Residents
package import SupportScoring

/// The reasons of scores as JSON, in lists and in `engo explain`; members are listed in `Docs/data-formats.md`.
package struct ReasonsJSON: Sendable {
    private let language: OutputLanguage

    /// Chooses the language of sentences; member names are English in both.
    package init(language: OutputLanguage) { self.language = language }

    /// Writes the lines of a household; their points add up to its score at that time of day.
    package func household(_ lines: [HouseholdLine], to json: inout JSONWriter) {
        json.beginArray()
        for line in lines {
            json.beginObject()
            json.member("rule", line.ruleID)
            json.name("points")
            json.rawNumber(line.points.text)
            json.member("text", text(line.japanese, line.english))
            json.endObject()
        }
        json.endArray()
    }

    /// Writes the lines of a person; what they counted adds up to the person's score.
    ///
    /// - Parameter row: where the person stands in the register, for facts that no need tells; nil when that is not told.
    package func person(_ score: PersonScore, row: RegisterRow? = nil, to json: inout JSONWriter) {
        json.beginArray()
        for line in score.lines {
            json.beginObject()
            json.member("rule", line.ruleID)
            json.member("role", line.role.code)
            json.name("points")
            json.rawNumber(line.points.text)
            json.name("counted")
            json.rawNumber(line.counted.text)
            json.member("text", text(line.japanese, line.english))
            json.name("fact")
            if let need = line.need {
                fact(need, to: &json)
            } else if let row {
                json.beginObject()
                json.member("kind", "register")
                json.member("file", row.file)
                json.member("line", row.line)
                json.endObject()
            } else {
                json.null()
            }
            json.endObject()
        }
        json.endArray()
    }

    /// Writes the needs of a person that gave nothing, each with why.
    package func notCounted(_ score: PersonScore, to json: inout JSONWriter) {
        json.beginArray()
        for need in score.uncounted {
            json.beginObject()
            json.member("reason", need.reason.code)
            json.member("by_rule", need.reason.ruleID)
            json.member("text", text(need.japanese, need.english))
            json.name("fact")
            fact(need.need, to: &json)
            json.endObject()
        }
        json.endArray()
    }

    private func fact(_ need: Need, to json: inout JSONWriter) {
        json.beginObject()
        json.member("kind", need.kind.snakeCase)
        json.member("grade", need.grade.code)
        json.member("valid_from", need.validFrom?.iso)
        json.member("valid_until", need.validUntil?.iso)
        json.member("file", need.source?.name)
        json.member("line", need.sourceLine)
        json.member("received_on", need.source?.receivedOn.iso)
        json.endObject()
    }

    private func text(_ japanese: String, _ english: String) -> String { language == .japanese ? japanese : english }
}

extension ScoreLineRole {
    /// The role's name in outputs.
    fileprivate var code: String {
        switch self {
        case .points: "points"
        case .bandOverride: "band"
        case .away: "away"
        }
    }
}

extension UncountedReason {
    /// The rule that counts instead, where one does.
    fileprivate var ruleID: String? {
        switch self {
        case .overriddenByLarger(let ruleID), .sameRule(let ruleID): ruleID
        default: nil
        }
    }
}
