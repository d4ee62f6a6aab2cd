import Disclosure
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Registry
import Testing

@testable import FeatureServer

/// Filters of the items of households.
@Suite struct FilterTests {
    @Test func householdsPassWhatIsTrueOfThem() async throws {
        let service = try FilterFixture()
        #expect(try await service.count("TRUE") == 60)
        #expect(try await service.count("member_count = 2") == 30)
        #expect(try await service.count("has_position = FALSE") == 10)
        #expect(try await service.count("geometry IS NULL") == 10)
        #expect(try await service.count("certainty = 'unlocated'") == 10)
        #expect(try await service.count("A_CONTAINS(needs,('wheelchair'))") == 15)
        #expect(try await service.count("A_OVERLAPS(needs,('wheelchair','care_level'))") == 18)
        #expect(try await service.count("A_EQUALS(needs,())") == 42)
        #expect(try await service.count("NOT A_OVERLAPS(needs,('wheelchair')) AND member_count = 1") == 15)
        #expect(try await service.count("A_CONTAINS(help,('carry'))") == 18)
        #expect(try await service.count("protected = TRUE") == 2)
        #expect(try await service.count("town IS NULL AND city IS NULL") == 60)
        #expect(try await service.count("evacuation_action IS NULL AND hazard_step IS NULL") == 60)
        #expect(try await service.count("S_INTERSECTS(geometry,BBOX(135.1005,34.1,135.1055,34.3))") == 5)
        #expect(try await service.count("S_DISJOINT(geometry,BBOX(135.1005,34.1,135.1055,34.3))") == 45)
        #expect(try await service.count("S_DWITHIN(geometry,POINT(135.103 34.2),200,'m')") == 5)
        let scores = try await service.items("filter=" + FilterFixture.escaped("score > 0"))["features"].all
        let all = try await service.items("")["features"].all
        #expect(scores.count == all.count { ($0["properties"]["score"].number ?? 0) > 0 } && !scores.isEmpty)
    }

    @Test func aFilterAndABoxAndAPropertyHoldTogether() async throws {
        let service = try FilterFixture()
        let document = try await service.items(
            "bbox=135.1,34,135.131,35&member_count=1&filter="
                + FilterFixture.escaped("A_CONTAINS(needs,('wheelchair'))"))
        // 4, 8, 16, 20 and 28: without 0, 12 and 24, which have no position.
        #expect(document["features"].all.count == 5)
        #expect(try await service.items("needs=wheelchair")["features"].all.count == 15)
        #expect(try await service.items("has_position=false&member_count=1")["features"].all.count == 10)
    }

    @Test func textAndJSONInAnyReferenceSystemAskTheSame() async throws {
        let service = try FilterFixture()
        let json =
            #"{"op":"and","args":[{"op":"=","args":[{"property":"member_count"},1]},{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":[135.101,34.1,135.111,34.3]}]}]}"#
        let one = try await service.items("filter-lang=cql2-json&filter=" + FilterFixture.escaped(json))
        let other = try await service.items(
            "filter-lang=cql2-text&filter="
                + FilterFixture.escaped("member_count = 1 AND S_INTERSECTS(geometry,BBOX(34.1,135.101,34.3,135.111))")
                + "&filter-crs=" + FilterFixture.escaped("http://www.opengis.net/def/crs/EPSG/0/6668"))
        let ids = one["features"].all.compactMap(\.["id"].text)
        #expect(ids.count == 4 && ids == other["features"].all.compactMap(\.["id"].text))
    }

    @Test func pagesOfAFilterHoldEverybodyOnce() async throws {
        let service = try FilterFixture()
        var address: String? =
            "/collections/households/items?limit=4&member_count=1&filter=\(FilterFixture.escaped("score >= 0"))"
        var ids: [String] = []
        while let next = address {
            let document = try Document(try await service.answer(next))
            #expect(document["numberMatched"].number == 30)
            ids += document["features"].all.compactMap(\.["id"].text)
            address = document.links("next").first?.replacing("http://localhost", with: "")
        }
        #expect(ids.count == 30 && Set(ids).count == 30)
    }

    @Test func theAuditLogSaysWhatWasAskedWithoutCoordinates() async throws {
        let service = try FilterFixture()
        _ = try await service.count("band IN ('A','B','C') AND S_INTERSECTS(geometry,BBOX(135.1012345,34,136,35))")
        let entry = try #require(try service.fixture.releases().last)
        let query = entry.query
        #expect(query.contains("filter \"band\" IN ('A','B','C') AND S_INTERSECTS(geometry,SHAPE(crc32 "))
        #expect(!query.contains("1012345"))
    }

    @Test(arguments: [
        ("filter=band", "invalid-filter", "character 5"), ("filter=bnad='A'", "invalid-filter", "band"),
        ("filter=name='A'", "invalid-filter", "character 1"), ("filter=address='A'", "invalid-filter", "character 1"),
        ("filter=birth_date='A'", "invalid-filter", "character 1"),
        ("filter-lang=cql2-json&filter={}", "invalid-filter", "the whole"),
        ("filter-lang=cql&filter=TRUE", "invalid-parameter", ""),
        ("filter-crs=EPSG:4326&filter=TRUE", "invalid-parameter", "filter-crs"), ("filter=", "invalid-parameter", ""),
        ("bnad=A", "unknown-parameter", "band"), ("geometry=A", "unknown-parameter", ""),
        ("name=A", "unknown-parameter", ""),
        ("score=many", "invalid-filter", ""), ("band=A&band=B", "unknown-parameter", ""),
    ])
    func whatCannotBeReadIsRefused(query: String, code: String, says: String) async throws {
        let service = try FilterFixture()
        let response = try await service.answer("/collections/households/items?" + query.replacing("'", with: "%27"))
        #expect(response.status == .badRequest)
        let problem = try Document(response)
        #expect(problem["code"].text == code && (says.isEmpty || problem["detail"].text?.contains(says) == true))
    }

    /// Whatever may not be received may not be asked for, wherever it stands.
    @Test(arguments: [
        ("disaster-responder", "score"), ("disaster-responder", "daytime_score"), ("disaster-responder", "needs"),
        ("shelter-desk", "band"), ("shelter-desk", "coordinate_level"), ("shelter-desk", "geometry"),
        ("shelter-desk", "needs"),
        ("welfare-office", "protected"), ("disaster-responder", "protected"),
    ])
    func withheldFieldsCannotBeAskedInAnyPlace(audience: String, name: String) async throws {
        let service = try FilterFixture()
        let kind = HouseholdQueryableKind.of(name)
        for filter in [
            kind, "NOT \(kind)", "TRUE OR \(kind)", "FALSE AND \(kind)", "member_count = 1 AND NOT (TRUE OR \(kind))",
            "\(name) IS NULL", "NOT (\(name) IS NOT NULL)",
        ] {
            let response = try await service.answer(
                "/collections/households/items?filter=" + FilterFixture.escaped(filter), as: audience)
            #expect(response.status == .forbidden, "\(filter)")
            #expect(try Document(response)["code"].text == "fields-withheld")
        }
        let queryables = try Document(try await service.answer("/collections/households/queryables", as: audience))
        #expect(!queryables["properties"].names.contains(name))
        #expect(try await service.answer("/collections/households/items?sortby=\(name)", as: audience).status != .ok)
        if name != "geometry" {
            let response = try await service.answer("/collections/households/items?\(name)=A", as: audience)
            #expect(response.status == .forbidden || response.status == .badRequest)
        }
    }

    @Test(arguments: ["headquarters", "welfare-office", "disaster-responder", "shelter-desk"])
    func everythingAmongTheQueryablesCanBeAsked(audience: String) async throws {
        let service = try FilterFixture()
        let queryables = try Document(try await service.answer("/collections/households/queryables", as: audience))
        let names = queryables["properties"].names
        #expect(names.contains("help") && names.contains("town") && names.contains("member_count"))
        for name in names {
            let count = try await service.count("\(name) IS NULL OR \(name) IS NOT NULL", as: audience)
            #expect(count == (audience == "headquarters" ? 60 : 58), "\(name)")
        }
    }

    /// Neither a total nor a list tells that there is somebody.
    @Test func protectedHouseholdsChangeNoTotal() async throws {
        let service = try FilterFixture()
        let filter = "A_CONTAINS(help,('carry'))"
        #expect(try await service.count(filter) == 18)
        #expect(try await service.count(filter, as: "disaster-responder") == 16)
        #expect(try await service.count("NOT \(filter)", as: "disaster-responder") == 42)
        #expect(try await service.count("S_INTERSECTS(geometry,BBOX(135.1035,34.1,135.1045,34.3))") == 1)
        #expect(
            try await service.count(
                "S_INTERSECTS(geometry,BBOX(135.1035,34.1,135.1045,34.3))", as: "disaster-responder") == 0)
        let summary = try await service.items("filter=" + FilterFixture.escaped(filter), as: "disaster-responder")[
            "summary"]
        #expect(summary["filtered_out"].number == 42 && summary["households_listed"].number == 16)
    }

    /// What a person and the household both have under one name would mean the other one.
    @Test func personsAreAskedByTheirHouseholds() async throws {
        let service = try FilterFixture()
        let response = try await service.answer(
            "/collections/persons/items?limit=1000&member_count=2&has_position=true")
        #expect(try Document(response)["features"].all.count == 60)
        for name in ["score", "needs", "name"] {
            #expect(try await service.answer("/collections/persons/items?\(name)=1").status == .badRequest)
        }
        let search = try await service.answer(
            "/collections/persons/search",
            body: #"{"filter":"S_INTERSECTS(geometry,BBOX(135.1025,34.1,135.1035,34.3))"}"#)
        #expect(try Document(search)["features"].all.count == 2)
    }

    @Test func whoMayHaveCountsOnlyFindsNoList() async throws {
        let service = try FilterFixture()
        let response = try await service.answer("/collections/households/items?filter=TRUE", as: "public")
        #expect(response.status != .ok)
    }

    /// A name that somebody writes into a filter comes back in nothing.
    @Test func whatIsWrittenComesBackInNoAnswer() async throws {
        let service = try FilterFixture()
        let planted = FilterFixture.planted
        for filter in [
            "name = '\(planted)'", "\(planted) = 1", "band = \(planted)", "'\(planted)", "score = '\(planted)'",
        ] {
            let response = try await service.answer(
                "/collections/households/items?filter=" + FilterFixture.escaped(filter))
            #expect(response.status == .badRequest)
            #expect(!String(buffer: response.body).contains(planted))
            #expect(!response.headers.contains { $0.value.contains(planted) })
        }
        let property = try await service.answer("/collections/households/items?\(FilterFixture.escaped(planted))=1")
        #expect(property.status == .badRequest && !String(buffer: property.body).contains(planted))
    }
}

/// A question about a property, by its kind.
enum HouseholdQueryableKind {
    static func of(_ name: String) -> String {
        switch name {
        case "score", "daytime_score": "\(name) > 80"
        case "needs": "A_OVERLAPS(needs,('wheelchair'))"
        case "geometry": "S_INTERSECTS(geometry,BBOX(135,34,136,35))"
        case "protected": "protected = TRUE"
        default: "\(name) = 'A'"
        }
    }
}
