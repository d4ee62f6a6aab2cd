import Disclosure
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import FeatureServer

/// Filters of collections that fit into memory, and searches in saved areas.
@Suite struct PlaceFilterTests {
    private func ids(_ service: PlacesFixture, _ collection: String, _ filter: String) async throws -> [String] {
        let document = try await service.json(
            "/collections/\(collection)/items?filter=\(PercentText.encoded(filter))")
        #expect(document["numberMatched"].number.map(Int.init) == document["features"].all.count)
        return document["features"].all.compactMap(\.["id"].text)
    }

    @Test func sheltersAreAskedByWhatTheyHave() async throws {
        let service = try PlacesFixture()
        #expect(try await ids(service, "shelters", "A_CONTAINS(disasters,('flood')) AND capacity >= 200") == ["E001"])
        #expect(try await ids(service, "shelters", "name LIKE '%学校' AND capacity IS NULL").count == 1)
        #expect(try await ids(service, "shelters", "geometry IS NULL") == ["E003"])
        #expect(try await ids(service, "shelters", "NOT S_DWITHIN(geometry,POINT(135.15 34.2),500)").count == 1)
        #expect(try await ids(service, "shelters", "S_WITHIN(geometry,BBOX(135.145,34.1,135.2,34.3))") == ["E001"])
    }

    @Test func areasAreAskedWhetherTheyMeetAShape() async throws {
        let service = try PlacesFixture()
        let layer = "hazard-1"
        #expect(try await ids(service, layer, "S_INTERSECTS(geometry,POINT(135.155 34.205))").count == 2)
        #expect(try await ids(service, layer, "S_INTERSECTS(geometry,LINESTRING(135.17 34.1,135.17 34.3))").count == 1)
        #expect(try await ids(service, layer, "S_DISJOINT(geometry,POINT(135.155 34.205)) AND rank = '3'").count == 1)
        #expect(try await ids(service, "areas", "S_INTERSECTS(geometry,BBOX(135.2,34.3,136,35))").count == 1)
        for filter in ["S_WITHIN(geometry,BBOX(135,34,136,35))", "S_DWITHIN(geometry,POINT(135 34),5)"] {
            let response = try await service.answer(
                "/collections/\(layer)/items?filter=\(PercentText.encoded(filter))")
            #expect(response.status == .badRequest)
            #expect(try Document(response)["code"].text == "invalid-filter")
        }
    }

    /// 25 households are told as 30, and 3 and 1 not at all: so it is asked.
    @Test func countsAreAskedAsTheyAreTold() async throws {
        let service = try PlacesFixture(as: .init(rawValue: "public") ?? .headquarters)
        #expect(try await ids(service, "towns", "households = 30").count == 1)
        #expect(try await ids(service, "towns", "households = 25 OR households < 10").isEmpty)
        #expect(try await ids(service, "towns", "NOT households > 5").isEmpty)
        #expect(try await ids(service, "towns", "households IS NULL").count == 2)
        let whole = PlacesFixture(service.server, service.server.session())
        #expect(try await ids(whole, "towns", "households = 25").count == 1)
    }

    @Test func aSavedAreaIsSearchedByItsName() async throws {
        let service = try PlacesFixture()
        let headers: HTTPFields = [.contentType: "application/json"]
        let found = try await service.answer(
            "/collections/households/search", .post, headers: headers,
            body: #"{"area":{"saved":"駅前"},"filter":"town = '谷向'"}"#)
        #expect(found.status == .ok)
        #expect(try Document(found)["features"].all.count == 3)
        let places = try await service.answer(
            "/collections/shelters/search", .post, headers: headers, body: #"{"area":{"saved":"駅前"}}"#)
        #expect(places.status == .badRequest)
        let shelters = try await service.answer(
            "/collections/shelters/search", .post, headers: headers, body: #"{"filter":"capacity > 100","limit":1}"#)
        #expect(try Document(shelters)["numberMatched"].number == 1)
    }

    @Test func townsOfHouseholdsAreThoseOfTheDictionary() async throws {
        let service = try PlacesFixture()
        #expect(try await ids(service, "households", "town = '本町' AND city LIKE '%試験市'").count == 25)
        #expect(try await ids(service, "households", "town IS NULL").count == 1)
        let hazards = try await ids(service, "households", "evacuation_action IS NOT NULL AND hazard_step >= 0")
        #expect(!hazards.isEmpty && hazards.count <= 28)
    }
}
