import Disclosure
import Foundation
import Places
import Registry
import Residents
import SupportScoring
import TestSupport
import Testing
import VictimSupport

/// What the hazard layers say of each household of a list, and the order that follows.
@Suite struct HazardListTests {
    private static func square(_ west: Double, _ south: Double, _ east: Double, _ north: Double) -> String {
        "{\"type\":\"Polygon\",\"coordinates\":[[[\(west),\(south)],[\(east),\(south)],[\(east),\(north)],[\(west),\(north)],"
            + "[\(west),\(south)]]]}"
    }

    private static let everywhere = square(134, 33, 136, 35)

    private static func layer(
        _ city: TestCity, _ name: String, _ zones: [(properties: String, shape: String)]
    ) throws {
        let features = zones.map { "{\"type\":\"Feature\",\"properties\":{\($0.properties)},\"geometry\":\($0.shape)}" }
        _ = try HazardImport(city.paths, moment: city.moment, isDryRun: false).layer(
            file: city.write(
                "zones.geojson",
                "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"),
            HazardImport.Request(name: try StoredText(name), kind: nil, edition: nil, replaces: false))
    }

    /// Number, floor and point of each household.
    private static func city(_ rows: [(number: String, floor: String, point: String)]) throws -> TestCity {
        let city = try TestCity()
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度,階\n"
        for row in rows {
            text +=
                "\(row.number),\(row.number),試験,1980-01-01,男,世帯主,試験町,\(row.point.isEmpty ? "," : row.point),\(row.floor)\n"
        }
        _ = try city.importer.residents(file: city.write("r.csv", text))
        return city
    }

    private static func list(
        _ city: TestCity, _ hazard: HazardRequest = HazardRequest(), limit: Int? = nil,
        inclusion: ListSelection.Inclusion = .possible
    ) throws -> [ListedHousehold] {
        let area = try QueryArea(file: city.write("area.geojson", everywhere))
        return try RegistryReader(city.paths).read { snapshot in
            let answer = try AreaQuery(
                area: area, limit: limit, selection: ListSelection(inclusion: inclusion), hazard: hazard
            ).answer(in: snapshot, for: DisclosureRequest(time: city.moment.utc))
            var rows: [ListedHousehold] = []
            let release = ListRelease(verb: "list", operatorName: "tester", moment: city.moment, format: "json")
            try answer.release(release, from: snapshot, to: AuditLog(city.paths)) { rows.append($0) }
            return rows
        }
    }

    private static func text(_ row: ListedHousehold) -> String {
        let depth = row.hazard?.exposure?.depth
        return [
            row.household.householdNumber, depth?.atPoint?.code.rank ?? "-", depth?.worst?.code.rank ?? "-",
            row.hazard?.action?.rawValue ?? "-",
        ].compactMap(\.self).joined(separator: " ")
    }

    @Test func givesTheRankAtThePointAndTheWorstNearby() throws {
        // A degree of longitude is 92 km here: 0.0001 are 9 m, less than the 10 m of a surveyed point.
        let city = try Self.city([
            ("1", "", "135.155,34.25"), ("2", "", "135.1501,34.25"), ("3", "", "135.1399,34.25"),
            ("4", "", "135.1395,34.25"), ("5", "", "135.145,34.25"), ("6", "", ""),
        ])
        try Self.layer(
            city, "川",
            [
                ("\"A31a_205\":1", Self.square(135.14, 34.2, 135.15, 34.3)),
                ("\"A31a_205\":3", Self.square(135.15, 34.2, 135.16, 34.3)),
            ])
        #expect(
            try Self.list(city, inclusion: .all).map(Self.text).sorted() == [
                "1 3 3 leave", "2 3 3 leave", "3 - 1 stay", "4 - - no-zone", "5 1 1 stay", "6 - - -",
            ])
    }

    @Test func takesTheWorstOfSeveralLayersAndNamesIt() throws {
        let city = try Self.city([("1", "3", "135.155,34.25")])
        try Self.layer(city, "東川", [("\"A31a_205\":2", Self.square(135.1, 34.2, 135.2, 34.3))])
        try Self.layer(city, "西川", [("\"A31a_205\":4", Self.square(135.1, 34.2, 135.2, 34.3))])
        try Self.layer(city, "期間", [("\"A31a_305\":2", Self.square(135.1, 34.2, 135.2, 34.3))])
        try Self.layer(city, "崖", [("\"A33_001\":1,\"A33_002\":2", Self.square(135.3, 34.2, 135.4, 34.3))])
        let row = try #require(try Self.list(city).first)
        #expect(row.hazard?.exposure?.depth.worst?.layer.text == "西川")
        #expect(row.hazard?.exposure?.duration.atPoint?.code.rank == "2")
        #expect(row.hazard?.exposure?.landslide.worst == nil)
        #expect(row.hazard?.action == .leave && row.hazard?.reason == .floorUnderWater)
        // Only the layers that are asked for.
        let one = try #require(try Self.list(city, HazardRequest(layers: [try StoredText("東川")])).first)
        #expect(one.hazard?.action == .stay && one.hazard?.exposure?.duration.worst == nil)
        #expect(throws: VictimSupportError.noSuchHazardLayer) {
            try Self.list(city, HazardRequest(layers: [try StoredText("北川")]))
        }
    }

    @Test func floorAndNeedsDecideWithTheDepth() throws {
        let city = try Self.city([
            ("1", "", "135.155,34.25"), ("2", "2", "135.155,34.25"), ("3", "", "135.155,34.25"),
            ("4", "5", "135.155,34.25"),
        ])
        try Self.layer(city, "川", [("\"A31a_205\":2", Self.square(135.1, 34.2, 135.2, 34.3))])
        _ = try city.importer.needs(
            file: city.write("n.csv", "宛名番号,区分,程度,有効期間開始,有効期間終了\n3,車椅子,,,\n4,電源依存,人工呼吸器,,\n"))
        let rows = try Self.list(city).sorted { $0.hit.household < $1.hit.household }
        #expect(rows.map { $0.hazard?.reason } == [.secondFloorDry, .dryFloor, .cannotClimb, .powerLost])
        #expect(rows.map { $0.hazard?.action } == [.moveUpstairs, .stay, .leave, .leave])
    }

    @Test func theOrderByHazardGoesByBandAndActionTogether() throws {
        let deep = "135.155,34.25"
        let shallow = "135.145,34.25"
        let dry = "135.3,34.25"
        let city = try Self.city([
            ("A1", "", deep), ("A2", "", shallow), ("A3", "", dry), ("C1", "", deep), ("C2", "", shallow),
            ("C3", "", dry),
            ("A4", "", ""), ("C4", "2", shallow),
        ])
        try Self.layer(
            city, "川",
            [
                ("\"A31a_205\":2", Self.square(135.14, 34.2, 135.15, 34.3)),
                ("\"A31a_205\":5", Self.square(135.15, 34.2, 135.16, 34.3)),
            ])
        _ = try city.importer.needs(
            file: city.write(
                "n.csv",
                "宛名番号,区分,程度,有効期間開始,有効期間終了\nA1,要介護,要介護3,,\nA2,要介護,要介護5,,\nA3,要介護,要介護5,,\nA4,要介護,要介護5,,\n"))
        func numbers(_ hazard: HazardRequest, limit: Int? = nil) throws -> [String?] {
            try Self.list(city, hazard, limit: limit, inclusion: .all).map(\.household.householdNumber)
        }
        let order = try numbers(HazardRequest(isOrder: true))
        #expect(order == ["A1", "A2", "C1", "C2", "A3", "C4", "C3", "A4"])
        #expect(try numbers(HazardRequest(isOrder: true), limit: 3) == Array(order.prefix(3)))
        #expect(try numbers(HazardRequest()) == ["A2", "A3", "A1", "C1", "C2", "C3", "C4", "A4"])
        let rows = try Self.list(city, HazardRequest(isOrder: true))
        #expect(rows.map { $0.hazard?.step } == [0, 1, 2, 3, 3, 4, 5])
    }

    @Test func withoutLayersThereIsNoOrderByHazard() throws {
        let city = try Self.city([("1", "", "135.155,34.25")])
        #expect(try Self.list(city).first?.hazard == nil)
        #expect(throws: VictimSupportError.noHazardLayer) { try Self.list(city, HazardRequest(isOrder: true)) }
    }

    /// Ranks from overlapping blocks on a lattice against plain comparisons of whole numbers.
    @Test(arguments: 1...6)
    func ranksEqualALinearScan(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let places = (0..<150).map { index in
            (number: "\(index)", x: Int.random(in: 0...32, using: &random), y: Int.random(in: 0...32, using: &random))
        }
        let city = try Self.city(
            places.map { ($0.number, "", "\(135 + Double($0.x) / 64),\(34 + Double($0.y) / 64)") })
        let zones = (0..<12).map { _ in
            let x = Int.random(in: 0...28, using: &random)
            let y = Int.random(in: 0...28, using: &random)
            return (
                rank: Int.random(in: 1...6, using: &random), x: x, y: y,
                right: x + Int.random(in: 1...9, using: &random), top: y + Int.random(in: 1...9, using: &random)
            )
        }
        try Self.layer(
            city, "川",
            zones.map { zone in
                func degrees(_ value: Int, _ base: Double) -> Double { base + Double(value) / 64 }
                return (
                    "\"A31a_205\":\(zone.rank)",
                    Self.square(
                        degrees(zone.x, 135), degrees(zone.y, 34), degrees(zone.right, 135), degrees(zone.top, 34))
                )
            })
        let rows = try Self.list(city)
        #expect(rows.count == places.count)
        for row in rows {
            let place = try #require(places.first { $0.number == row.household.householdNumber })
            let expected = zones.filter {
                $0.x <= place.x && place.x <= $0.right && $0.y <= place.y && place.y <= $0.top
            }.map(\.rank).max().map(String.init)
            // Lattice points are 1.4 km apart, so a circle of 10 m reaches what its centre is in.
            #expect(row.hazard?.exposure?.depth.atPoint?.code.rank == expected, "seed \(seed)")
            #expect(row.hazard?.exposure?.depth.worst?.code.rank == expected, "seed \(seed)")
        }
    }
}
