import Incidents
import Interchange
import SupportScoring
import VictimSupport

/// What the page of an incident sends.
extension IncidentPage {
    /// The most characters of a team's name in a field: as many Japanese ones as a name may have.
    static let teamLength = String(TeamName.maximumBytes / 3)

    /// What is done with all of the incident.
    func forms(_ frame: PageFrame, _ html: inout HTMLWriter) {
        html.element("datalist", ["id": "teams"]) { html in
            for team in status.teams { html.single("option", ["value": team.text]) }
        }
        html.element("details") { html in
            html.element("summary", Bilingual("班の割当・終了", "Teams, closing"))
            if !status.teams.isEmpty {
                html.element("p") { html in
                    html.both(Bilingual("班", "Teams"))
                    html.escaped(": \(status.teams.map(\.text).joined(separator: "、"))")
                }
            }
            assignments(frame, &html)
            html.element("form", ["method": "post", "action": address("/close")]) { html in
                frame.formField(&html)
                html.element(
                    "button", Bilingual("この事案を閉じる（以後、記録できません）", "Close the incident: nothing more is recorded"))
            }
        }
        returning(&html)
    }

    /// To households from the top, or to some by number.
    private func assignments(_ frame: PageFrame, _ html: inout HTMLWriter) {
        html.element("form", ["method": "post", "action": address("/assignments")]) { html in
            frame.formField(&html)
            Self.teamField("team", &html)
            html.element(
                "label", ["for": "limit"], Bilingual("誰も行っていない世帯を上から何件", "How many that nobody goes to, from the top"))
            html.single(
                "input",
                ["id": "limit", "name": "limit", "type": "number", "min": "1", "max": "1000", "value": "20"])
            html.element("label", ["for": "band"], Bilingual("援護区分", "Band"))
            html.element("select", ["id": "band", "name": "band"]) { html in
                html.element("option", ["value": "all"], "全 all")
                for band in SupportBand.allCases { html.element("option", ["value": band.label], band.label) }
            }
            html.element("p") { $0.element("button", Bilingual("割り当てる", "Assign")) }
        }
        html.element("form", ["method": "post", "action": address("/assignments")]) { html in
            frame.formField(&html)
            Self.teamField("team-by-number", &html)
            html.element("label", ["for": "numbers"], Bilingual("対応番号（例 1-40,52）", "Numbers, such as 1-40,52"))
            html.single(
                "input",
                [
                    "id": "numbers", "name": "numbers", "required": "", "pattern": #"[0-9,\-]+"#, "title": "1-40,52",
                    "maxlength": "2000",
                ])
            html.element("p") { $0.element("button", Bilingual("番号で割り当てる", "Assign by number")) }
        }
    }

    private static func teamField(_ id: String, _ html: inout HTMLWriter) {
        html.element("label", ["for": id], Bilingual("班（新しい名前なら班ができます）", "Team; a new name makes a new team"))
        html.single(
            "input", ["id": id, "name": "team", "list": "teams", "required": "", "maxlength": teamLength])
    }

    /// The file that comes back: the script sends it, since a form alone would wrap it.
    private func returning(_ html: inout HTMLWriter) {
        html.element("details", ["id": "returning"]) { html in
            html.element("summary", Bilingual("現場の報告を取り込む", "Bring back reports"))
            html.element("noscript") { html in
                html.element(
                    "p",
                    Bilingual(
                        "ブラウザーのスクリプトが要ります。または engo incident merge で取り込みます。",
                        "This takes scripts in the browser, or engo incident merge."))
            }
            html.element("form", ["id": "merge", "hidden": ""]) { html in
                html.element(
                    "label", ["for": "file"],
                    Bilingual(
                        "端末の報告（JSON）か、記入した表（CSV）", "The file of a phone (JSON), or a table that was filled in (CSV)"))
                html.single(
                    "input", ["id": "file", "name": "file", "type": "file", "required": "", "accept": ".json,.csv"])
                html.element(
                    "label", ["for": "at"],
                    Bilingual("報告時刻が空の行の時刻（日本の時刻）", "The time of rows without one, by clocks in Japan"))
                html.single("input", ["id": "at", "name": "at", "type": "datetime-local"])
                html.element("p") { html in
                    html.element("button", ["name": "dry_run", "value": "true"], Bilingual("確かめるだけ", "Check only"))
                    html.escaped(" ")
                    html.element("button", ["name": "dry_run", "value": "false"], Bilingual("取り込む", "Record"))
                }
            }
            html.element("div", ["id": "returned", "role": "status", "aria-live": "polite"]) { _ in }
        }
    }

    /// The buttons by which somebody records how a household is.
    func record(_ number: Int, seen: Int64, _ frame: PageFrame, _ html: inout HTMLWriter) {
        html.element("details") { html in
            html.element("summary", Bilingual("記録", "Record"))
            Self.report(of: incident.id, number, seen: seen, frame, &html) { html in
                // Enter in a field presses the first button of its form: one that sends nothing, and not the first state. One that is
                // disabled is passed over by fields of times.
                html.element("button", ["type": "submit", "formmethod": "dialog", "hidden": ""]) { _ in }
                html.element("details", ["class": "detail"]) { html in
                    html.element("summary", Bilingual("時刻・班（書かなければ今）", "Time, team; now if left out"))
                    html.element("label") { html in
                        html.both(Bilingual("いつ（日本の時刻）", "When, by clocks in Japan"))
                        html.single("input", ["name": "at", "type": "datetime-local"])
                    }
                    html.element("label") { html in
                        html.both(Bilingual("班", "Team"))
                        html.single("input", ["name": "team", "list": "teams", "maxlength": Self.teamLength])
                    }
                }
                Self.buttons(WorkState.allCases.filter(\.isFinding), &html)
            }
        }
    }

    /// The form of a report on a household.
    static func report(
        of incident: Int64, _ number: Int, seen: Int64, _ frame: PageFrame, _ html: inout HTMLWriter,
        _ content: (inout HTMLWriter) -> Void
    ) {
        html.element("form", ["method": "post", "action": "/incidents/\(incident)/reports", "class": "report"]) {
            html in
            frame.formField(&html)
            html.single("input", ["type": "hidden", "name": "number", "value": String(number)])
            html.single("input", ["type": "hidden", "name": "seen", "value": String(seen)])
            content(&html)
        }
    }

    /// A button for each state.
    static func buttons(_ states: [WorkState], _ html: inout HTMLWriter) {
        for state in states {
            html.element("button", ["name": "state", "value": state.rawValue], state.japanese)
            html.escaped(" ")
        }
    }
}
