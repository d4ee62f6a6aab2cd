import Disclosure
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Registry
import Testing
import VictimSupport

@testable import FeatureServer

/// The map page shares what is remembered of the register with the collections; nobody gets what was made for another.
@Suite struct MapCacheTests {
    private static let audiences = ["headquarters", "welfare-office", "disaster-responder"].compactMap(
        Audience.init(rawValue:))

    private static func fixture() throws -> ServerFixture {
        let fixture = try HouseholdCollectionTests.fixture()
        _ = try SharingImport(fixture.paths, moment: fixture.moment, encoding: nil, isDryRun: false)
            .protection(file: fixture.write("p.csv", "宛名番号,措置\nR100050,支援措置\nR101001,支援措置\n"))
        return fixture
    }

    /// What an audience is told about everybody: head and columns of the answer, and the counts.
    private static func told(
        _ audience: Audience, _ fixture: ServerFixture, _ workspace: ServedWorkspace
    ) async throws -> (text: String, columns: [UInt8], count: String) {
        let session = Session(
            operatorName: "tester", account: nil, audience: audience, basis: .drill, reason: "test", source: "test")
        let service = FeatureService(workspace, access: KnownSession(session: session), catalogue: .all)
        return try await Application(responder: service.router().buildResponder()).test(.router) { client in
            func post(_ path: String) async throws -> TestResponse {
                try await client.execute(
                    uri: path, method: .post, headers: [.contentType: "application/json"],
                    body: ByteBuffer(string: "{\"area\":\(MapAnswer.area)}"))
            }
            let answer = try MapAnswer(try await post("/map/answer"))
            return (answer.text, answer.columns, String(buffer: try await post("/map/count").body))
        }
    }

    @Test func everyAudienceIsToldTheSameWithOneCacheAsAlone() async throws {
        let fixture = try Self.fixture()
        #expect(Self.audiences.count == 3)
        var alone: [(text: String, columns: [UInt8], count: String)] = []
        for audience in Self.audiences {
            alone.append(try await Self.told(audience, fixture, fixture.served()))
        }
        #expect(Set(alone.map(\.text)).count == 3 && alone[0].count != alone[1].count)
        for rotation in Self.audiences.indices {
            let workspace = fixture.served()
            let order = Array(Self.audiences.indices[rotation...]) + Array(Self.audiences.indices[..<rotation])
            for index in order + order {
                let told = try await Self.told(Self.audiences[index], fixture, workspace)
                #expect(told.text == alone[index].text && told.columns == alone[index].columns)
                #expect(told.count == alone[index].count)
            }
            #expect(workspace.households.byteCount > 0)
        }
    }

    @Test func aProtectionCountsForTheNextQuestion() async throws {
        let fixture = try HouseholdCollectionTests.fixture()
        let workspace = fixture.served()
        let office = Self.audiences[1]
        let before = try await Self.told(office, fixture, workspace)
        _ = try SharingImport(fixture.paths, moment: fixture.moment, encoding: nil, isDryRun: false)
            .protection(file: fixture.write("p.csv", "宛名番号,措置\nR100050,支援措置\n"))
        let after = try await Self.told(office, fixture, workspace)
        #expect(after.columns != before.columns)
        #expect(after.text == (try await Self.told(office, fixture, fixture.served())).text)
    }
}
