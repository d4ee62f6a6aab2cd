import Disclosure
import HTTPTypes
import Hummingbird
import Incidents
import Interchange
import NIOCore
import Registry
import Residents
import SupportScoring
import VictimSupport

/// The page of one incident: how far the work is, and each household with what is known and the buttons to record.
///
/// It works without scripts; with them, what others record appears by itself and nothing is sent twice.
struct IncidentPage: Sendable {
    let status: IncidentStatus
    let page: Int
    let request: ServedRequest

    /// Households on a page.
    static let linesPerPage = 200

    var incident: Incident { status.incident }
    private var isOpen: Bool { incident.closed == nil }

    /// The whole page.
    var response: Response {
        let frame = PageFrame(
            Bilingual(incident.name.text, "incident \(incident.id)"), request.context, status.info)
        var response = frame.response { html in
            html.element(
                "div",
                [
                    "id": "incident", "data-incident": String(incident.id),
                    "data-last": String(status.lastRecord),
                ]
            ) { html in
                head(frame, &html)
                progress(&html)
                if isOpen { forms(frame, &html) }
                filters(&html)
                list(frame, &html)
            }
            for name in ["incident.js", "returned.js"] {
                html.element("script", ["src": "/incident-files/\(name)", "type": "module"]) { _ in }
            }
        }
        response.headers[.contentSecurityPolicy] =
            SecurityHeaders.policy(request.context.nonce)
            + "; script-src 'self'; connect-src 'self'"
        return response
    }

    private func head(_ frame: PageFrame, _ html: inout HTMLWriter) {
        html.element("p") { html in
            html.escaped("\(incident.area.text) · \(incident.openedAt.japanese) \(incident.openedBy)")
            if let closed = incident.closed {
                html.escaped(" – ")
                html.both(
                    Bilingual(
                        "閉じました \(closed.at.japanese) \(closed.by)", "closed \(closed.at.japanese) by \(closed.by)"))
            }
        }
        html.element("p") { $0.escaped(status.clearance.basis.japanese) }
        html.element("p", ["id": "news", "role": "status", "aria-live": "polite"]) { _ in }
        if let uncounted = status.uncounted, uncounted > 0 {
            html.element("form", ["method": "post", "action": address("/refresh")]) { html in
                frame.formField(&html)
                html.both(
                    Bilingual("後から区域内になった世帯が \(uncounted) あります", "\(uncounted) households came into the area since"))
                html.escaped(" ")
                html.element("button", Bilingual("加える", "Count them"))
            }
        }
    }

    func address(_ below: String = "") -> String { "/incidents/\(incident.id)\(below)" }

    /// Stages by band, all bands first.
    private func progress(_ html: inout HTMLWriter) {
        let bands: [SupportBand?] = status.clearance.fields.contains(.band) ? [nil] + SupportBand.allCases : [nil]
        html.element("div", ["class": "wide"]) { html in
            html.element("table", ["id": "progress"]) { html in
                html.element("caption", Bilingual("対応状況ごとの世帯数", "Households by stage"))
                html.element("thead") { html in
                    html.element("tr") { html in
                        html.element("th", ["scope": "col"], Bilingual("区分", "Band"))
                        html.element("th", ["scope": "col"], Bilingual("全", "All"))
                        for stage in WorkStage.allCases {
                            html.element(
                                "th", ["scope": "col", "data-stage": stage.rawValue],
                                "\(stage.mark) \(stage.japanese)")
                        }
                    }
                }
                html.element("tbody") { html in
                    for band in bands {
                        html.element("tr") { html in
                            html.element("th", ["scope": "row"], band?.label ?? "全 all")
                            cell("households", status.progress.count(nil, band), band, &html)
                            for stage in WorkStage.allCases {
                                cell(stage.rawValue, status.progress.count(stage, band), band, &html)
                            }
                        }
                    }
                }
            }
        }
    }

    private func cell(_ name: String, _ count: Int, _ band: SupportBand?, _ html: inout HTMLWriter) {
        html.element("td", ["data-count": name, "data-band": band?.label ?? "all"], String(count))
    }

    private func filters(_ html: inout HTMLWriter) {
        html.element("p") { html in
            html.element("a", ["href": address("?f=html")], Bilingual("全世帯", "All"))
            html.escaped(" · ")
            html.element("a", ["href": address("?f=html&open=true")], Bilingual("未完了だけ", "Open only"))
            for stage in WorkStage.allCases {
                html.escaped(" · ")
                html.element("a", ["href": address("?f=html&stage=\(stage.rawValue)")], stage.japanese)
            }
        }
        let first = (page - 1) * Self.linesPerPage
        html.element("p") { html in
            html.escaped("\(status.lines.isEmpty ? 0 : first + 1)–\(first + status.lines.count) / \(status.listed)")
            if page > 1 {
                html.escaped(" ")
                html.element(
                    "a", ["href": request.address(["page": String(page - 1)]), "rel": "prev"],
                    Bilingual("前", "Previous"))
            }
            if first + status.lines.count < status.listed {
                html.escaped(" ")
                html.element(
                    "a", ["href": request.address(["page": String(page + 1)]), "rel": "next"], Bilingual("次", "Next"))
            }
        }
    }

    private func list(_ frame: PageFrame, _ html: inout HTMLWriter) {
        html.element("div", ["class": "wide"]) { html in
            html.element("table", ["id": "households"]) { html in
                html.element("thead") { html in
                    html.element("tr") { html in
                        for heading in [
                            Bilingual("番号", "No."), Bilingual("記録", "Record"), Bilingual("区分", "Band"),
                            Bilingual("状況", "Stage"), Bilingual("世帯", "Household"), Bilingual("住所", "Address"),
                        ] { html.element("th", ["scope": "col"], heading) }
                    }
                }
                html.element("tbody") { html in
                    for line in status.lines {
                        row(line, frame, &html)
                        html.lineBreak()
                    }
                }
            }
        }
    }

    private func row(_ line: IncidentStatus.Line, _ frame: PageFrame, _ html: inout HTMLWriter) {
        let number = line.household.number
        html.element(
            "tr",
            [
                "id": "h\(number)", "data-number": String(number), "data-stage": line.work.stage.rawValue,
                "data-last": String(line.work.lastSequence),
            ]
        ) { html in
            html.element("th", ["scope": "row"], String(number))
            // Beside the number, so that a phone shows it.
            html.element("td") { html in
                if isOpen { record(number, seen: line.work.lastSequence, frame, &html) }
            }
            html.element("td", line.band(status.clearance)?.label ?? "")
            html.element("td", ["class": "stage"]) { html in
                html.element("strong", "\(line.work.stage.mark) \(line.work.stage.japanese)")
                html.escaped(" ")
                html.element("span", ["class": "when"]) { html in
                    let finding = line.work.finding
                    html.escaped(
                        [line.work.team?.text, finding?.report.observedAt.clock, finding?.recordedBy].compactMap(\.self)
                            .joined(separator: " "))
                }
                html.element("span", ["class": "editing"]) { _ in }
            }
            html.element("td") { html in
                let first = line.row?.members.first
                html.escaped([line.number(status.clearance), first?.name].compactMap(\.self).joined(separator: " "))
                if let phone = first?.phone { html.escaped(" \(phone)") }
                if line.row == nil { html.both(Bilingual("（今の住民データにいません）", "(no longer registered)")) }
            }
            html.element("td", [line.row?.address, line.row?.building].compactMap(\.self).joined(separator: " "))
        }
    }
}

extension WorkStage {
    /// A sign beside the word, which no colour is needed to tell.
    var mark: String {
        switch self {
        case .untouched: "○"
        case .assigned: "◐"
        case .notReached: "✕"
        case .needsHelp: "‼"
        case .checkedSafe: "●"
        case .evacuated: "▲"
        case .away: "－"
        }
    }
}
