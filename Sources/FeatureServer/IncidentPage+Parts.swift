import Disclosure
import Hummingbird
import Incidents
import Interchange
import Residents
import VictimSupport

/// The pages beside that of one incident, and the script.
extension IncidentPage {
    /// What an incident may be opened on.
    struct Grounds: Sendable {
        /// The names of saved areas.
        let areas: [String]
        /// The declarations that hold.
        let activations: [Activation]
    }

    /// All incidents, and the form that opens one.
    static func list(_ incidents: [Incident], _ grounds: Grounds, _ frame: PageFrame, _ html: inout HTMLWriter) {
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
        guard !grounds.areas.isEmpty else {
            html.element(
                "p", Bilingual("先に、地図で区域を保存してください。", "Keep an area on the map first."))
            return
        }
        opening(grounds, frame, &html)
    }

    private static func opening(_ grounds: Grounds, _ frame: PageFrame, _ html: inout HTMLWriter) {
        html.element("form", ["method": "post", "action": "/incidents"]) { html in
            frame.formField(&html)
            html.element("label", ["for": "name"], Bilingual("名前", "Name"))
            html.single("input", ["id": "name", "name": "name", "required": "", "maxlength": "100"])
            html.element("label", ["for": "area"], Bilingual("保存した区域", "Saved area"))
            html.element("select", ["id": "area", "name": "area"]) { html in
                for area in grounds.areas { html.element("option", ["value": area], area) }
            }
            html.element("label", ["for": "include"], Bilingual("数える世帯", "Households to count"))
            html.element("select", ["id": "include", "name": "include"]) { html in
                for inclusion in [ListSelection.Inclusion.possible, .all, .certain] {
                    html.element("option", ["value": inclusion.rawValue], inclusion.choice)
                }
            }
            html.element("label", ["for": "activation"], Bilingual("もとになる発令", "The declaration that it follows"))
            html.element("select", ["id": "activation", "name": "activation"]) { html in
                html.element("option", ["value": ""], "なし none")
                for activation in grounds.activations {
                    html.element(
                        "option", ["value": String(activation.id)],
                        "\(activation.id) \(activation.event)（\(activation.declaredBy)）")
                }
            }
            html.element(
                "label", ["for": "teams"],
                Bilingual("班（1行に1つ。後からでも作れます）", "Teams, one on a line; more can be made later"))
            html.element("textarea", ["id": "teams", "name": "teams", "rows": "3", "maxlength": "2000"]) { _ in }
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
        report(of: incident, held.household.number, seen: held.report.seen, frame, &html) { html in
            html.single("input", ["type": "hidden", "name": "insist", "value": "true"])
            // It is as old as it was when it was first sent.
            html.single("input", ["type": "hidden", "name": "at", "value": held.report.observedAt.utc])
            html.single("input", ["type": "hidden", "name": "team", "value": held.report.team?.text ?? ""])
            buttons([held.report.state], &html)
        }
        html.element("p") { html in
            html.element(
                "a", ["href": "/incidents/\(incident)#h\(held.household.number)"],
                Bilingual("記録せずに戻る", "Back without recording"))
        }
    }

    /// A file of the page's own.
    static func asset(_ request: ServedRequest) throws -> Response {
        let name = request.path(.file)
        guard let bytes = files[name] else { throw Problem.noSuchAddress }
        return ServedFile.response(bytes, named: name, request.request)
    }

    private static let files = [
        "incident.js": PackageResources.incident_js,
        "page.js": PackageResources.page_js,
        "returned.js": PackageResources.returned_js,
    ]
}

extension ListSelection.Inclusion {
    /// What is counted, for who opens an incident.
    fileprivate var choice: String {
        switch self {
        case .certain: "確実に区域内の世帯 surely inside"
        case .possible: "可能性のある世帯も（位置不明は数えない） perhaps inside, too"
        case .all: "位置不明の世帯も and those without a position"
        }
    }
}
