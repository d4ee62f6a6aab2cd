import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Registry
import Testing

@testable import FeatureServer

/// Searches whose question stands in the body.
@Suite struct SearchTests {
    private static let address = "/collections/households/search"

    private func search(_ service: FilterFixture, _ body: String, as audience: String = "headquarters") async throws
        -> Document
    {
        let response = try await service.answer(Self.address, as: audience, body: body)
        #expect(response.status == .ok, "\(String(buffer: response.body))")
        return try Document(response)
    }

    private static let box =
        #"{"type":"Polygon","coordinates":[[[135.1005,34.1],[135.1055,34.1],[135.1055,34.3],[135.1005,34.3],[135.1005,34.1]]]}"#

    @Test func anAreaIsAskedAsEveryListAsks() async throws {
        let service = try FilterFixture()
        #expect(try await search(service, "{}")["features"].all.count == 60)
        let possible = try await search(service, #"{"area":\#(Self.box)}"#)
        #expect(possible["features"].all.count == 5 && possible["summary"]["include"].text == "possible")
        #expect(try await search(service, #"{"area":\#(Self.box),"include":"certain"}"#)["features"].all.count == 5)
        let all = try await search(service, #"{"area":\#(Self.box),"include":"all","limit":1000}"#)
        #expect(all["features"].all.count == 15)
        let collection =
            #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":\#(Self.box),"properties":{}}]}"#
        #expect(try await search(service, #"{"area":\#(collection)}"#)["features"].all.count == 5)
    }

    @Test func aSearchIsAnsweredWhateverTheClientHas() async throws {
        let service = try FilterFixture()
        let answer = try await service.answer(Self.address, body: "{}", headers: [.ifNoneMatch: "*"])
        #expect(answer.status == .ok && answer.headers[.eTag] != nil)
    }

    @Test func everyMemberMeansWhatItMeansInAnAddress() async throws {
        let service = try FilterFixture()
        let filter = #"{"op":"a_contains","args":[{"property":"needs"},["wheelchair"]]}"#
        let one = try await search(
            service,
            #"{"filter":\#(filter),"bbox":[135.1,34,135.131,35],"sortby":["-household_number"],"properties":["household_number"],"limit":3,"language":"en"}"#
        )
        #expect(one["numberMatched"].number == 5 && one["features"].all.count == 3)
        #expect(one["features"].all.compactMap(\.["properties"]["household_number"].text) == ["H8", "H4", "H28"])
        #expect(one["features"][0]["properties"].names == ["household_number"])
        let text = try await search(
            service, #"{"filter":"A_CONTAINS(needs,('wheelchair'))","filter-lang":"cql2-text"}"#)
        #expect(text["numberMatched"].number == 15)
    }

    @Test func theNextPageIsAnotherBodyToTheSameAddress() async throws {
        let service = try FilterFixture()
        var body: String? = #"{"filter":"member_count = 1","limit":7}"#
        var ids: [String] = []
        var pages = 0
        while let text = body {
            let response = try await service.answer(Self.address, body: text)
            let document = try Document(response)
            ids += document["features"].all.compactMap(\.["id"].text)
            #expect(response.headers[values: .linkTo].allSatisfy { !$0.contains("member_count") })
            let next = document["links"].all.first { $0["rel"].text == "next" }
            #expect(
                document["links"].all.compactMap(\.["href"].text).allSatisfy { !$0.contains("?") || $0.contains("?f=") }
            )
            #expect(next.map { $0["method"].text == "POST" } ?? true)
            body = try next.map { try JSONSerialization.data(withJSONObject: #require($0["body"].value)) }
                .map { String(decoding: $0, as: UTF8.self) }
            pages += 1
        }
        #expect(pages == 5 && ids.count == 30 && Set(ids).count == 30)
    }

    @Test(arguments: [
        ("", "invalid-body"), ("[]", "invalid-body"), ("{\"filter\":", "invalid-body"),
        (#"{"fliter":"TRUE"}"#, "invalid-body"),
        (#"{"where":"x"}"#, "invalid-body"), (#"{"crs":"x"}"#, "invalid-parameter"), (#"{"limit":0}"#, "invalid-body"),
        (#"{"limit":"10"}"#, "invalid-body"),
        (#"{"bbox":["a"]}"#, "invalid-body"), (#"{"bbox":[1,2]}"#, "invalid-parameter"),
        (#"{"sortby":[1]}"#, "invalid-body"),
        (#"{"sortby":["x"]}"#, "invalid-parameter"), (#"{"include":"some"}"#, "invalid-body"),
        (#"{"filter":{}}"#, "invalid-filter"),
        (#"{"filter":{"op":"=","args":[]},"filter-lang":"cql2-text"}"#, "invalid-body"),
        (#"{"area":1}"#, "invalid-body"),
        (#"{"area":{"saved":"x","type":"Point"}}"#, "invalid-body"), (#"{"cursor":"x"}"#, "invalid-cursor"),
        (#"{"limit":1,"limit":2}"#, "invalid-body"),
    ])
    func bodiesAreReadStrictly(body: String, code: String) async throws {
        let service = try FilterFixture()
        let response = try await service.answer(Self.address, body: body)
        #expect(response.status == .badRequest)
        #expect(try Document(response)["code"].text == code)
    }

    @Test(arguments: [
        (#"{"area":{"saved":"ない"}}"#, "no-such-area"),
        (#"{"area":{"type":"Point","coordinates":[1,2]}}"#, "no-polygons"),
        (#"{"area":{"type":"Polygon","coordinates":[[[1,"x"]]]}}"#, "unreadable-area"),
        (#"{"area":{"type":"Polygon","coordinates":[[[139,35],[139.1,35],[139.1,35.1],[139,35]]]}}"#, "elsewhere"),
    ])
    func anAreaThatIsNoneIsToldSo(body: String, code: String) async throws {
        let service = try FilterFixture()
        let response = try await service.answer(Self.address, body: body)
        #expect(response.status != .ok)
        #expect(try Document(response)["code"].text == code)
    }

    @Test func onlyJSONOfALimitedSizeIsTaken() async throws {
        let service = try FilterFixture()
        for type in ["text/plain", "application/x-www-form-urlencoded", nil] {
            #expect(try await service.answer(Self.address, body: "{}", type: type).status == .unsupportedMediaType)
        }
        #expect(
            try await service.answer(Self.address, body: "{}", type: "application/json; charset=utf-8").status == .ok)
        let large = "{\"filter\":\"" + String(repeating: " ", count: ServerLimits().searchBytes) + "TRUE\"}"
        #expect(try await service.answer(Self.address, body: large).status == .contentTooLarge)
    }

    @Test func aSearchAsksNothingThatIsWithheld() async throws {
        let service = try FilterFixture()
        for body in [
            #"{"filter":"TRUE OR score > 80"}"#, #"{"sortby":["score"]}"#,
            #"{"filter":{"op":"not","args":[{"op":"isNull","args":[{"property":"needs"}]}]}}"#,
        ] {
            let response = try await service.answer(Self.address, as: "disaster-responder", body: body)
            #expect(response.status == .forbidden)
            #expect(try Document(response)["code"].text == "fields-withheld")
        }
    }
}
