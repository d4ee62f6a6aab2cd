import Testing

@testable import Drill

/// Every expected value is the published one; the margins allow for 20,000 households drawn at random.
@Suite struct RegisterStatisticsTests {
    private struct Person {
        let number: String
        let household: String
        let age: Int
        let sex: String
        let isForeign: Bool
    }

    private static let people = Result { () -> [Person] in
        try DrillFixture.largeResidents.get().rows.map { row in
            // The few without a birth date are all old.
            Person(
                number: row[0], household: row[1], age: RegisterTests.age(row[4]) ?? 82, sex: row[5],
                isForeign: row[4].contains("-"))
        }
    }

    private static func percent(_ part: Int, of whole: Int) -> Double { 100 * Double(part) / Double(whole) }

    @Test func householdSizesFollowTheCensus() throws {
        let sizes = Dictionary(grouping: try Self.people.get(), by: \.household).values.map(\.count)
        let expected = [1: 38.0, 2: 28, 3: 17, 4: 12, 5: 4, 6: 1]
        for (size, share) in expected {
            let found = Self.percent(sizes.filter { size == 6 ? $0 >= 6 : $0 == size }.count, of: sizes.count)
            #expect(abs(found - share) < 2, "size \(size): \(found)")
        }
        #expect(abs(Double(sizes.reduce(0, +)) / Double(sizes.count) - 2.21) < 0.06)
    }

    @Test func agesFollowThePopulation() throws {
        let people = try Self.people.get()
        for (range, share, margin) in [(0...14, 11.4, 1.2), (65...120, 29.1, 1.5), (75...120, 16.1, 1.2)] {
            let found = Self.percent(people.filter { range.contains($0.age) }.count, of: people.count)
            #expect(abs(found - share) < margin, "\(range): \(found)")
        }
        let women = Self.percent(people.filter { $0.sex == "女" }.count, of: people.count)
        #expect((50.5...53).contains(women))
        let foreign = Self.percent(people.filter(\.isForeign).count, of: people.count)
        #expect((1.5...3.2).contains(foreign))
    }

    @Test func theElderlyLiveAloneAsOftenAsTheyDo() throws {
        let people = try Self.people.get()
        let households = Dictionary(grouping: people, by: \.household)
        for (sex, share) in [("男", 15.0), ("女", 22.1)] {
            let elderly = people.filter { $0.age >= 65 && $0.sex == sex }
            let alone = elderly.filter { households[$0.household]?.count == 1 }
            let found = Self.percent(alone.count, of: elderly.count)
            #expect(abs(found - share) < 2.5, "\(sex): \(found)")
        }
        let withElderly = households.values.filter { $0.contains { $0.age >= 65 } }
        let found = Self.percent(withElderly.count, of: households.count)
        #expect(abs(found - 50.6) < 4.5, "\(found)")
    }

    @Test func careRatesRiseWithAge() throws {
        let people = try Self.people.get()
        let needs = try DrillFixture.large.get().table("needs.csv").rows.filter { $0[1].hasPrefix("要介護") }
        let support = Set(needs.filter { $0[2].contains("支") || ["12", "13"].contains($0[2]) }.map { $0[0] })
        let all = Set(needs.map { $0[0] })
        #expect(all.count == needs.count)
        let rates: [(ClosedRange<Int>, Double, Double)] = [(65...74, 1.4, 3), (75...84, 6, 11.6), (85...120, 14, 44.5)]
        for (range, supportShare, careShare) in rates {
            let group = people.filter { range.contains($0.age) }
            let supported = Self.percent(group.filter { support.contains($0.number) }.count, of: group.count)
            let cared = Self.percent(
                group.filter { all.contains($0.number) && !support.contains($0.number) }.count, of: group.count)
            #expect(abs(supported - supportShare) < 2.2, "\(range): \(supported)")
            #expect(abs(cared - careShare) < 3.5, "\(range): \(cared)")
        }
    }

    @Test func certificatesAreAsFrequentAsPublished() throws {
        let people = try Self.people.get().count
        let kinds = try DrillFixture.large.get().table("needs.csv")["区分"]
        let perThousand: [(String, ClosedRange<Double>)] = [
            ("身体", 35...43), ("精神", 7.8...11), ("療育", 8...11.8), ("難病", 6.5...10), ("妊産婦", 3.3...6),
            ("医療的ケア", 0.8...2.4), ("電源依存", 0.3...1.7), ("車椅子", 7...14), ("外国人", 5...13), ("施設入所", 6.5...13),
            ("長期入院", 1...3.5),
        ]
        for (kind, range) in perThousand {
            let found = 1_000 * Double(kinds.filter { $0 == kind }.count) / Double(people)
            #expect(range.contains(found), "\(kind): \(found)")
        }
        let known = Set(perThousand.map(\.0)).union(["要介護", "要介護認定"])
        #expect(Set(kinds) == known)
    }
}
