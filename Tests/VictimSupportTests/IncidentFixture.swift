import Disclosure
import Foundation
import Incidents
import Registry
import Residents
import SupportScoring
import VictimSupport

/// A workspace with some households beside each other, and an incident on those in the west.
struct IncidentFixture {
    let city: TestCity
    /// An hour after the register came in.
    static let opened = Moment(
        utc: "2026-06-01T01:00:00Z", today: TestDay.first, operatorName: "tester", account: "tester")
    static let west = """
        {"type":"Polygon","coordinates":[[[135,34],[135.2,34],[135.2,35],[135,35],[135,34]]]}
        """

    /// H1…H6 inside, H7 outside; H1 of band A, in H4 somebody is protected.
    init(mode: WorkspaceMode = .drill, incident: Bool = true) throws {
        city = try TestCity(mode: mode)
        _ = try city.importer.residents(file: city.write("r.csv", Self.register()))
        _ = try city.importer.needs(
            file: city.write("n.csv", "宛名番号,区分,程度,有効期間開始,有効期間終了\nR1,要介護,要介護5,,\nR1,車椅子,,,\n"))
        _ = try SharingImport(city.paths, moment: city.moment, encoding: nil, isDryRun: false).protection(
            file: city.write("p.csv", "宛名番号,措置\nR4,支援措置\n"))
        if incident { try open() }
    }

    /// The households of some numbers, by name 試験 and their number.
    static func register(_ numbers: ClosedRange<Int> = 1...7) -> String {
        "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
            + numbers.map { "R\($0),H\($0),試験\($0)郎,1990-01-01,男,世帯主,秘町\($0),\($0 < 7 ? "135.1" : "135.5"),34.\($0)\n" }
            .joined()
    }

    func desk(
        _ audience: Audience? = nil, at utc: String = "2026-06-01T02:00:00Z", by name: String = "tester",
        isDryRun: Bool = false, in paths: WorkspacePaths? = nil
    ) -> IncidentDesk {
        let moment = Moment(utc: utc, today: TestDay.first, operatorName: name, account: name)
        return IncidentDesk(
            paths ?? city.paths,
            release: ListRelease(
                verb: "incident", operatorName: name, moment: moment, format: "json",
                disclosure: DisclosureRequest(audience: audience, operatorName: name, time: utc)),
            waiting: .seconds(5), isDryRun: isDryRun)
    }

    @discardableResult
    func open(_ name: String = "台風", teams: [String] = ["A班", "B班"]) throws -> IncidentKeeping.Opened {
        let file = try city.write("west.geojson", Self.west)
        return try IncidentKeeping(desk(at: Self.opened.utc)).open(
            StoredText(name), on: AreaRequest(sources: [.fileOrSaved(file)]).load(), activation: nil,
            including: .possible, teams: teams.compactMap(TeamName.init))
    }

    /// The number of H4, in which somebody is protected.
    static let protectedNumber = 1_000_001
    static let responder = Audience(rawValue: "disaster-responder")

    @discardableResult
    func record(
        _ household: String, _ state: WorkState, at utc: String = "2026-06-01T01:30:00Z", team: String? = nil,
        seen: Int64? = nil, insists: Bool = false, as audience: Audience? = nil, by name: String = "tester"
    ) throws -> RecordedReport {
        try IncidentRecording(desk(audience, by: name)).record(
            StateEntry(
                household: .household(HouseholdNumber(household)), state: state, team: team.flatMap(TeamName.init),
                observedAt: WorkTime(utc: utc) ?? WorkTime(seconds: 0), seen: seen, source: .terminal,
                holdsBack: seen != nil), in: 1, insists: insists)
    }

    func status(
        _ audience: Audience? = nil, _ filter: IncidentStatus.Filter = IncidentStatus.Filter()
    ) throws -> IncidentStatus {
        try RegistryReader(city.paths).read { try IncidentStatus(of: 1, filter, in: $0, desk(audience)) }
    }

    func merge(_ text: String, as audience: Audience? = nil, isDryRun: Bool = false) throws -> StateImportReport {
        try StateImport(desk(audience, isDryRun: isDryRun)).table(
            city.write("back.csv", text), into: 1, at: nil, encoding: nil)
    }
}

/// Days of the tests.
enum TestDay {
    static let first = CalendarDate.epoch.adding(days: 20_605) ?? .epoch
}
