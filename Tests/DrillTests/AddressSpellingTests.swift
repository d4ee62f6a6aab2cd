import Testing

@testable import Drill

@Suite struct AddressSpellingTests {
    private static let residence = RegisteredAddress(
        town: RegisteredAddress.TownNames(
            prefecture: "波音県", county: "", city: "潮瀬市", ward: "", oaza: "霞ヶ波町", chome: "二丁目", chomeNumber: 2, koaza: ""),
        number: .residence(block: "12", number: "3", branch: ""), koazaMayBeLeftOut: true)
    private static let parcel = RegisteredAddress(
        town: RegisteredAddress.TownNames(
            prefecture: "波音県", county: "", city: "潮瀬市", ward: "", oaza: "大字三ツ汐", chome: "", chomeNumber: nil,
            koaza: "砂畑"),
        number: .parcel(["123", "4"]), koazaMayBeLeftOut: true)

    private static func spellings(of address: RegisteredAddress, count: Int) -> [AddressSpelling.Result] {
        let spelling = AddressSpelling(knownTowns: ["霞ヶ波町", "大字三ツ汐", "三ツ汐"])
        return (0..<count).map { index in
            var stream = RandomStream(seed: 17, purpose: .spelling, index: index)
            return spelling.spell(address, &stream)
        }
    }

    @Test(arguments: [
        "波音県潮瀬市霞ヶ波町二丁目12番3号", "潮瀬市霞ヶ波町2-12-3", "霞ヶ波町２－１２－３", "潮瀬市霞ヶ波町2丁目12番3号", "霞ヶ波町二丁目12番3",
        "潮瀬市霞ヶ波町二丁目十二番三号", "潮瀬市霞ヶ波町二丁目12番地3", "潮瀬市霞ケ波町二丁目12番3号",
    ])
    func writesResidenceNumbersInManyForms(text: String) {
        #expect(Self.spellings(of: Self.residence, count: 12_000).contains { $0.text == text })
    }

    @Test(arguments: [
        "波音県潮瀬市大字三ツ汐字砂畑123番地4", "潮瀬市三ツ汐字砂畑123番地4", "潮瀬市大字三ツ汐123-4", "潮瀬市大字三ツ汐字砂畑123番地の4",
        "大字三ツ汐字砂畑１２３番地４", "潮瀬市大字三ツ汐砂畑123番4", "潮瀬市大字三ツ汐字砂畑百二十三番地四",
    ])
    func writesParcelNumbersInManyForms(text: String) {
        #expect(Self.spellings(of: Self.parcel, count: 15_000).contains { $0.text == text })
    }

    @Test func spoilsOneInTwoHundred() {
        let results = Self.spellings(of: Self.residence, count: 40_000)
        let spoilt = results.filter { $0.damage != .none }
        #expect((140...260).contains(spoilt.count), "seed 17")
        for result in spoilt where result.damage == .unknownTown {
            #expect(!result.text.contains("霞ヶ波町"))
            #expect(!result.text.contains("霞ケ波町"))
        }
        #expect(results.filter { $0.damage == .none && !$0.text.contains("波町") }.isEmpty)
    }

    @Test func mostSpellingsAreOrderly() {
        let results = Self.spellings(of: Self.residence, count: 10_000)
        let orderly = results.filter {
            $0.text.hasSuffix("番3号") || $0.text.hasSuffix("2-3") || $0.text.hasSuffix("番３号")
        }
        #expect(orderly.count > 6_500, "seed 17")
    }

    @Test func leavesWordsInKatakanaAlone() {
        var stream = RandomStream(seed: 8, purpose: .spelling)
        for _ in 0..<500 { #expect(CharacterVariants.vary("新ケーブル町", &stream) == "新ケーブル町") }
    }
}
