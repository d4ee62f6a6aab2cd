import Hummingbird
import Incidents
import Interchange
import Residents
import VictimSupport

/// The pages beside that of one incident, and the script.
extension IncidentPage {
    /// All incidents, and the form that opens one.
    static func list(_ incidents: [Incident], _ areas: [String], _ frame: PageFrame, _ html: inout HTMLWriter) {
        html.element("table") { html in
            html.element("thead") { html in
                html.element("tr") { html in
                    for heading in [
                        Bilingual("番号", "No."), Bilingual("事案", "Incident"), Bilingual("区域", "Area"),
                        Bilingual("開設", "Opened"), Bilingual("終了", "Closed"),
                    ] { html.element("th", ["scope": "col"], heading) }
                }
            }
            html.element("tbody") { html in
                for incident in incidents {
                    html.element("tr") { html in
                        html.element("th", ["scope": "row"], String(incident.id))
                        html.element("td") { html in
                            html.element("a", ["href": "/incidents/\(incident.id)"], incident.name.text)
                        }
                        html.element("td", incident.area.text)
                        html.element("td", incident.openedAt.japanese)
                        html.element("td", incident.closed?.at.japanese ?? "")
                    }
                }
            }
        }
        html.element("h2", Bilingual("事案を開く", "Open an incident"))
        guard !areas.isEmpty else {
            html.element(
                "p", Bilingual("先に、地図で区域を保存してください。", "Keep an area on the map first."))
            return
        }
        html.element("form", ["method": "post", "action": "/incidents"]) { html in
            frame.formField(&html)
            html.element("label", ["for": "name"], Bilingual("名前", "Name"))
            html.single("input", ["id": "name", "name": "name", "required": "", "maxlength": "100"])
            html.element("label", ["for": "area"], Bilingual("保存した区域", "Saved area"))
            html.element("select", ["id": "area", "name": "area"]) { html in
                for area in areas { html.element("option", ["value": area], area) }
            }
            html.element("p") { $0.element("button", Bilingual("開く", "Open")) }
        }
    }

    /// What others reported, and the button that records all the same.
    static func conflict(
        _ held: RecordedReport, _ conflict: StateConflict, of incident: Int64, _ frame: PageFrame,
        _ html: inout HTMLWriter
    ) {
        html.element("p", ["class": "problem", "role": "alert"]) { html in
            let other = conflict.other
            html.both(
                Bilingual(
                    "番号 \(held.household.number) は、先に「\(other.report.state.japanese)」と記録されています"
                        + "（\(other.report.observedAt.japanese)、\(other.recordedBy)）。まだ記録していません。",
                    "No. \(held.household.number): \(other.report.state.rawValue) was reported first "
                        + "(\(other.report.observedAt.japanese), \(other.recordedBy)). Nothing was recorded yet."))
        }
        buttons(
            held.household.number, seen: held.report.seen, of: incident, insists: true, [held.report.state], frame,
            &html)
        html.element("p") { html in
            html.element(
                "a", ["href": "/incidents/\(incident)#h\(held.household.number)"],
                Bilingual("記録せずに戻る", "Back without recording"))
        }
    }

    /// A file of the page's own.
    static func asset(_ request: ServedRequest) throws -> Response {
        guard request.path(.file) == "incident.js" else { throw Problem.noSuchAddress }
        return ServedFile.response(PackageResources.incident_js, named: "incident.js", request.request)
    }
}
