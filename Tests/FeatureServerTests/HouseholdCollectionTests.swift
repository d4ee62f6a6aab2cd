import Disclosure
import Geospatial
import Registry
import Residents
import Testing
import VictimSupport

@testable import FeatureServer

/// Households and persons page by page.
@Suite struct HouseholdCollectionTests {
    /// 300 households on a line, every third without a position, with one to three members of different ages.
    static func fixture(households: Int = 300) throws -> ServerFixture {
        let fixture = try ServerFixture()
        try fixture.importResidents(register(households))
        return fixture
    }

    static func register(_ households: Int, from first: Int = 0) -> String {
        var text = "宛名番号,世帯番号,氏名,生年月日,性別,続柄,住所,経度,緯度\n"
        for household in first..<first + households {
            let number = 10_000 + household
            let place =
                household % 3 == 0 ? "," : "\(135.1 + Double(household) / 10_000),\(34.2 + Double(household) / 10_000)"
            for member in 0...(household % 3) {
                let born = 1930 + (household * 7 + member * 11) % 90
                let kin = member == 0 ? "世帯主" : "子"
                text += "R\(number)\(member),H\(number),試験 \(household),\(born)-01-01,女,\(kin),試験町,\(place)\n"
            }
        }
        return text
    }

    @Test(arguments: [1, 7, 100, 10_000])
    func pagesHoldEverybodyOnceInOneOrder(limit: Int) async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        var query = ItemsQuery(limit: limit)
        var ids: [String] = []
        var numbers: [Double] = []
        repeat {
            let page = try await fixture.page(query, in: workspace)
            #expect(page.numberMatched == 300)
            #expect(page.numberReturned == page.ids.count && page.ids.count <= limit)
            ids += page.ids
            numbers += page.numbers("number")
            query.cursor = page.next
        } while query.cursor != nil
        #expect(ids.count == 300 && Set(ids).count == 300)
        #expect(numbers == (1...300).map(Double.init))
    }

    @Test func thoseWithoutAPositionComeLastWithoutAPoint() async throws {
        let fixture = try Self.fixture()
        let page = try await fixture.page(ItemsQuery(limit: 1000), in: fixture.served())
        #expect(page.points[..<200].allSatisfy { $0 != nil } && page.points[200...].allSatisfy { $0 == nil })
        #expect(page.texts("certainty")[200...].allSatisfy { $0 == "unlocated" })
        for part in [page.numbers("score")[..<200], page.numbers("score")[200...]] {
            #expect(zip(part, part.dropFirst()).allSatisfy { $0 >= $1 })
        }
        let summary = try #require(page.facts["summary"] as? [String: Any])
        #expect(summary["unlocated"] as? Int == 100 && summary["drill"] as? Bool == true)
        #expect(summary["households_listed"] as? Int == 300 && summary["area"] is String == false)
    }

    @Test func anyOrderIsTotal() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        for key in HouseholdOrder.Key.allCases {
            for isDescending in [false, true] {
                var query = ItemsQuery(limit: 1000)
                query.order = [.init(name: key.rawValue, isDescending: isDescending)]
                let whole = try await fixture.page(query, in: workspace)
                #expect(Set(whole.ids).count == 300)
                query.limit = 37
                var ids: [String] = []
                repeat {
                    let page = try await fixture.page(query, in: workspace)
                    ids += page.ids
                    query.cursor = page.next
                } while query.cursor != nil
                #expect(ids == whole.ids)
                if key == .memberCount {
                    let counts = whole.numbers("member_count")
                    #expect(zip(counts, counts.dropFirst()).allSatisfy { isDescending ? $0 >= $1 : $0 <= $1 })
                }
            }
        }
        var query = ItemsQuery(limit: 10)
        query.order = [.init(name: "address", isDescending: false)]
        await #expect(throws: Problem.notSortable) { try await fixture.page(query, in: workspace) }
    }

    @Test func aBoxHoldsThePointsOnItsEdgeAndNobodyWithoutOne() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        let all = try await fixture.page(ItemsQuery(limit: 1000), in: workspace)
        var query = ItemsQuery(limit: 1000)
        query.box = BoundingBox(west: 135.1, south: 34.2, east: 135.1 + 100.0 / 10_000, north: 35)
        let inside = try await fixture.page(query, in: workspace)
        let expected = zip(all.ids, all.points).filter {
            $0.1.map { Double($0.split(separator: " ")[0])! <= 135.11 } ?? false
        }
        #expect(inside.ids == expected.map(\.0) && inside.ids.count == 67)
    }

    @Test func aCursorBelongsToItsQuestionAndAudience() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        let cursor = try #require(try await fixture.page(ItemsQuery(limit: 10), in: workspace).next)
        #expect(PageCursor(cursor.text) == cursor)
        var query = ItemsQuery(limit: 20)
        query.cursor = cursor
        #expect(try await fixture.page(query, in: workspace).numbers("number").first == 11)
        await #expect(throws: Problem.invalidCursor) {
            try await fixture.page(query, as: fixture.session(Audience(rawValue: "welfare-office")!), in: workspace)
        }
        await #expect(throws: Problem.invalidCursor) {
            try await fixture.page(PersonCollection(), query, in: workspace)
        }
        query.order = [.init(name: "band", isDescending: false)]
        await #expect(throws: Problem.invalidCursor) { try await fixture.page(query, in: workspace) }
    }

    @Test func aDamagedCursorIsRefused() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        let text = try #require(try await fixture.page(ItemsQuery(limit: 10), in: workspace).next).text
        #expect(PageCursor("") == nil && PageCursor("x" + text) == nil && PageCursor(text + "=") == nil)
        var refused = 0
        for place in text.indices {
            var damaged = text
            damaged.replaceSubrange(place...place, with: text[place] == "B" ? "C" : "B")
            guard let cursor = PageCursor(damaged) else {
                refused += 1
                continue
            }
            var query = ItemsQuery(limit: 10)
            query.cursor = cursor
            await #expect(throws: Problem.self) { try await fixture.page(query, in: workspace) }
            refused += 1
        }
        #expect(refused == text.count)
    }

    @Test func anotherGenerationIsAConflict() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        var query = ItemsQuery(limit: 10)
        query.cursor = try await fixture.page(query, in: workspace).next
        try fixture.importResidents(Self.register(301))
        await #expect(throws: Problem.generationChanged) { try await fixture.page(query, in: workspace) }
        query.cursor = nil
        #expect(try await fixture.page(query, in: workspace).numberMatched == 301)
    }

    @Test func anIdStaysAndFindsItsHousehold() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        let all = try await fixture.page(ItemsQuery(limit: 1000), in: workspace)
        #expect(all.ids.allSatisfy { FeatureCode($0)?.text == $0 })
        for place in [0, 17, 299] {
            let one = try #require(try await fixture.feature(all.ids[place], in: workspace))
            #expect(one.ids == [all.ids[place]] && one.numbers("number") == [Double(place + 1)])
            #expect(one.texts("household_number") == [all.texts("household_number")[place]])
        }
        for id in ["", "0000000000000000", all.ids[0].uppercased() + "0", String(all.ids[0].dropLast())] {
            #expect(try await fixture.feature(id, in: workspace) == nil)
        }
        // Another register, in which the same household has another id of its generation.
        try fixture.importResidents(Self.register(280, from: 20))
        let number = all.texts("household_number")[150]
        let same = try await fixture.feature(all.ids[150], in: workspace)
        #expect(same?.texts("household_number") == [number])
    }

    @Test func everyPageIsAReleaseOfItsOwn() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        var query = ItemsQuery(limit: 10)
        query.cursor = try await fixture.page(query, in: workspace).next
        let second = try await fixture.page(query, in: workspace)
        let entries = try fixture.releases()
        #expect(entries.count == 2)
        #expect(entries[1].verb == "serve" && entries[1].operatorName == "tester" && entries[1].source == "test")
        #expect(entries[1].query == "households 11-20 of 300: everybody include all" && entries[1].households == 10)
        let log = AuditLog(fixture.paths)
        let members = second.properties.flatMap { $0["members"] as? [[String: Any]] ?? [] }
        #expect(entries[1].persons == members.count)
        for person in members {
            let key = try log.recordKey(of: ResidentNumber(try #require(person["resident_number"] as? String)))
            #expect(entries[1].records?.holds(key) == true && entries[0].records?.holds(key) == false)
        }
    }

    @Test func onlyWhatIsAskedForIsWritten() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        let whole = try await fixture.page(ItemsQuery(limit: 300), in: workspace)
        var query = ItemsQuery(limit: 300)
        query.properties = ["score", "household_number", "certainty"]
        let few = try await fixture.page(query, in: workspace)
        #expect(few.properties.allSatisfy { Set($0.keys) == ["score", "household_number", "certainty"] })
        #expect(few.ids == whole.ids && few.points == whole.points)
        #expect(few.texts("household_number") == whole.texts("household_number"))
        #expect(few.numbers("score") == whole.numbers("score"))
    }

    @Test func personsComeByHouseholdEachOnce() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        var query = ItemsQuery(limit: 7)
        var ids: [String] = []
        var numbers: [String] = []
        repeat {
            let page = try await fixture.page(PersonCollection(), query, in: workspace)
            #expect(page.numberMatched == 600 && page.ids.count == page.numberReturned)
            ids += page.ids
            numbers += page.texts("resident_number")
            query.cursor = page.next
        } while query.cursor != nil
        #expect(Set(ids).count == 600 && Set(numbers).count == 600)
        let entries = try fixture.releases()
        #expect(entries.reduce(0) { $0 + ($1.persons ?? 0) } == 600)
        let key = try AuditLog(fixture.paths).recordKey(of: ResidentNumber(numbers[6]))
        #expect(entries.count { $0.records?.holds(key) == true } == 1)
        let one = try #require(try await fixture.feature(PersonCollection(), ids[123], in: workspace))
        #expect(one.texts("resident_number") == [numbers[123]] && one.ids == [ids[123]])
    }

    @Test func personsAreForTheHeadquartersOnly() async throws {
        let fixture = try Self.fixture()
        let workspace = fixture.served()
        for audience in ["welfare-office", "disaster-responder", "shelter-desk"] {
            let session = fixture.session(Audience(rawValue: audience)!)
            await #expect(throws: DisclosureError.self) {
                try await fixture.page(PersonCollection(), ItemsQuery(limit: 1), as: session, in: workspace)
            }
        }
    }
}
