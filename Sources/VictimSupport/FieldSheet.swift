import AddressDictionary
import Disclosure
import Foundation
package import Incidents
import Interchange
package import Registry
import Residents
import Sealing
import SupportScoring

/// A team's sheet as one HTML file that works on a phone without a network: `engo incident field`.
///
/// Nobody on it but the team's households, as responders may see them; nothing is loaded from elsewhere, and only the script that
/// was written with it runs.
package struct FieldSheet: Sendable {
    /// What the sheet was made of.
    package let status: IncidentStatus
    /// The team.
    package let team: TeamName
    private let scoreRun: ScoreRun
    private let madeAt: WorkTime

    /// Releases the households of a team; the release is in the audit log before this returns.
    ///
    /// - Throws: ``Disclosure/DisclosureError``: also for an audience that sees protected persons, who must not be on a phone;
    ///   ``Incidents/IncidentError``, ``VictimSupportError/notScored``, ``Registry/RegistryError``.
    package init(of id: Int64, for team: TeamName, in snapshot: RegistrySnapshot, _ desk: IncidentDesk) throws {
        let teams = try snapshot.teams(of: id)
        let clearance = try desk.clear(in: snapshot, evenProtected: false)
        try clearance.requireNobodyProtected()
        _ = try IncidentDesk.openIncident(id, in: snapshot)
        guard teams.contains(team) else {
            throw IncidentError.noSuchTeam(nearest: NearestWord.find(team.text, among: teams.map(\.text)))
        }
        self.team = team
        madeAt = desk.now
        scoreRun = try AreaQuery.scoreRun(in: snapshot)
        status = try IncidentStatus(of: id, IncidentStatus.Filter(teams: [team]), in: snapshot, desk)
    }

    /// Writes the page.
    package func write(to sink: any OutputSink) throws {
        try Array(page.utf8).withUnsafeBytes { try sink.write($0) }
    }

    /// The sheet as a package that only its receivers open, with papers and receipt.
    package func packaged() throws -> PackageContent {
        let part = try PackageContent.Part("field.html")
        try write(to: part)
        let (info, clearance) = (status.info, status.clearance)
        return PackageContent(
            PackageList(
                municipality: info.name, municipalityCode: info.code.text, drill: info.mode == .drill,
                drillMark: info.mode == .drill ? WorkspaceMode.drillMark : nil, generation: status.generation,
                asOf: scoreRun.asOf.iso, policyTitle: scoreRun.policyTitle, policyVersion: scoreRun.policyVersion,
                policySha256: scoreRun.policyHash.text, audience: clearance.audience.rawValue,
                audienceLabel: clearance.name.japanese, legalBasis: clearance.basis.rawValue,
                legalBasisLabel: clearance.basis.japanese, openOnlyOn: clearance.reservedFor?.rawValue,
                openOnlyOnLabel: clearance.reservedFor?.japanese, activationUntil: clearance.activation?.until,
                area: status.incident.area.text, areaCrc32: status.incident.areaChecksum,
                selection: "incident \(status.incident.id) team", households: status.lines.count,
                persons: status.lines.reduce(0) { $0 + ($1.row?.members.count ?? 0) }), parts: [part])
    }

    /// The whole page. The script and the style are allowed by their hashes, everything else is forbidden.
    var page: String {
        let script = String(decoding: PackageResources.field_js, as: UTF8.self)
        let style = String(decoding: PackageResources.field_css, as: UTF8.self)
        let incident = status.incident.name.text
        let mark =
            status.info.mode == .drill ? "<p class=\"drill\">【\(WorkspaceMode.drillMark)】 DRILL</p>\n" : ""
        let policy =
            "default-src 'none'; script-src 'sha256-\(Self.hash(script))'; style-src 'sha256-\(Self.hash(style))'; "
            + "base-uri 'none'; form-action 'none'"
        let facts =
            "\(status.clearance.basis.japanese)／\(status.clearance.name.japanese)／作成 \(madeAt.japanese)"
            + (status.clearance.activation.map { "／発令は \($0.until)（UTC）まで" } ?? "")
        return """
            <!DOCTYPE html>
            <html lang="ja"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
            <title>\(HTMLText.escaped("\(team.text) \(incident)"))</title>
            <style>\(style)</style></head><body>
            <header>\(mark)<h1>\(HTMLText.escaped("\(team.text)　\(incident)"))</h1>
            <p id="count"></p><p id="storage" hidden>この端末では記録が残りません。閉じる前に必ず書き出してください。</p></header>
            <main id="list"></main>
            <footer><button type="button" id="save">報告を書き出す</button>
            <button type="button" id="show">報告を文字で表示</button>
            <textarea id="text" hidden readonly aria-label="報告"></textarea>
            <p>書き出したファイルを本部に渡してください。何度書き出してもかまいません。</p>
            <p>\(HTMLText.escaped(facts))。ほかの人に見せず、終わったら消してください。</p></footer>
            <script type="application/json" id="sheet">\(data)</script>
            <script>\(script)</script></body></html>

            """
    }

    /// What the script shows, as JSON that nothing can leave: `<` stands as its escape.
    private var data: String {
        var json = JSONWriter()
        json.beginObject()
        json.member("sheet", sheetName)
        json.name("incident")
        json.beginObject()
        json.member("number", Int(status.incident.id))
        json.member("opened_at", status.incident.openedAt.utc)
        json.endObject()
        json.member("team", team.text)
        json.name("households")
        json.beginArray()
        for line in status.lines {
            json.beginObject()
            json.member("number", line.household.number)
            json.member("band", line.band(status.clearance)?.label)
            json.member("stage", line.work.stage.rawValue)
            json.member("observed_at", line.work.finding?.report.observedAt.utc)
            json.member("last_record", Int(line.work.lastSequence))
            json.member("address", line.row?.address)
            json.member("building", line.row?.building)
            let members = line.row?.members ?? []
            json.member("floor", members.compactMap(\.floor).max())
            let help = HelpKind.allCases.filter { kind in members.contains { $0.help.contains(kind) } }
            strings("names", members.map(Self.label), to: &json)
            strings("phones", members.compactMap(\.phone), to: &json)
            strings("help", help.map(\.japanese), to: &json)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self).replacing("<", with: "\\u003c")
    }

    private func strings(_ name: String, _ values: [String], to json: inout JSONWriter) {
        json.name(name)
        json.beginArray()
        for value in values { json.string(value) }
        json.endArray()
    }

    private static func label(_ member: DisclosedMember) -> String {
        (member.name ?? "") + (member.age.map { "（\($0)）" } ?? "")
    }

    /// Tells this sheet's reports on a phone from those of another one.
    private var sheetName: String {
        var digest = ContentDigest()
        digest.add(Array("\(status.incident.id) \(status.incident.openedAt.utc) \(team.text)".utf8))
        return String(digest.hexadecimal.prefix(16))
    }

    private static func hash(_ text: String) -> String {
        var digest = ContentDigest()
        digest.add(Array(text.utf8))
        let digits = Array(digest.hexadecimal.utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { place in
            UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
        }
        return Data(bytes).base64EncodedString()
    }
}
