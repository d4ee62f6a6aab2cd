import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import FeatureServer

@Suite struct ItemRoutesTests {
    private let service: ServiceUnderTest
    private static let items = "/collections/landmarks/items"

    init() throws { service = try ServiceUnderTest() }

    @Test func pagesLeadToEveryFeatureOnce() async throws {
        var address: String? = Self.items + "?limit=60"
        var ids: [String] = []
        while let next = address {
            let page = try await service.json(next)
            #expect(page["numberMatched"].number == 250)
            #expect(page["numberReturned"].number == Double(page["features"].all.count))
            ids += page["features"].all.compactMap(\.["id"].text)
            address = page.links("next").first.map { String($0.dropFirst("http://localhost".count)) }
        }
        #expect(ids == (1...250).map { "p\($0)" })
    }

    @Test func aPageKeepsWhatWasAskedInItsLinks() async throws {
        let page = try await service.json(Self.items + "?sortby=-height&limit=5&properties=height,tags")
        let next = try #require(page.links("next").first)
        #expect(
            next.hasPrefix(
                "http://localhost/collections/landmarks/items?sortby=-height&limit=5&properties=height,tags&cursor="))
        #expect(page["features"][0]["properties"].names == ["height", "tags"])
        #expect(page["features"][0]["properties"]["tags"].all.map(\.text) == ["a,b", "}\"]"])
        #expect(page["features"].all.compactMap(\.["properties"]["height"].number) == [100, 100, 100, 99, 99])
    }

    @Test func aFeatureWithoutPositionStandsInTheListButInNoBox() async throws {
        let all = try await service.json(Self.items + "?limit=7")
        #expect(all["features"][6]["geometry"].value is NSNull)
        let box = try await service.json(Self.items + "?bbox=139,34,141,36&limit=1000")
        for feature in box["features"].all { #expect(feature["geometry"].exists) }
        #expect(box["numberMatched"].number == 215)
    }

    @Test func aSequenceIsOneTextAfterTheOther() async throws {
        let response = try await service.answer(Self.items + "?f=seq&limit=3")
        #expect(response.headers[.contentType] == "application/geo+json-seq")
        let texts = String(buffer: response.body).split(separator: "\u{1E}")
        #expect(texts.count == 3)
        #expect(texts.allSatisfy { $0.hasSuffix("\n") })
        for text in texts { #expect(try Document(Data(text.utf8))["type"].text == "Feature") }
        #expect(response.headers[values: .linkTo].contains { $0.contains("rel=\"next\"") })
    }

    @Test func aPageForPeopleIsEscapedAndNeedsNoScript() async throws {
        let response = try await service.answer(Self.items + "?limit=12", accept: "text/html,*/*;q=0.8")
        let html = String(buffer: response.body)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(html.contains("&lt;塔 &quot;p1&quot;&gt;"))
        #expect(!html.contains("<塔") && !html.lowercased().contains("<script"))
        #expect(html.contains("訓練"))
        #expect(html.contains("次のページ"))
        #expect(html.contains("<a href=\"http://localhost/collections/landmarks/items/p12?f=html\">p12</a>"))
    }

    @Test func oneFeatureIsAnsweredInEachForm() async throws {
        let feature = try await service.json(Self.items + "/p5")
        #expect(feature["type"].text == "Feature" && feature["id"].text == "p5")
        #expect(feature["geometry"]["type"].text == "Polygon")
        #expect(feature.links("self") == ["http://localhost/collections/landmarks/items/p5"])
        #expect(feature.links("collection", type: "application/json") == ["http://localhost/collections/landmarks"])
        let page = String(buffer: try await service.answer(Self.items + "/p5?f=html").body)
        #expect(page.contains("<span lang=\"ja\">高さ</span> <span lang=\"en\">Height</span></th><td>84</td>"))
    }

    @Test func aHeadHasTheHeadersAndNothingElse() async throws {
        let get = try await service.answer(Self.items)
        let head = try await service.answer(Self.items, .head)
        #expect(head.status == .ok && head.body.readableBytes == 0)
        #expect(head.headers[.contentType] == get.headers[.contentType])
        #expect(head.headers[values: .linkTo] == get.headers[values: .linkTo])
    }

    @Test(arguments: ["/nowhere", items + "?limt=1", items + "/p0", "/areas"])
    func aHeadOfAFailureHasNoBodyEither(_ address: String) async throws {
        let get = try await service.answer(address)
        let head = try await service.answer(address, .head)
        #expect(head.status == get.status && head.status.code >= 400 && head.body.readableBytes == 0)
        #expect(head.headers[.contentLength] == get.headers[.contentLength])
    }

    @Test func everyAnswerOfADrillSaysSo() async throws {
        let response = try await service.answer(Self.items)
        #expect(response.headers[.engoMode] == "drill" && response.headers[.generation] == "1")
    }

    @Test(arguments: [
        ("limit=0", "invalid-parameter"), ("limit=-1", "invalid-parameter"), ("limit=1.5", "invalid-parameter"),
        ("limit=", "invalid-parameter"), ("limit=1&limit=2", "invalid-parameter"), ("limt=5", "unknown-parameter"),
        ("colour=x", "unknown-parameter"), ("%FF=1", "unknown-parameter"), ("bbox=1,2,3", "invalid-parameter"),
        ("bbox=140,36,141,35", "invalid-parameter"), ("bbox=140,35,999,36", "invalid-parameter"),
        ("bbox=140,35,nan,36", "invalid-parameter"), ("bbox=0x8C,35,141,36", "invalid-parameter"),
        ("bbox=140,35,9,141,36,1", "invalid-parameter"), ("bbox=150,30,140,40", "invalid-parameter"),
        ("datetime=yesterday", "invalid-parameter"), ("datetime=2026-06-02/2026-06-01", "invalid-parameter"),
        ("datetime=../..", "invalid-parameter"), ("datetime=2026-02-30", "invalid-parameter"),
        ("properties=nam", "invalid-parameter"), ("properties=", "invalid-parameter"),
        ("properties=name,,height", "invalid-parameter"), ("sortby=name", "invalid-parameter"),
        ("sortby=--height", "invalid-parameter"), ("cursor=1-2", "invalid-cursor"),
        ("cursor=AQEAAAAAAAAABwAAAAAAAAAPAAAAAAAAAAAAAAAAAAAA", "invalid-cursor"), ("language=fr", "invalid-parameter"),
        ("f=xml", "invalid-parameter"), ("f=html&f=json", "invalid-parameter"),
        ("limit=%zz", "invalid-parameter"), ("limit", "invalid-parameter"),
    ])
    func refusesWhatIsNotKnownOrNotWellFormed(_ query: String, _ code: String) async throws {
        let response = try await service.answer(Self.items + "?" + query)
        #expect(response.status == .badRequest)
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(try Document(response)["code"].text == code)
    }

    @Test(arguments: [
        "limit=1", "limit=007", "limit=99999999999999999999999", "bbox=140,35,0,141,36,9", "bbox=140,35,140,35",
        "bbox=170,30,141,40", "datetime=2026-06-01T00:00:00Z", "datetime=2026-06-01T09:00:00.5%2B09:00",
        "datetime=../2026-06-01T00:00:00Z", "datetime=2026-06-01T00:00:00Z/", "datetime=2026-06-01/2026-06-01",
        "sortby=height", "sortby=+height", "sortby=%2Bheight", "f=geojson", "f=json", "properties=name%2Cheight", "",
    ])
    func takesWhatTheStandardAllows(_ query: String) async throws {
        #expect(try await service.answer(Self.items + "?" + query).status == .ok)
    }

    @Test func tellsWhatWasProbablyMeantWithoutRepeatingIt() async throws {
        let unknown = try await service.answer(Self.items + "?limitt=5")
        #expect(
            try Document(unknown)["detail"].text?.hasPrefix("A parameter is not known. Did you mean limit?") == true)
        let property = try await service.answer(Self.items + "?properties=heigth")
        let text = String(buffer: property.body)
        #expect(text.contains("Did you mean height?") && !text.contains("heigth"))
    }

    @Test func aWithheldPropertyIsForbiddenAndNotUnknown() async throws {
        let response = try await service.answer(Self.items + "?sortby=owner")
        #expect(response.status == .forbidden)
        #expect(try Document(response)["code"].text == "fields-withheld")
    }

    @Test func asksForALoginFirst() async throws {
        var service = service
        service.session = nil
        let response = try await service.answer(Self.items + "?limt=1")
        #expect(response.status == .unauthorized)
        #expect(try Document(response)["code"].text == "not-logged-in")
        let page = try await service.answer(Self.items, accept: "text/html,*/*;q=0.8")
        #expect(page.status == .seeOther && page.headers[.location] == "/login")
    }

    @Test(arguments: [
        ("text/html", "text/html; charset=utf-8"), ("application/geo+json", "application/geo+json"),
        ("application/json", "application/geo+json"), ("*/*", "application/geo+json"),
        ("application/*", "application/geo+json"),
        ("text/html;q=0.5, application/geo+json-seq", "application/geo+json-seq"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/geo+json;q=0, text/*;q=0.1", "text/html; charset=utf-8"), ("nonsense", "application/geo+json"),
    ])
    func choosesTheFormThatTheClientLikesBest(_ accept: String, _ type: String) async throws {
        let response = try await service.answer(Self.items + "?limit=1", accept: accept)
        #expect(response.headers[.contentType] == type)
        #expect(try #require(response.headers[.vary]).split(separator: ", ").contains("Accept"))
    }

    @Test func thereIsAFormOrAProblem() async throws {
        let refused = try await service.answer(Self.items, accept: "image/png")
        #expect(refused.status == .notAcceptable)
        #expect(try Document(refused)["code"].text == "not-acceptable")
        let named = try await service.answer(Self.items + "?f=json", accept: "image/png")
        #expect(named.headers[.contentType] == "application/geo+json")
    }

    @Test func aMethodThatIsNotTakenNamesTheOthers() async throws {
        let response = try await service.answer(Self.items, .delete)
        #expect(response.status == .methodNotAllowed && response.headers[.allow] == "GET, HEAD, OPTIONS")
        #expect(try Document(response)["code"].text == "method-not-allowed")
        let options = try await service.answer(Self.items, .options)
        #expect(options.status == .noContent && options.headers[.allow] == "GET, HEAD, OPTIONS")
    }

    @Test(arguments: [
        ("/nowhere", "no-such-address"), ("/collections/towers/items", "no-such-collection"),
        ("/collections/landmarks/items/p0", "no-such-feature"),
    ])
    func whatIsNotThereIsAProblem(_ address: String, _ code: String) async throws {
        let response = try await service.answer(address)
        #expect(response.status == .notFound)
        #expect(try Document(response)["code"].text == code)
    }

    @Test func anAnswerHoldsAtMostSoManyFeatures() async throws {
        var service = service
        service.limits.mostFeatures = 30
        service.limits.mostRows = 20
        #expect(try await service.json(Self.items + "?limit=31")["numberReturned"].number == 30)
        let page = String(buffer: try await service.answer(Self.items + "?limit=31&f=html").body)
        #expect(page.contains("該当 250 件のうち 20 件"))
    }
}
