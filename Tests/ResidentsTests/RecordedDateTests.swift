import Testing

@testable import Residents

@Suite struct RecordedDateTests {
    @Test(arguments: [
        ("2001-02-03", "2001-02-03"), ("2001/2/3", "2001-02-03"), ("2001.02.03", "2001-02-03"),
        ("20010203", "2001-02-03"), ("2001年2月3日", "2001-02-03"), ("２００１／２／３", "2001-02-03"),
        ("西暦2001年2月3日", "2001-02-03"), ("2001-02-03 00:00:00", "2001-02-03"), ("2001/2/3 0:00", "2001-02-03"),
        ("2001-02-03T00:00:00", "2001-02-03"), (" 2001-02-03 ", "2001-02-03"), ("二〇〇一年二月三日", "2001-02-03"),
        ("昭和35年1月2日", "1960-01-02"), ("昭和 5年 1月 2日", "1930-01-02"), ("昭和５年１月２日", "1930-01-02"),
        ("昭和三十五年十二月二十一日", "1960-12-21"), ("S35.1.2", "1960-01-02"), ("s35/1/2", "1960-01-02"),
        ("Ｓ３５．１．２", "1960-01-02"), ("S35-01-02", "1960-01-02"), ("S350102", "1960-01-02"), ("昭35.1.2", "1960-01-02"),
        ("S.35.1.2", "1960-01-02"), ("㍼35年1月2日", "1960-01-02"), ("㋿6年5月1日", "2024-05-01"),
        ("昭和元年12月25日", "1926-12-25"), ("昭和1年12月31日", "1926-12-31"), ("昭和64年1月7日", "1989-01-07"),
        ("平成元年1月8日", "1989-01-08"), ("平成31年4月30日", "2019-04-30"), ("令和元年5月1日", "2019-05-01"),
        ("令和6年2月29日", "2024-02-29"), ("R6.2.29", "2024-02-29"), ("令和　６年　２月２９日", "2024-02-29"),
        ("大正元年7月30日", "1912-07-30"), ("大正15年12月24日", "1926-12-24"), ("大正十五年十二月二十五日", "1926-12-25"),
        ("明治45年7月29日", "1912-07-29"), ("明治45年7月30日", "1912-07-30"), ("明治6年1月1日", "1873-01-01"),
        ("H2.3.4", "1990-03-04"), ("T10.11.12", "1921-11-12"), ("M40.1.1", "1907-01-01"), ("1870-05-05", "1870-05-05"),
    ])
    func readsADay(text: String, iso: String) throws {
        let date = try RecordedDate.parse(text)
        #expect(date == CalendarDate(iso: iso).map { .day($0) })
        #expect(date.text == iso)
        #expect(try RecordedDate.parse(date.text) == date)
    }

    @Test(arguments: [
        "不詳", "年月日不詳", "昭和10年 月日不詳", "昭和10年5月 日不詳", "推定昭和10年5月3日", "推定昭和10年5月", "令和5年頃",
        "昭和10年春", "昭和10年5月上旬", "令和2年5月1日から5月3日頃までの間", "昭和35年", "昭和35年1月", "1960年", "1960年4月",
        "昭和10年0月0日", "1935-00-00", "19350000", "1935-05-00", "0000-00-00", "00000000", "S10.5.00",
        "2023年2月29日", "2001-02-29", "昭和34年2月29日", "2001-04-31", "昭和35年2月30日", "平成31年4月31日",
        "明治5年12月2日", "明治元年9月8日", "明治3年閏10月5日", "M1.1.1",
    ])
    func keepsWhatNamesNoDayAsWritten(text: String) throws {
        let date = try RecordedDate.parse(text)
        #expect(date == .unknown(recorded: text))
        #expect(date.day == nil)
        #expect(date.text.utf8.elementsEqual(text.utf8))
        #expect(try RecordedDate.parse(date.text) == date)
    }

    @Test(arguments: [
        ("平成40年1月1日", ResidentValueError.outsideEra(.heisei)), ("平成31年5月1日", .outsideEra(.heisei)),
        ("昭和64年1月8日", .outsideEra(.showa)), ("昭和99年1月1日", .outsideEra(.showa)),
        ("昭和元年12月24日", .outsideEra(.showa)), ("令和元年4月30日", .outsideEra(.reiwa)),
        ("平成元年1月7日", .outsideEra(.heisei)), ("大正15年12月26日", .outsideEra(.taisho)),
        ("大正元年7月29日", .outsideEra(.taisho)), ("明治45年7月31日", .outsideEra(.meiji)),
        ("昭和0年1月1日", .outsideEra(.showa)), ("S00.01.01", .outsideEra(.showa)),
        ("abc", .notADate), ("2001", .notADate), ("2001-02", .notADate), ("2001-13-01", .notADate),
        ("2001-12-32", .notADate), ("昭和35年13月1日", .notADate), ("35年1月2日", .notADate), ("01-02-03", .notADate),
        ("3350102", .notADate), ("慶応3年1月1日", .notADate), ("2001-02-03 12:30", .notADate), ("2001-02-03x", .notADate),
        ("昭和", .notADate), ("1867-12-31", .yearOutOfRange(year: 1867)), ("2201/1/1", .yearOutOfRange(year: 2201)),
        ("", .empty), ("　 ", .empty), ("2001-02-03\u{0}", .controlCharacter(byteOffset: 10)),
        ("不詳\n", .controlCharacter(byteOffset: 6)),
        (String(repeating: "不", count: 67), .tooLong(bytes: 201, limit: 200)),
    ])
    func refusesWhatIsPlainlyWrong(text: String, error: ResidentValueError) {
        #expect(throws: error) { try RecordedDate.parse(text) }
    }

    @Test func readsEveryDayOfEveryEraAndNoneBeyond() throws {
        for era in JapaneseEra.allCases {
            for year in 1...70 where era != .reiwa || year < 60 {
                for (month, day) in [(1, 1), (1, 7), (1, 8), (4, 30), (5, 1), (7, 29), (7, 31), (12, 24), (12, 31)] {
                    let text = "\(era.japanese)\(year)年\(month)月\(day)日"
                    let date = try CalendarDate(year: era.firstYear + year - 1, month: month, day: day)
                    if era == .meiji, date.year < 1873 {
                        #expect(try RecordedDate.parse(text) == .unknown(recorded: text))
                    } else if era.contains(date) {
                        #expect(try RecordedDate.parse(text) == .day(date))
                    } else {
                        #expect(throws: ResidentValueError.outsideEra(era)) { try RecordedDate.parse(text) }
                    }
                }
            }
        }
    }
}

@Suite struct UsualDateFormTests {
    private static func parsed(_ text: String) -> Result<RecordedDate, ResidentValueError> {
        Result { () throws(ResidentValueError) in try RecordedDate.parse(text) }
    }

    private static func parsedBytes(_ text: String) -> Result<RecordedDate, ResidentValueError> {
        Array(text.utf8).withUnsafeBytes { bytes in
            Result { () throws(ResidentValueError) in try RecordedDate.parse(utf8: bytes) }
        }
    }

    @Test(arguments: [
        "2001-02-03", "20010203", "昭和35年1月2日", "平成元年1月8日", "令和6年12月31日", "大正15年12月25日", "昭和64年1月7日",
    ])
    func readsThemWithoutAString(text: String) throws {
        let day = Array(text.utf8).withUnsafeBytes { RecordedDate.usualDay($0) }
        #expect(try RecordedDate.parse(text) == .day(#require(day)))
    }

    @Test(arguments: [
        "", "平成40年1月1日", "昭和64年1月8日", "昭和35年2月30日", "昭和35年1月2日頃", "昭和035年1月2日", "昭和35年", "20010230",
        "2001-02-30", "2001-2-3", "昭和35年1月２日", "0000-00-00", "18000101", "99991231", "昭和", "昭和35年1月2日 ", "大正1年7月29日",
        "令和0年1月1日", "平成元年1月7日", "昭和35年13月1日", "昭和35年0月1日",
    ])
    func leavesEveryOtherFormToTheWholeParser(text: String) {
        #expect(Self.parsedBytes(text) == Self.parsed(text))
    }

    @Test func agreesWithTheWholeParserOnEveryDay() throws {
        var day = try CalendarDate(year: 1873, month: 1, day: 1)
        let end = try CalendarDate(year: 2030, month: 1, day: 1)
        while day < end {
            var texts = [day.iso, day.iso.filter { $0 != "-" }]
            for era in JapaneseEra.allCases where (1...99).contains(day.year - era.firstYear + 1) {
                texts.append("\(era.japanese)\(day.year - era.firstYear + 1)年\(day.month)月\(day.day)日")
            }
            for text in texts where Self.parsedBytes(text) != Self.parsed(text) {
                Issue.record("another reading of a day \(day.dayNumber) days from 1970")
            }
            day = try #require(day.adding(days: 17))
        }
    }
}
