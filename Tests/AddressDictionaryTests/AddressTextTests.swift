import Testing

@testable import AddressDictionary

@Suite struct AddressTextTests {
    @Test(arguments: [
        ("三ヶ島", "三が島"), ("三ケ島", "三ヵ島"), ("鵜の木", "鵜ノ木"), ("堀之内", "堀の内"), ("三ッ木", "三ツ木"),
        ("澤", "沢"), ("濱田", "浜田"), ("嶋", "島"), ("龍", "竜"), ("藪", "薮"), ("籔", "薮"), ("塚", "塚"), ("大﨑", "大崎"),
        ("曾根", "曽根"), ("檮原", "梼原"), ("麴町", "麹町"), ("簞", "箪"), ("竈", "釜"), ("狹山", "狭山"), ("祗園", "祇園"),
        ("葛\u{E0100}飾", "葛飾"), ("入\u{200B}間川", "入間川"), ("ＡＢＣ", "ABC"), ("ｶﾞｰﾃﾞﾝ", "ガーデン"), ("か\u{3099}", "ガ"),
        ("２４軒", "二十四軒"), ("八千代", "八千代"), ("壱番町", "一番町"), ("入 間　川", "入間川"), ("𠮷田", "吉田"),
        ("第十地割", "10地割"), ("ﾐｰｼｰ", "ミ－シ－"),
    ])
    func foldsToOneKey(_ left: String, _ right: String) {
        #expect(AddressText(left).key == AddressText(right).key)
    }

    @Test(arguments: [
        ("曾根", "会根"), ("治", "冶"), ("植", "埴"), ("鳥居", "烏居"), ("坂", "阪"), ("三千", "八千"), ("ニ", "二"),
        ("中の島", "中島"), ("参宮", "三宮"), ("々", "〆"),
    ])
    func keepsDifferentNamesApart(_ left: String, _ right: String) {
        #expect(AddressText(left).key != AddressText(right).key)
    }

    @Test func keepsThePlaceOfEveryTokenInTheText() {
        let text = "〒350-1380　入間川１丁目２３－５　ﾊﾟｰｸ"
        let bytes = Array(text.utf8)
        let folded = AddressText(text)
        #expect(folded.hadPostalCode)
        var last: UInt16 = 0
        for token in folded.tokens {
            #expect(token.start >= last && token.end > token.start)
            last = token.end
            #expect(String(validating: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self) != nil)
        }
        #expect(folded.tokens.filter(\.isNumber).map(\.number) == [1, 23, 5])
    }

    @Test(arguments: [
        ("二十三", [23]), ("二三", [23]), ("百", [100]), ("千二百三", [1203]), ("一〇五", [105]), ("廿三", [23]), ("壱弐", [12]),
        ("弐拾参番", [23]), ("四十万", [400_000]), ("八千", [8000]), ("百一", [101]), ("十十", [10, 10]), ("1二", [1, 2]),
        ("12 34", [12, 34]), ("⑫", [12]), ("007", [7]), ("99999999999999999999", [99_999_999, 99_999_999, 9999]),
    ])
    func readsNumerals(_ text: String, _ numbers: [UInt32]) {
        #expect(AddressText(text).tokens.filter(\.isNumber).map(\.number) == numbers)
    }

    @Test(arguments: Array("-－‐‑‒–—―−─━ーｰ﹣⁃の之ノ一"))
    func readsEverySeparatorBetweenNumbers(_ separator: Character) {
        #expect(AddressText("1\(separator)2").key[1] == AddressToken.separator)
    }

    @Test func keepsLongVowelsInsideKatakana() {
        #expect(AddressText("センター12").key[3] == 0x30FC)
        #expect(AddressText("イー12").key[1] == AddressToken.separator)
    }

    @Test(arguments: [
        ("350-1380埼玉", true), ("〒埼玉", true), ("〒350 埼玉", true), ("3501380埼玉", true), ("350-138埼玉", false),
        ("350-13801埼玉", false), ("1-2-3", false), ("２ー４", false), ("〒", true),
    ])
    func recognisesPostalCodes(_ text: String, _ expected: Bool) {
        #expect(AddressText(text).hadPostalCode == expected)
    }

    @Test func mergesNoCharacterIntoTwoGroups() {
        var seen = Set<Unicode.Scalar>()
        for group in CharacterVariants.groups.split(separator: " ") {
            #expect(group.unicodeScalars.count > 1)
            for scalar in group.unicodeScalars { #expect(seen.insert(scalar).inserted, "\(scalar)") }
        }
        #expect(seen.count > 800)
    }

    @Test func writesNumeralsAsNamesDo() {
        #expect(
            [1, 10, 11, 20, 25, 100, 101, 110, 2345].map { KanjiNumerals.kanji($0) } == [
                "一", "十", "十一", "二十", "二十五", "百", "百一", "百十", "二千三百四十五",
            ])
        for number in UInt32(1)...2999 {
            let run = KanjiNumerals.kanji(number).unicodeScalars.map(\.value)
            #expect(KanjiNumerals.read(run, from: 0) == (number, run.count))
        }
    }
}
