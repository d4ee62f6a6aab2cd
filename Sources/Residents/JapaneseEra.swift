/// An era of the Japanese calendar (和暦) since 1868, with the days on which it began and ended.
///
/// - Source: 改暦ノ布告 (明治5年太政官布告337号) for the Gregorian calendar from 1873; 元号法 and its orders for 平成 and 令和;
///   住民記録システム標準仕様書 1.1.8 (80) for 明治45年7月30日 and 大正15年12月25日, which are legal beside the first days of the next era.
package enum JapaneseEra: UInt8, CaseIterable, Sendable {
    /// 明治, from 1868-10-23.
    case meiji = 1
    /// 大正, from 1912-07-30.
    case taisho
    /// 昭和, from 1926-12-25.
    case showa
    /// 平成, from 1989-01-08.
    case heisei
    /// 令和, from 2019-05-01.
    case reiwa

    /// The era's name in Japanese.
    package var japanese: String {
        switch self {
        case .meiji: "明治"
        case .taisho: "大正"
        case .showa: "昭和"
        case .heisei: "平成"
        case .reiwa: "令和"
        }
    }

    /// The Gregorian year of the era's year 1.
    package var firstYear: Int {
        switch self {
        case .meiji: 1868
        case .taisho: 1912
        case .showa: 1926
        case .heisei: 1989
        case .reiwa: 2019
        }
    }

    /// The highest year of the era; for the present one the highest that can be written.
    var lastYearOfEra: Int {
        switch self {
        case .meiji: 45
        case .taisho: 15
        case .showa: 64
        case .heisei: 31
        case .reiwa: CalendarDate.years.upperBound - firstYear + 1
        }
    }

    /// First and last Gregorian month and day of the era as `(year, month, day)`, both inside.
    private var limits: (first: (Int, Int, Int), last: (Int, Int, Int)) {
        switch self {
        case .meiji: ((1868, 10, 23), (1912, 7, 30))
        case .taisho: ((1912, 7, 30), (1926, 12, 25))
        case .showa: ((1926, 12, 25), (1989, 1, 7))
        case .heisei: ((1989, 1, 8), (2019, 4, 30))
        case .reiwa: ((2019, 5, 1), (CalendarDate.years.upperBound, 12, 31))
        }
    }

    /// Whether the day belongs to the era.
    package func contains(_ date: CalendarDate) -> Bool {
        let (first, last) = limits
        let value = (date.year, date.month, date.day)
        return value >= first && value <= last
    }
}
