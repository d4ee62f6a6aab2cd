import Testing

@testable import Residents

@Suite struct NeedKindTests {
    @Test func readsItsOwnNames() {
        for kind in NeedKind.allCases {
            #expect(NeedKind(recorded: kind.rawValue) == kind)
            #expect(NeedKind(recorded: kind.snakeCase) == kind)
            #expect(NeedKind(recorded: kind.japanese) == kind)
        }
    }

    @Test(arguments: [
        ("要介護認定", NeedKind.careLevel), ("身体障がい者手帳", .physicalDisability), ("身障手帳", .physicalDisability),
        ("療育手帳", .intellectualDisability), ("愛の手帳", .intellectualDisability), ("知的障碍", .intellectualDisability),
        ("精神障害者保健福祉手帳", .mentalDisability), ("医療的ケア児", .medicalCare), ("車いす", .wheelchair),
        ("指定難病", .designatedDisease),
        ("妊婦", .pregnancy), (" 施設 入所 ", .institution), ("Care_Level", .careLevel), ("ｐｏｗｅｒ", .powerDependence),
    ])
    func readsUsualVariants(text: String, kind: NeedKind) {
        #expect(NeedKind(recorded: text) == kind)
    }

    @Test(arguments: ["", "要支援", "障害", "xyz", "介護者"])
    func refusesTextThatDoesNotNameOneKind(text: String) {
        #expect(NeedKind(recorded: text) == nil)
    }

    @Test func numbersTheKindsInTheirOrder() {
        #expect(NeedKind.allCases.map(\.ordinal) == Array(NeedKind.allCases.indices))
        #expect(Set(NeedKind.allCases.map(\.english)).count == NeedKind.allCases.count)
    }

    @Test func coloursEveryKindButThoseThatLessenExposure() {
        for kind in NeedKind.allCases { #expect((kind.displayClass == nil) == kind.lessensExposure) }
        #expect(NeedClass.ofAge(65) == .elderly)
        #expect(NeedClass.ofAge(64) == nil)
        #expect(NeedClass.ofAge(5) == .infant)
        #expect(NeedClass.ofAge(6) == nil)
        #expect(NeedClass.ofAge(nil) == nil)
    }
}
