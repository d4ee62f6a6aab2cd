import Disclosure
import Interchange
import VictimSupport

/// What a data-protection officer looks for, for people and programs.
extension AuditText {
    static func text(_ report: AuditReport) -> String {
        var text = "記録 entries: \(report.entries)\n\n操作者と操作 releases by operator and verb\n"
        for count in report.counts {
            text +=
                TableLine([
                    (count.use.operatorName, 16), (count.use.verb, 18), ("\(count.times) 回", 10),
                    ("のべ \(count.persons) 人", 0),
                ]).text + "\n"
        }
        text += "\n変更 changes by operator and verb\n"
        for count in report.changes {
            text +=
                TableLine([(count.use.operatorName, 16), (count.use.verb, 22), ("\(count.times) 回", 0)]).text + "\n"
        }
        text += "\nログイン logins\n"
        for login in report.logins {
            text +=
                TableLine([(login.account, 24), ("成功 \(login.accepted) 回", 14), ("失敗 \(login.failed) 回", 0)]).text
                + "\n"
        }
        for (_, title, entries) in sections(report) {
            text += "\n\(title): \(entries.count)\n"
            if !entries.isEmpty { text += heading + entries.map(line).joined() }
        }
        text +=
            "\n同じ人を \(AuditReport.repeatedTimes) 回以上（\(AuditReport.closePersons) 人以下の提供）"
            + " the same people again and again: \(report.repeated.count)\n"
        for look in report.repeated {
            let who = look.operators.map { "\($0.name) \($0.times)" }.joined(separator: ", ")
            text +=
                TableLine([
                    ("\(look.times) 回", 8), ("\(look.keys.count) 人", 7), (who, 24),
                    (codes(look).joined(separator: " "), 24),
                    ("行 lines " + look.lines.map(String.init).joined(separator: ","), 0),
                ]).text + "\n"
        }
        return text
    }

    static func json(_ report: AuditReport, _ mark: DrillMark) -> String {
        var json = JSONWriter()
        json.beginObject()
        mark.members(to: &json)
        json.member("entries", report.entries)
        for (name, timesName, counts) in [("counts", "releases", report.counts), ("changes", "times", report.changes)] {
            json.name(name)
            json.beginArray()
            for count in counts {
                json.beginObject()
                json.member("operator", count.use.operatorName)
                json.member("verb", count.use.verb)
                json.member(timesName, count.times)
                if name == "counts" { json.member("persons", count.persons) }
                json.endObject()
            }
            json.endArray()
        }
        json.name("logins")
        json.beginArray()
        for login in report.logins {
            json.beginObject()
            json.member("account", login.account)
            json.member("accepted", login.accepted)
            json.member("failed", login.failed)
            json.endObject()
        }
        json.endArray()
        for (name, _, entries) in sections(report) {
            json.name(name)
            json.beginArray()
            for entry in entries { write(entry, to: &json) }
            json.endArray()
        }
        json.name("repeated")
        json.beginArray()
        for look in report.repeated {
            json.beginObject()
            json.member("times", look.times)
            json.member("persons", look.keys.count)
            json.name("codes")
            json.beginArray()
            for code in codes(look) { json.string(code) }
            json.endArray()
            json.name("operators")
            json.beginArray()
            for who in look.operators {
                json.beginObject()
                json.member("operator", who.name)
                json.member("times", who.times)
                json.endObject()
            }
            json.endArray()
            json.name("lines")
            json.beginArray()
            for line in look.lines { json.integer(line) }
            json.endArray()
            json.member("query", look.query)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    /// What the log names the people by: ten hexadecimal digits each, which tell nobody who it is.
    private static func codes(_ look: AuditReport.Repeated) -> [String] {
        look.keys.map { key in
            let digits = String(key, radix: 16)
            return String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
        }
    }

    private static func write(_ recorded: RecordedEntry, to json: inout JSONWriter) {
        let entry = recorded.entry
        json.beginObject()
        json.member("line", recorded.line)
        json.member("time", entry.time)
        json.member("event", entry.kind.rawValue)
        json.member("operator", entry.operatorName)
        json.member("verb", entry.verb)
        json.member("outcome", entry.outcome)
        json.member("households", entry.households)
        json.member("persons", entry.persons)
        json.member("query", entry.query)
        json.endObject()
    }

    private static func sections(_ report: AuditReport) -> [(name: String, title: String, entries: [RecordedEntry])] {
        [
            ("failed_logins", "ログインの失敗 failed logins", report.failedLogins),
            ("refusals", "拒否 refusals", report.refusals),
            ("at_night", "夜間（22時〜6時） at night", report.atNight),
            ("on_weekends", "土日 on Saturdays and Sundays", report.onWeekends),
            ("mass", "大量（\(AuditReport.massPersons) 人以上） mass releases", report.mass),
            ("of_one", "一世帯だけの閲覧 of one household", report.ofOne),
        ]
    }
}
