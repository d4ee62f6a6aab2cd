import Residents
import Testing

@testable import SupportScoring

/// The examples of `Docs/scoring.md`, in its order.
@Suite struct DocumentedExamplesTests {
    @Test func comeOutAsDocumented() throws {
        let frail = try Fixtures.person(
            90, "母", Fixtures.need(.careLevel, .care3), Fixtures.need(.physicalDisability, .grade2, line: 3))
        let child = try Fixtures.person(10, "子", Fixtures.need(.medicalCare, .ventilator))
        let inHospital = try Fixtures.person(
            10, "子", Fixtures.need(.medicalCare, .ventilator), Fixtures.need(.hospitalStay, line: 3))
        let parents = try [Fixtures.person(40), Fixtures.person(40, "妻")]
        let examples: [(household: [PersonFacts], score: String, band: SupportBand, persons: [SupportBand])] = try [
            ([frail, Fixtures.person(55)], "86.75", .a, [.a, .c]),
            ([frail], "130.125", .a, [.a]),
            ([Fixtures.person(45, "世帯主", Fixtures.need(.mentalDisability, .grade2))], "66", .a, [.b]),
            (
                [Fixtures.person(80, "世帯主", Fixtures.need(.careLevel, .care2)), Fixtures.person(79, "妻")], "88.5", .a,
                [.b, .c]
            ),
            (
                [Fixtures.person(90, "母", Fixtures.need(.careLevel, .support1)), Fixtures.person(60)], "38.25", .b,
                [.b, .c]
            ),
            ([Fixtures.person(35), Fixtures.person(33, "妻"), Fixtures.person(1, "子")], "32", .b, [.c, .c, .b]),
            (parents + [child], "110", .a, [.c, .c, .a]),
            (parents + [inHospital], "0", .c, [.c, .c, .a]),
            ([Fixtures.person(70), Fixtures.person(nil, "子")], "51", .b, [.c, .b]),
        ]
        let engine = try Fixtures.engine()
        for example in examples {
            let score = engine.score(example.household)
            #expect(score.score.text == example.score)
            #expect(score.band == example.band)
            #expect(score.persons.map(\.band) == example.persons)
        }
    }
}
