import Testing

@testable import Accounts

@Suite struct PasswordRuleTests {
    private static func check(_ text: String) throws {
        _ = try Password(new: text, for: UserName("yamada.hanako"), words: ["潮瀬市"])
    }

    @Test(arguments: [
        "aaaaaaaaaaaa", "abababababab", "123456789012", "qwertyuiop12", "1qaz2wsx3edc", "abcdefghijkl", "zyxwvutsrqpo",
        "Password2026!", "p4ssw0rd2026!", "P@ssw0rd1234", "yamada-2026!!", "hanako123456", "YamadaHanako1",
        "engo20260601",
        "援護援護援護援護援護援護", "潮瀬市2026年度避難!", "潮瀬防災202601!!", "パスワード1234567", "令和8年防災本部2026", "あいうえおかきくけこさし",
        "engoengoengo", "administrator", "ｐａｓｓｗｏｒｄ２０２６", "welcome-admin", "asdfghjkl;12", "19500102-1950",
    ])
    func aPasswordThatAnybodyTriesFirstIsRefused(text: String) throws {
        #expect(throws: AccountError.passwordRefused(.common)) { try Self.check(text) }
    }

    @Test(arguments: [
        "河川敷の避難所はどこですか", "correct horse battery staple", "kawara-nadeshiko-9", "himawari ga saku niwa", "Xq7#vLm2pRz!",
        "雨の日は傘を二本持つ祖父", "mikan to neko to kotatsu",
    ])
    func anOwnPasswordIsTaken(text: String) throws { try Self.check(text) }

    @Test func lengthIsCountedInCharactersAfterNormalising() throws {
        #expect(throws: AccountError.passwordRefused(.tooShort)) { try Self.check("雨の日は傘を二本持つ祖") }
        // Eleven characters as they are read, though twelve code points were typed.
        #expect(throws: AccountError.passwordRefused(.tooShort)) { try Self.check("雨の日は傘を二本か\u{3099}よい") }
        let text = (0..<256).map { String(UnicodeScalar(UInt32(0x4E00 + $0 * 7)) ?? "x") }.joined()
        try Self.check(text)
        #expect(throws: AccountError.passwordRefused(.tooLong)) { try Self.check(text + "雨") }
        #expect(throws: AccountError.passwordRefused(.tooLong)) { try Self.check(String(repeating: text, count: 100)) }
    }

    @Test func controlCharactersAreRefusedAndSpacesAreNot() throws {
        #expect(throws: AccountError.passwordRefused(.controlCharacter)) { try Self.check("雨の日は傘を二本持つ祖父\u{0}") }
        #expect(throws: AccountError.passwordRefused(.controlCharacter)) { try Self.check("雨の日は傘を\n二本持つ祖父") }
        try Self.check(" 雨の日は　傘を二本持つ祖父 ")
    }
}
