import AddressDictionary
import Testing

@testable import VictimSupport

/// The dirt of real shelter files, and the rule for each.
@Suite struct ShelterCellsTests {
    @Test(
        arguments: [
            ("1", true), ("1.0", true), ("１", true), ("○", true), ("〇", true), ("◯", true), (" 1 ", true),
            ("TRUE", true),
            ("", false), ("0", false), ("0.0", false), ("×", false), ("－", false), ("無", false), (nil, false),
            ("2", nil), ("△", nil), ("たぶん", nil), ("10", nil),
        ] as [(String?, Bool?)])
    func readsMarks(text: String?, flag: Bool?) {
        #expect(ShelterCells.flag(text) == flag)
    }

    @Test(
        arguments: [
            ("191", 191), ("1,200人", 1200), ("約300名", 300), ("570.0", 570), ("３００", 300), ("0", 0),
            ("屋内191人／屋外0人", 191), ("屋内150人/屋外 1,000人", 1150),
            ("計191人（屋内150人、屋外41人）", nil), ("屋内191人", nil), ("屋外10人／屋内20人", nil), ("多数", nil), ("-5", nil), ("1.5", nil),
            ("約", nil), ("99999999", nil), ("屋内人／屋外0人", nil),
        ] as [(String, Int?)])
    func readsCapacities(text: String, persons: Int?) {
        #expect(ShelterCells.persons(text) == persons)
    }

    @Test(
        arguments: [
            ("35.25", 35.25), ("北緯35.25", 35.25), ("北緯35.25度", 35.25), ("北緯35度", 35), ("北緯35度15分", 35.25),
            ("北緯３５度１５分００秒", 35.25), ("35°15′0″", 35.25), ("35°15'36\"", 35.26), ("N35.25", 35.25),
            ("北緯 35度 15分 36.0秒", 35.26),
            ("北緯35度60分", nil), ("北緯35度15分60秒", nil), ("北緯35.5度15分", nil), ("北緯35度15.5分30秒", nil), ("南緯35度", nil),
            ("東経35度", nil), ("35度くらい", nil), ("北緯", nil), ("nan", nil), ("0x23", nil), ("35..2", nil), ("35度15", nil),
        ] as [(String, Double?)])
    func readsLatitudes(text: String, degrees: Double?) {
        #expect(ShelterCells.degrees(text, .latitude) == degrees)
    }

    @Test func readsLongitudesInWordsToo() {
        #expect(ShelterCells.degrees("東経136度30分", .longitude) == 136.5)
        #expect(ShelterCells.degrees("北緯136度30分", .longitude) == nil)
    }

    /// 172022 is 七尾市, 092011 宇都宮市, 011002 札幌市, 012025 函館市.
    @Test(
        arguments: [
            ("172022", "172022"), ("17202", "172022"), ("92011", "092011"), ("09201", "092011"), ("9201", "092011"),
            ("12025", "012025"), ("１７２０２２", "172022"), ("172022.0", "172022"), ("992011", "992011"),
            ("172021", nil), ("1920", nil), ("30201", "302015"), ("123", nil), ("", nil), ("石川県", nil),
            ("1720222", nil), ("99201", nil),
        ] as [(String, String?)])
    func readsMunicipalityCodes(text: String, code: String?) throws {
        #expect(ShelterCells.municipalityCode(text, home: try LocalGovernmentCode("302015")) == code)
    }

    /// Some five digits are a code without its zero and another without its check digit: only one's own settles it.
    @Test func aCodeWithTwoReadingsIsReadAsOnesOwnOrNotAtAll() throws {
        var ambiguous = 0
        for number in 10_000..<48_000 {
            let text = String(number)
            guard let short = try? LocalGovernmentCode("0" + text), let long = try? LocalGovernmentCode(text) else {
                continue
            }
            let other = try LocalGovernmentCode("992011")
            guard ShelterCells.municipalityCode(text, home: other) == nil else { continue }
            if ShelterCells.municipalityCode(text, home: short) != short.text { Issue.record("\(text)") }
            #expect(ShelterCells.municipalityCode(text, home: long) == long.text)
            ambiguous += 1
        }
        #expect(ambiguous > 100)
    }

    @Test(
        arguments: [
            ("石川県", "七尾市", "神明町", "1番地", "石川県七尾市神明町1番地"), ("石川県", "石川県七尾市神明町1番地", "", "", "石川県七尾市神明町1番地"),
            ("石川県", "七尾市神明町1番地", "神明町", "1番地", "石川県七尾市神明町1番地"), (nil, "七尾市", "神明町", nil, "七尾市神明町"),
            ("石川県", "七尾市神明町１", nil, nil, "石川県七尾市神明町１"), (nil, nil, nil, nil, nil), ("石川県", nil, nil, nil, nil),
            ("青森県", "六ヶ所村", "大字尾駮", "1", "青森県六ヶ所村大字尾駮1"),
        ] as [(String?, String?, String?, String?, String?)])
    func joinsTheAddress(
        prefecture: String?, city: String?, town: String?, number: String?, address: String?
    ) {
        #expect(
            ShelterCells.address(prefecture: prefecture, city: city, town: town, number: number) == address)
    }
}
