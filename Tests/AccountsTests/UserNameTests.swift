import Testing

@testable import Accounts

@Suite struct UserNameTests {
    @Test func caseWidthAndCompositionDoNotMakeAnotherName() throws {
        let name = try UserName("  Yamada花子 ")
        #expect(name.text == "Yamada花子")
        for same in ["yamada花子", "ＹＡＭＡＤＡ花子", "YAMADA花子"] { #expect(try UserName(same) == name) }
        #expect(try UserName("か\u{3099}") == UserName("が"))
        #expect(try UserName("ﾔﾏﾀﾞ") == UserName("ヤマダ"))
        #expect(try UserName("山田　花子") == UserName("山田 花子"))
        #expect(try UserName("yamada花") != name)
        #expect(try Set([name, UserName("yamada花子")]).count == 1)
    }

    @Test(arguments: [
        "", "  ", "a\u{0}b", "a\nb", "a\u{202E}b", "a\u{200B}b", "\u{E000}", String(repeating: "あ", count: 65),
    ])
    func aTextThatIsNoNameIsRefused(text: String) {
        #expect(throws: AccountError.invalidName) { try UserName(text) }
    }

    @Test func sixtyFourCharactersAreAName() throws {
        #expect(try UserName(String(repeating: "が", count: 64)).text.count == 64)
        #expect(throws: AccountError.invalidName) {
            try UserName("a" + String(repeating: "\u{301}", count: 500))
        }
    }

    @Test func everyRoleMayActForThePublicAndTheHeadquartersForEverybody() {
        let known = [
            "public", "shelter-desk", "disaster-reserve", "peacetime-partner", "our-own-brigade", "headquarters",
        ]
        #expect(AccountRole.allCases.allSatisfy { $0.mayActFor("public") })
        #expect(AccountRole.audiences(of: [.administrator], among: known) == ["public"])
        #expect(AccountRole.audiences(of: [.headquarters], among: known) == known)
        #expect(
            AccountRole.audiences(of: [.partner, .shelter], among: known)
                == ["public", "shelter-desk", "peacetime-partner"])
        #expect(AccountRole.allCases.filter { $0.mayActFor("disaster-reserve") } == [.headquarters, .welfare])
    }
}
