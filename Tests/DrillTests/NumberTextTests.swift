import Testing

@testable import Drill

@Suite struct NumberTextTests {
    @Test(arguments: [(30201, 5), (13105, 9), (46505, 4), (1000, 6), (99000, 1), (99201, 1)])
    func computesTheCheckDigitOfGovernmentCodes(code: Int, digit: Int) {
        #expect(MunicipalityCheckDigit.ofLocalGovernment(code) == digit)
    }

    @Test func theFictionalCodesCarryTheirCheckDigits() {
        #expect(PlaceNames.prefectureCode == "99000\(MunicipalityCheckDigit.ofLocalGovernment(99000))")
        #expect(PlaceNames.cityCode == "99201\(MunicipalityCheckDigit.ofLocalGovernment(99201))")
    }

    @Test(arguments: [
        (1, "一", "一"), (10, "十", "一〇"), (11, "十一", "一一"), (20, "二十", "二〇"), (123, "百二十三", "一二三"),
        (305, "三百五", "三〇五"), (1_000, "千", "一〇〇〇"), (2_468, "二千四百六十八", "二四六八"),
    ])
    func writesChineseNumerals(number: Int, places: String, positional: String) {
        #expect(KanjiNumeral.withPlaces(number) == places)
        #expect(KanjiNumeral.positional(number) == positional)
    }

    @Test(arguments: [
        (137.2, 9, "137.200000000"), (-0.00000004, 7, "0.0000000"), (-1.25, 1, "-1.3"), (0.0999, 2, "0.10"),
        (33.1999999996, 9, "33.200000000"), (4.5, 0, "5"),
    ])
    func writesFixedDecimals(value: Double, decimals: Int, text: String) {
        #expect(DecimalText.fixed(value, decimals: decimals) == text)
    }

    @Test func widensDigitsOnly() {
        #expect(DecimalText.fullWidth("12番3-A") == "１２番３-A")
    }
}
