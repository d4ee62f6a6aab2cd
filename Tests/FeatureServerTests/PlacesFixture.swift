import Disclosure
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Registry
import Residents
import TestSupport
import Testing
import VictimSupport

@testable import FeatureServer

/// A workspace with two towns of 25 and 3 households, shelters, a hazard layer and a saved area, and one service over it.
struct PlacesFixture {
    let server: ServerFixture
    let workspace: ServedWorkspace
    private let service: FeatureService
    let session: Session?

    init(as audience: Audience = .headquarters, mode: WorkspaceMode = .drill) throws {
        let server = try ServerFixture(mode: mode)
        try Self.fill(server)
        self.init(server, server.session(audience, mode == .drill ? .drill : .internalUse))
    }

    /// The same workspace with a service of its own, asked by somebody else.
    init(_ server: ServerFixture, _ session: Session?) {
        self.server = server
        self.session = session
        workspace = ServedWorkspace(server.paths) { [moment = server.moment] in moment }
        service = FeatureService(workspace, access: KnownSession(session: session))
    }

    /// What the service answers to one request.
    func answer(
        _ address: String, _ method: HTTPRequest.Method = .get, headers: HTTPFields = [:], body: String? = nil
    ) async throws -> TestResponse {
        try await Application(responder: service.router().buildResponder()).test(.router) { client in
            try await client.execute(
                uri: address, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        }
    }

    func json(_ address: String) async throws -> Document {
        let response = try await answer(address)
        #expect(response.status == .ok, "\(address)")
        return try Document(response)
    }

    /// Lines of the audit log.
    func auditLines() throws -> [String] {
        try String(contentsOfFile: server.paths.audit, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    static func box(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> String {
        "{\"type\":\"Polygon\",\"coordinates\":[[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],[\(west),\(north)],"
            + "[\(west),\(south)]]]}"
    }

    func importHazard(_ name: String, _ features: [(rank: Int, shape: String)], replaces: Bool = false) throws {
        try Self.importHazard(server, name, features, replaces: replaces)
    }

    private static func importHazard(
        _ server: ServerFixture, _ name: String, _ features: [(rank: Int, shape: String)], replaces: Bool = false
    ) throws {
        let text = features.map {
            "{\"type\":\"Feature\",\"properties\":{\"A31a_205\":\($0.rank)},\"geometry\":\($0.shape)}"
        }
        _ = try HazardImport(server.paths, moment: server.moment, isDryRun: false).layer(
            file: server.write(
                "zones.geojson",
                "{\"type\":\"FeatureCollection\",\"features\":[\(text.joined(separator: ","))]}"),
            HazardImport.Request(name: try StoredText(name), kind: nil, edition: nil, replaces: replaces))
    }

    private static func fill(_ server: ServerFixture) throws {
        let abr = server.folder.appendingPathComponent("abr")
        try FileManager.default.createDirectory(at: abr, withIntermediateDirectories: true)
        for (name, text) in [
            "mt_city_all.csv":
                "lg_code,pref,pref_kana,pref_roma,county,county_kana,county_roma,city,city_kana,city_roma,ward,ward_kana,"
                + "ward_roma,efct_date,ablt_date,remarks\n302015,和歌山県,,,,,,試験市,,,,,,1954-07-01,,\n",
            "mt_town_all.csv":
                "lg_code,machiaza_id,machiaza_type,pref,county,city,ward,oaza_cho,chome,koaza,rsdt_addr_flg,efct_date,ablt_date\n"
                + "302015,0001000,2,和歌山県,,試験市,,本町,,,0,1947-04-17,\n302015,0002000,2,和歌山県,,試験市,,谷向,,,0,1947-04-17,\n",
            "mt_town_pos_all.csv":
                "lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid,rep_scale\n"
                + "302015,0001000,0,135.15,34.2,EPSG:6668,25000\n302015,0002000,0,135.17,34.21,EPSG:6668,25000\n",
        ] { try Data(text.utf8).write(to: abr.appendingPathComponent(name)) }
        _ = try DictionaryBuilding.build(server.paths, sources: [.abr(directory: abr.path)], moment: server.moment)
        var register = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        var needs = "宛名番号,区分,程度,有効期間開始,有効期間終了\n"
        for household in 0..<29 {
            let town = household < 25 ? "試験市本町" : household < 28 ? "試験市谷向" : "どこにもない町"
            for member in 0...(household % 2) {
                register +=
                    "\(1_000 + household * 10 + member),\(household),秘密 太郎,1950-01-01,男,世帯主,\(town)\(household + 1)番地,,\n"
            }
            if household < 12 { needs += "\(1_000 + household * 10),車椅子,,,\n" }
        }
        try server.importResidents(register)
        _ = try NeedsImport(server.paths, moment: server.moment, options: ImportOptions())
            .needs(file: server.write("needs.csv", needs))
        let header = "共通ID,施設・場所名,住所,洪水,\"崖崩れ、土石流及び地滑り\",高潮,地震,津波,大規模な火事,内水氾濫,火山現象,緯度,経度,想定収容人数"
        _ = try ShelterImport(server.paths, moment: server.moment, options: ImportOptions()).shelters(
            file: server.write(
                "shelters.csv",
                header + "\nE001,中央の学校,町,1,,,1,,,,,34.2,135.15,900\nE 02,西の学校,町,1,,,,,,,,34.2,135.14,\n"
                    + "E003,位置不明の学校,町,,,,1,,,,,,,50\n"))
        try importHazard(
            server, "川",
            [
                (3, box(135.14, 34.19, 135.16, 34.21)), (1, box(135.15, 34.20, 135.18, 34.22)),
                (3, box(135.30, 34.30, 135.31, 34.31)),
            ])
        let area = try AreaRequest(sources: [
            .fileOrSaved(server.write("area.geojson", box(135.1, 34.1, 135.2, 34.3)))
        ]).load()
        _ = try AreaKeeping(server.paths, moment: server.moment, isDryRun: false)
            .save(area, as: try StoredText("駅前"), replaces: false)
    }
}
