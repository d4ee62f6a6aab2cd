import Disclosure
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import FeatureServer

/// What documents tell of the real collections, and to whom.
@Suite struct CollectionDocumentTests {
    /// Clients send whatever the lists name, so nothing else may stand there.
    @Test func listsOfPropertiesHoldWhatMayBeUsed() async throws {
        let fixture = try PlacesFixture()
        for collection in try await fixture.json("/collections")["collections"].all {
            let path = "/collections/\(try #require(collection["id"].text))"
            let all = try await fixture.json(path + "/items?limit=1")["features"][0]["properties"].names
            let sortables = try await fixture.json(path + "/sortables")["properties"].names
            let queryables = try await fixture.json(path + "/queryables")["properties"].names
            #expect(!sortables.isEmpty && sortables.isSubset(of: all) && !queryables.isEmpty, "\(path)")
            for name in all.union(queryables) {
                let sorted = try await fixture.answer(path + "/items?limit=1&sortby=-\(name)").status
                #expect(sorted == (sortables.contains(name) ? .ok : .badRequest), "\(path) \(name)")
                let asked = try await fixture.answer(path + "/items?limit=1&filter=\(name)%20IS%20NULL").status
                #expect(asked == (queryables.contains(name) ? .ok : .badRequest), "\(path) \(name)")
            }
        }
    }

    private func extent(_ service: PlacesFixture, _ collection: String) async throws -> [Double] {
        try await service.json("/collections/\(collection)")["extent"]["spatial"]["bbox"][0].all.compactMap(\.number)
    }

    @Test func theBoxOfPeopleHasNobodyOnItsEdge() async throws {
        let service = try PlacesFixture()
        #expect(try await extent(service, "households") == [135.1, 34.15, 135.2, 34.25])
        #expect(try await extent(service, "persons") == [135.1, 34.15, 135.2, 34.25])
        let items = try await service.json("/collections/households/items?bbox=135.1,34.15,135.2,34.25&limit=1000")
        #expect(items["numberMatched"].number == 28)
    }

    @Test func theBoxOfPlacesHoldsThem() async throws {
        #expect(try await extent(PlacesFixture(), "shelters") == [135.14, 34.2, 135.15, 34.2])
    }

    @Test func whoMayNotHaveACollectionDoesNotFindIt() async throws {
        let headquarters = try PlacesFixture()
        let all = try await headquarters.json("/collections")["collections"].all.compactMap(\.["id"].text)
        #expect(all == ["households", "persons", "towns", "shelters", "hazard-1", "areas"])
        let others = PlacesFixture(
            headquarters.server, headquarters.server.session(.init(rawValue: "public") ?? .headquarters))
        let some = try await others.json("/collections")["collections"].all.compactMap(\.["id"].text)
        #expect(some == ["towns", "shelters", "hazard-1", "areas"])
        let refused = try await others.answer("/collections/households")
        #expect(refused.status == .forbidden)
        #expect(try Document(refused)["code"].text == "data-withheld")
        let paths = try await others.json("/api")["paths"].names
        #expect(!paths.contains { $0.hasPrefix("/collections/households") })
    }
}
