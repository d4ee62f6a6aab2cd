import Disclosure
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Registry
import Residents
import Testing
import VictimSupport

@testable import FeatureServer

/// The collections that are no persons, through their items.
@Suite struct PlaceCollectionTests {
    private static func ids(_ document: Document) -> [String] { document["features"].all.compactMap(\.["id"].text) }

    @Test func townsTellTheirNumbers() async throws {
        let towns = try await PlacesFixture().json("/collections/towns/items")
        #expect(towns["numberMatched"].number == 3)
        let byName = Dictionary(uniqueKeysWithValues: towns["features"].all.map { ($0["properties"]["town"].text, $0) })
        let town = try #require(byName["本町"])
        #expect(town["properties"]["households"].number == 25 && town["properties"]["persons"].number == 37)
        #expect(town["properties"]["persons_wheelchair"].number == 12)
        #expect(town["properties"]["machiaza_id"].text == "0001000")
        #expect(town["geometry"]["coordinates"][0].number == 135.15)
        let bands = ["a", "b", "c"].compactMap { town["properties"]["households_band_\($0)"].number }
        #expect(bands.reduce(0, +) == 25)
        #expect(towns["summary"]["unlocated"].number == 1 && towns["summary"]["drill_mark"].text == "訓練")
        let unknown = try #require(towns["features"].all.first { $0["properties"]["unlocated"].number == 1 })
        #expect(unknown["id"].text == "unknown" && !unknown["geometry"].exists)
    }

    @Test func thePublicIsToldRoundedNumbersAndNoSmallOnes() async throws {
        let fixture = try PlacesFixture(as: try #require(Audience(rawValue: "public")))
        let towns = try await fixture.json("/collections/towns/items?sortby=-households")
        let numbers = towns["features"].all.map {
            ($0["properties"]["town"].text, $0["properties"]["households"].number)
        }
        #expect(numbers.first?.0 == "本町" && numbers.first?.1 == 30)
        #expect(numbers.dropFirst().allSatisfy { $0.1 == nil })
        #expect(towns["summary"]["smallest_count"].number == 10)
    }

    @Test func townsAreRefusedToWhoMayNotCount() async throws {
        let fixture = try PlacesFixture(as: try #require(Audience(rawValue: "shelter-desk")))
        #expect(try await fixture.answer("/collections/towns/items").status != .ok)
        #expect(try await fixture.answer("/collections/towns/tiles/WebMercatorQuad/10/0/0").status != .ok)
        #expect(try await fixture.answer("/collections/shelters/items").status == .ok)
    }

    @Test func everyAnswerWithNumbersIsInTheAuditLog() async throws {
        let fixture = try PlacesFixture()
        let before = try fixture.auditLines().count
        _ = try await fixture.json("/collections/towns/items?limit=1")
        _ = try await fixture.json("/collections/towns/items")
        let lines = try fixture.auditLines().dropFirst(before)
        #expect(lines.count == 2 && lines.allSatisfy { $0.contains("towns") && $0.contains("tester") })
        #expect(lines.allSatisfy { !$0.contains("秘密") })
        _ = try await fixture.json("/collections/shelters/items")
        #expect(try fixture.auditLines().count == before + 2)
    }

    @Test func aHeadOfNumbersIsNoAnswerWithNumbers() async throws {
        let fixture = try PlacesFixture()
        let towns = try await fixture.json("/collections/towns/items")
        let id = try #require(towns["features"][0]["id"].text)
        let before = try fixture.auditLines().count
        for path in ["/collections/towns/items?limit=1", "/collections/towns/items/\(id)", Self.tile] {
            let head = try await fixture.answer(path, .head)
            #expect(head.status == .ok && head.body.readableBytes == 0, "\(path)")
        }
        #expect(try fixture.auditLines().count == before)
        // A tile that leaves is noted, although its head was asked before.
        #expect(try await fixture.answer(Self.tile).status == .ok)
        #expect(try fixture.auditLines().count == before + 1)
    }

    /// One that holds all towns.
    private static let tile = "/collections/towns/tiles/WebMercatorQuad/0/0/0"

    @Test func answersAreTheSameWhenNothingIsRemembered() async throws {
        let fixture = try PlacesFixture()
        let path = "/collections/hazard-1/items"
        let expected = try await fixture.answer(path)
        var limits = ServerLimits()
        (limits.placeBytes, limits.cacheBytes) = (0, 0)
        let answers = try await fixture.server.test(as: fixture.session, limits: limits) { client in
            [try await client.execute(uri: path, method: .get), try await client.execute(uri: path, method: .get)]
        }
        for answer in answers { #expect(answer.status == .ok && answer.body == expected.body) }
    }

    @Test func aTownKeepsItsIdOverGenerations() async throws {
        let fixture = try PlacesFixture()
        let before = try await Self.ids(fixture.json("/collections/towns/items"))
        try fixture.importHazard("別", [(1, PlacesFixture.box(135, 34, 135.1, 34.1))])
        #expect(try await Self.ids(fixture.json("/collections/towns/items")) == before)
        let one = try await fixture.json("/collections/towns/items/\(before[1])")
        #expect(one["properties"]["town"].exists)
    }

    @Test func sheltersHaveTheIdOfTheirFileWhereItFitsAnAddress() async throws {
        let fixture = try PlacesFixture()
        let shelters = try await fixture.json("/collections/shelters/items")
        #expect(Self.ids(shelters) == ["E001", "line-3", "E003"])
        #expect(shelters["features"][0]["properties"]["disasters"].all.compactMap(\.text) == ["flood", "earthquake"])
        #expect(!shelters["features"][2]["geometry"].exists)
        #expect(shelters["summary"]["without_position"].number == 1)
        #expect(try await fixture.json("/collections/shelters/items/line-3")["properties"]["name"].text == "西の学校")
        #expect(try await fixture.answer("/collections/shelters/items/E009").status == .notFound)
    }

    @Test func aBoxTakesPointsOnItsEdgeAndNothingWithoutAPlace() async throws {
        let fixture = try PlacesFixture()
        #expect(try await Self.ids(fixture.json("/collections/shelters/items?bbox=135.15,34.2,135.2,34.3")) == ["E001"])
        #expect(try await Self.ids(fixture.json("/collections/shelters/items?bbox=135.1500001,34.2,135.2,34.3")) == [])
    }

    @Test func sortsByNumbersWithTheUnknownLast() async throws {
        let fixture = try PlacesFixture()
        #expect(
            try await Self.ids(fixture.json("/collections/shelters/items?sortby=capacity")) == [
                "E003", "E001", "line-3",
            ])
        #expect(
            try await Self.ids(fixture.json("/collections/shelters/items?sortby=-capacity")) == [
                "E001", "E003", "line-3",
            ])
    }

    @Test func answersWithTheChosenPropertiesOnly() async throws {
        let shelters = try await PlacesFixture().json("/collections/shelters/items?properties=name,capacity&limit=1")
        #expect(shelters["features"][0]["properties"].names == ["name", "capacity"])
    }

    @Test func hazardZonesSayWhatTheirCodesMean() async throws {
        let fixture = try PlacesFixture()
        let id = try RegistryReader(fixture.server.paths).read { try $0.hazardLayers()[0].id }
        let zones = try await fixture.json("/collections/hazard-\(id)/items")
        #expect(Self.ids(zones) == ["1", "2", "3"])
        let first = zones["features"][0]["properties"]
        #expect(first["rank"].text == "3" && first["meaning"].text == "3～5m" && first["meaning_en"].text == "3-5 m")
        #expect(zones["features"].all.compactMap(\.["properties"]["severity"].number) == [1, 2, 1])
        #expect(zones["summary"]["layer"].text == "川")
    }

    @Test func aBoxInsideAZoneMeetsItAndOneThatTouchesToo() async throws {
        let fixture = try PlacesFixture()
        let layer = try RegistryReader(fixture.server.paths).read { try $0.hazardLayers()[0].id }
        func ids(_ box: String) async throws -> [String] {
            try await Self.ids(fixture.json("/collections/hazard-\(layer)/items?bbox=\(box)"))
        }
        #expect(try await ids("135.141,34.191,135.142,34.192") == ["1"])
        #expect(try await ids("135.18,34.22,135.2,34.3") == ["2"])
        #expect(try await ids("135.18000001,34.22,135.2,34.3") == [])
    }

    @Test func aLayerThatReplacesAnotherKeepsItsNumber() async throws {
        let fixture = try PlacesFixture()
        let before = try RegistryReader(fixture.server.paths).read { try $0.hazardLayers()[0].id }
        try fixture.importHazard("川", [(2, PlacesFixture.box(135, 34, 135.1, 34.1))], replaces: true)
        try fixture.importHazard("別", [(1, PlacesFixture.box(135, 34, 135.1, 34.1))])
        let after = try RegistryReader(fixture.server.paths).read { try $0.hazardLayers().map(\.id) }
        #expect(after.first == before || after.last == before)
        #expect(Set(after).count == 2)
        #expect(try await Self.ids(fixture.json("/collections/hazard-\(before)/items")) == ["1"])
    }

    @Test func pagesHoldEveryFeatureOnce() async throws {
        let fixture = try PlacesFixture()
        var address = "/collections/shelters/items?limit=2&sortby=-name"
        var ids: [String] = []
        while true {
            let page = try await fixture.json(address)
            ids += Self.ids(page)
            guard let next = page.links("next").first, let path = next.range(of: "/collections") else { break }
            address = String(next[path.lowerBound...])
        }
        #expect(Set(ids) == ["E001", "line-3", "E003"] && ids.count == 3)
    }

    @Test func aPageBehindAChangeIsRefused() async throws {
        let fixture = try PlacesFixture()
        let page = try await fixture.json("/collections/shelters/items?limit=1")
        let next = try #require(page.links("next").first)
        let path = try #require(next.range(of: "/collections"))
        try fixture.importHazard("別", [(1, PlacesFixture.box(135, 34, 135.1, 34.1))])
        #expect(try await fixture.answer(String(next[path.lowerBound...])).status == .conflict)
    }

    @Test func nobodyReadsAnythingWithoutASession() async throws {
        let fixture = try PlacesFixture()
        let nobody = PlacesFixture(fixture.server, nil)
        for address in [
            "/collections/shelters/items", "/collections/areas/items", "/collections/towns/items", "/tileMatrixSets",
            "/collections/shelters/tiles", "/collections/shelters/tiles/WebMercatorQuad/0/0/0",
        ] {
            #expect(try await nobody.answer(address).status == .unauthorized, "\(address)")
        }
    }
}
