import Residents
import SupportScoring
import TestSupport

/// Households of invented people, as facts in memory; each is handed out as a row for a database too.
struct InventedPeople {
    /// One person as a row: the age is nil when it is unknown, kind and level are ordinals.
    struct Row {
        let household: Int
        let age: Int?
        let rank: RelationshipRank
        let needs: [NeedFact]
    }

    private(set) var table: FactsTable

    /// - Parameters:
    ///   - percentWithNeeds: of a hundred persons so many have one to three needs, all of them valid.
    ///   - body: gets each person, household by household.
    init(
        persons: Int, percentWithNeeds: Int, seed: UInt64, asOf: CalendarDate, _ body: (Row) throws -> Void
    ) throws {
        var random = SeededGenerator(seed: seed)
        table = FactsTable(asOf: asOf)
        var household = 0
        while table.personCount < persons {
            household += 1
            let size = household % 20_000 == 0 ? 60 : [1, 1, 2, 2, 2, 3, 4, 5][Int.random(in: 0..<8, using: &random)]
            for index in 0..<size {
                let years = Int.random(in: 0...99, using: &random)
                let isKnown = Int.random(in: 0..<1_000, using: &random) > 0
                let born = try CalendarDate(year: asOf.year - years, month: 1, day: 1)
                let rank: RelationshipRank =
                    index == 0 ? .head : [.spouse, .child, .parent, .lodger][Int.random(in: 0..<4, using: &random)]
                let needs =
                    Int.random(in: 0..<100, using: &random) < percentWithNeeds ? Self.needs(&random) : []
                table.append(birthDay: isKnown ? born : nil, rank: rank, needs: needs[...])
                try body(Row(household: household, age: isKnown ? years : nil, rank: rank, needs: needs))
            }
            table.endHousehold()
        }
    }

    private static func needs(_ random: inout SeededGenerator) -> [NeedFact] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            // Absence is rarer than need.
            let kinds = NeedKind.allCases.filter { !$0.lessensExposure || Int.random(in: 0..<6, using: &random) == 0 }
            let kind = kinds[Int.random(in: 0..<kinds.count, using: &random)]
            let levels = NeedLevel.levels(of: kind).filter(\.counts)
            return NeedFact(
                kind: kind, level: levels[Int.random(in: 0..<levels.count, using: &random)], validFrom: nil,
                validUntil: nil)
        }
    }
}
