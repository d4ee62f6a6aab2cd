import Disclosure
import Foundation
import Geospatial
import Registry
import Residents
import Testing
import VictimSupport

@testable import FeatureServer

/// What is remembered between requests, and for whom.
@Suite struct HouseholdCacheTests {
    private static let headquarters = Audience.headquarters
    private static let office = Audience(rawValue: "welfare-office") ?? .headquarters
    private static let responder = Audience(rawValue: "disaster-responder") ?? .headquarters
    private static let desk = Audience(rawValue: "shelter-desk") ?? .headquarters
    private static let partner = Audience(rawValue: "peacetime-partner") ?? .headquarters

    private static func protect(_ fixture: ServerFixture, _ rows: String) throws {
        _ = try SharingImport(fixture.paths, moment: fixture.moment, encoding: nil, isDryRun: false)
            .protection(file: fixture.write("p.csv", "宛名番号,措置\n" + rows))
    }

    private static func all(
        _ fixture: ServerFixture, _ audience: Audience, _ workspace: ServedWorkspace
    ) async throws -> ReadPage {
        let session = Session(
            operatorName: "tester", account: nil, audience: audience, basis: .drill, reason: "test", source: "test")
        return try await fixture.page(ItemsQuery(limit: 1000), as: session, in: workspace)
    }

    @Test func nobodyGetsWhatWasMadeForAnother() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        try Self.protect(fixture, "R100050,支援措置\nR101001,支援措置\n")
        _ = try SharingImport(fixture.paths, moment: fixture.moment, encoding: nil, isDryRun: false)
            .consent(file: fixture.write("c.csv", "宛名番号,同意\nR100010,同意\nR100020,同意\nR100050,同意\n"), isFull: false)
        let audiences = [Self.headquarters, Self.office, Self.responder, Self.desk, Self.partner]
        var alone: [Audience: ReadPage] = [:]
        for audience in audiences { alone[audience] = try await Self.all(fixture, audience, fixture.served()) }
        #expect(alone[Self.headquarters]?.ids.count == 300 && alone[Self.office]?.ids.count == 298)
        #expect(alone[Self.partner]?.ids.count == 2)
        #expect(alone[Self.responder]?.properties.allSatisfy { $0["score"] is Double == false } == true)
        #expect(alone[Self.desk]?.points.allSatisfy { $0 == nil } == true)
        // One cache for all, in every order.
        for rotation in audiences.indices {
            let workspace = fixture.served()
            for audience in audiences[rotation...] + audiences[..<rotation] + audiences {
                let page = try await Self.all(fixture, audience, workspace)
                let expected = try #require(alone[audience])
                #expect(page.ids == expected.ids && page.points == expected.points)
                #expect(page.texts("band") == expected.texts("band") && page.numberMatched == expected.numberMatched)
                #expect(page.texts("address") == expected.texts("address"))
            }
        }
    }

    @Test func aProtectionCountsAtOnce() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        let workspace = fixture.served()
        let before = try await Self.all(fixture, Self.office, workspace)
        let place = try #require(before.texts("household_number").firstIndex(of: "H10005"))
        try Self.protect(fixture, "R100050,支援措置\n")
        let after = try await Self.all(fixture, Self.office, workspace)
        #expect(after.numberMatched == 299 && !after.ids.contains(before.ids[place]))
        let session = fixture.session(Self.office)
        #expect(try await fixture.feature(before.ids[place], as: session, in: workspace) == nil)
        #expect(try await fixture.feature(before.ids[place], in: workspace) != nil)
    }

    @Test func newRulesCountAtOnce() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        let workspace = fixture.served()
        let before = try await Self.all(fixture, Self.office, workspace)
        #expect(before.numbers("score").allSatisfy { !$0.isNaN })
        var yaml = String(decoding: try DisclosureRules.shipped().sourceBytes, as: UTF8.self)
        let office = try #require(yaml.range(of: "welfare-office:"))
        let others = yaml[office.lowerBound...].replacing(
            "score: full, reasons: full,", with: "score: band, reasons: withheld,"
        ).replacing("[lists, explanations, counts]", with: "[lists, counts]")
        yaml = String(yaml[..<office.lowerBound]) + String(others)
        let rules = try DisclosureRules.parse(Array(yaml.utf8))
        try DisclosureKeeping(fixture.paths, moment: fixture.moment, operatorName: "tester").use(rules)
        let after = try await Self.all(fixture, Self.office, workspace)
        #expect(after.generation == before.generation && after.ids.count == before.ids.count)
        #expect(after.numbers("score").allSatisfy { $0.isNaN })
        // Nor does the order tell what may not be told: within a band the household number decides.
        let order = Array(zip(after.texts("band"), after.texts("household_number")).map { $0 + $1 }.prefix(200))
        #expect(order == order.sorted())
    }

    @Test func memoryIsBoundedAndAnswersStayTheSame() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        var limits = ServerLimits()
        limits.cacheBytes = 40_000
        let workspace = ServedWorkspace(fixture.paths, limits: limits) { [moment = fixture.moment] in moment }
        for round in 0..<3 {
            for key in HouseholdOrder.Key.allCases {
                var query = ItemsQuery(limit: 1000)
                query.order = [.init(name: key.rawValue, isDescending: true)]
                let page = try await fixture.page(query, in: workspace)
                #expect(Set(page.ids).count == 300, "round \(round)")
                #expect(workspace.households.byteCount <= 40_000)
            }
        }
        #expect(workspace.households.byteCount > 0)
    }

    @Test func thoseWhoKnowACellOnlyAreAskedByTheCell() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        var yaml = String(decoding: try DisclosureRules.shipped().sourceBytes, as: UTF8.self)
        yaml = yaml.replacing(
            "fields: {name: full, birth_date: age, sex: full, relationship: full, address: town, needs: help}",
            with: "fields: {position: mesh}")
        try DisclosureKeeping(fixture.paths, moment: fixture.moment, operatorName: "tester")
            .use(.parse(Array(yaml.utf8)))
        let workspace = fixture.served()
        let all = try await Self.all(fixture, Self.desk, workspace)
        let points = Set(all.points.compactMap(\.self))
        #expect(points.count > 3 && points.count < 100)
        // Boxes narrower than a cell find all of a cell or nobody.
        var found: [Int] = []
        for point in points {
            let numbers = point.split(separator: " ").compactMap { Double($0) }
            var query = ItemsQuery(limit: 1000)
            query.box = BoundingBox(
                west: numbers[0] - 1e-6, south: numbers[1] - 1e-6, east: numbers[0] + 1e-6, north: numbers[1] + 1e-6)
            let page = try await fixture.page(query, as: fixture.session(Self.desk), in: workspace)
            #expect(page.points.allSatisfy { $0 == point })
            found.append(page.ids.count)
        }
        #expect(found.reduce(0, +) == 200 && found.allSatisfy { $0 > 0 })
    }
}
