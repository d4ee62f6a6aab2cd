import Testing

@testable import Disclosure

@Suite struct DisclosureRulesTests {
    private static let headquarters = """
        title: {ja: 試験, en: test}
        version: "1"
        audiences:
          headquarters:
            name: {ja: 本部, en: headquarters}
            bases: {act-49-11-1: everyone, drill: everyone}
            data: [lists, explanations, counts, addresses, changes, policies, workspace]
            protected: marked
            fields: {identifiers: full, name: full, birth_date: full, sex: full, relationship: full, address: full,
                     position: exact, floor: full, needs: full, score: full, reasons: full, contact: full}

        """

    private static func parse(_ profile: String) throws -> DisclosureRules {
        try DisclosureRules.parse(Array((headquarters + profile).utf8))
    }

    private static func profile(_ lines: String...) -> String {
        "  partner:\n    name: {ja: 相手, en: partner}\n" + lines.map { "    " + $0 + "\n" }.joined()
    }

    @Test func theShippedRulesSayWhatTheLawSays() throws {
        let rules = try DisclosureRules.shipped()
        #expect(
            rules.profiles.map(\.audience.rawValue) == [
                "headquarters", "welfare-office", "peacetime-partner", "disaster-reserve", "disaster-responder",
                "shelter-desk", "public",
            ])
        func profile(_ name: String) throws -> DisclosureProfile {
            let audience = try #require(Audience(rawValue: name))
            return try #require(rules.profile(audience))
        }
        // 第49条の11第3項: without consent, as far as necessary: neither diagnosis nor grade nor score lines.
        let responder = try profile("disaster-responder")
        #expect(responder.bases == [.disaster: .everyone, .drill: .everyone])
        #expect(responder.fields.isDisjoint(with: [.needs, .scores, .reasons, .birthDate, .identifiers]))
        #expect(
            responder.fields.isSuperset(of: [.name, .address, .floor, .contact, .age, .sex, .band, .help, .position]))
        // 第49条の10第2項: the six items of the roster and the reason, of those who agreed.
        let partner = try profile("peacetime-partner")
        #expect(partner.bases[.consent] == .agreed && partner.bases[.ordinance] == .notRefused && partner.needsReason)
        #expect(partner.fields.isDisjoint(with: [.scores, .band, .reasons, .identifiers, .relationship]))
        #expect(rules.profiles.filter(\.seesProtected).map(\.audience) == [.headquarters])
        #expect(try profile("public").dataSets == [.counts] && profile("public").countMinimum == 10)
    }

    @Test func whatIsNotNamedIsWithheld() throws {
        let rules = try Self.parse(Self.profile("bases: {act-49-11-3: everyone}", "data: [lists]"))
        let profile = try #require(rules.profiles.last)
        #expect(profile.fields == [] && !profile.seesProtected && !profile.needsReason && profile.countMinimum == nil)
    }

    @Test(arguments: [
        (["bases: {act-49-11-2: everyone}", "data: [lists]"], DisclosureRulesFault.peopleBeyondBasis),
        (["bases: {ordinance: everyone}", "data: [lists]"], .peopleBeyondBasis),
        (["bases: {act-49-11-3: everyone}", "data: [lists]", "protected: marked"], .protectedOutside),
        (["bases: {act-49-11-1: everyone}", "data: [workspace]"], .undividedData),
        (["bases: {act-49-11-2: agreed}", "data: [lists]", "fields: {score: band}"], .householdFieldOfSome),
        (["bases: {act-49-11-2: agreed}", "data: [lists]", "fields: {floor: full}"], .householdFieldOfSome),
        (["bases: {act-49-11-2: agreed}", "data: [lists, explanations]"], .explanationOfSome),
        (["bases: {act-49-11-1: everyone}", "data: [lists]", "fields: {reasons: full}"], .reasonsWithoutFacts),
        (["bases: {act-49-11-1: everyone}", "data: [lists, counts]", "counts: 10"], .roundedBesideNames),
    ])
    func nobodyCanWriteAgainstTheLaw(lines: [String], fault: DisclosureRulesFault) throws {
        let text = "  partner:\n    name: {ja: 相手, en: partner}\n" + lines.map { "    \($0)\n" }.joined()
        do {
            _ = try Self.parse(text)
            Issue.record("accepted")
        } catch DisclosureRulesError.notAllowed(let found, let line, _) {
            #expect(found == fault && line > 1)
        }
    }

    @Test func theHeadquartersSeesEverybody() throws {
        for (whole, part) in [
            ("protected: marked", "protected: withheld"), ("contact: full", "contact: withheld"),
            ("counts, addresses", "addresses"), (", drill: everyone", ""),
        ] {
            let text = Self.headquarters.replacing(whole, with: part)
            #expect(text != Self.headquarters)
            #expect(throws: DisclosureRulesError.self) { try DisclosureRules.parse(Array(text.utf8)) }
        }
    }

    @Test func faultsHaveTheirPlaceAndTheNearestWord() throws {
        let wrong: [(String, String?)] = [
            (Self.profile("bases: {act-49-11-3: everyone}", "data: [list]"), nil),
            (Self.profile("bases: {act-49-11-3: everyone}", "data: [lists]", "fields: {adress: full}"), "address"),
            (Self.profile("bases: {act-49-11-3: everyone}", "data: [lists]", "fields: {address: some}"), nil),
            (Self.profile("bases: {act-49-11-9: everyone}", "data: [lists]"), nil),
            (Self.profile("bases: {act-49-11-3: everyone}", "data: [lists]", "counts: 2"), nil),
            (Self.profile("base: {}", "data: [lists]"), "bases"),
            (Self.profile("data: [lists]"), nil), ("  UPPER: {}\n", nil), ("  partner: 1\n", nil),
        ]
        for (text, nearest) in wrong {
            do {
                _ = try Self.parse(text)
                Issue.record("accepted: \(text)")
            } catch let error as DisclosureRulesError {
                let position = try #require(error.position)
                #expect(position.line > 1 && position.column > 0)
                if case .unknownKey(_, _, let found, let allowed) = error {
                    #expect(found == nearest && !allowed.isEmpty)
                } else {
                    #expect(nearest == nil)
                }
            }
        }
    }

    @Test func theHashIsThatOfTheFile() throws {
        let rules = try Self.parse("")
        #expect(rules.hash.count == 64 && rules.shortHash.count == 12)
        #expect(try Self.parse("# a remark\n").hash != rules.hash)
    }
}
