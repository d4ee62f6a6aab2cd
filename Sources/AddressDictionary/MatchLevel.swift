/// How much of an address was found, or which record gave its point; ordered from nothing to the finest.
package enum MatchLevel: UInt8, Comparable, CaseIterable, BitwiseCopyable, Sendable {
    /// Nothing.
    case none = 0
    /// The prefecture (都道府県).
    case prefecture
    /// The municipality or ward (市区町村).
    case city
    /// The machi-aza (町字) with its chome.
    case town
    /// The koaza (小字) within a town.
    case koaza
    /// The residential block (街区).
    case block
    /// The residence number (住居番号).
    case residence
    /// The land parcel (地番).
    case parcel
    /// A point of the municipality's own house survey.
    case survey

    /// The name in output files, such as `residence`.
    package var name: String {
        switch self {
        case .none: "none"
        case .prefecture: "prefecture"
        case .city: "city"
        case .town: "town"
        case .koaza: "koaza"
        case .block: "block"
        case .residence: "residence"
        case .parcel: "parcel"
        case .survey: "survey"
        }
    }

    /// The Japanese name for people.
    package var japanese: String {
        switch self {
        case .none: "なし"
        case .prefecture: "都道府県"
        case .city: "市区町村"
        case .town: "町字"
        case .koaza: "小字"
        case .block: "街区"
        case .residence: "住居番号"
        case .parcel: "地番"
        case .survey: "家屋調査"
        }
    }

    /// Coarser levels come first.
    package static func < (left: MatchLevel, right: MatchLevel) -> Bool { left.rawValue < right.rawValue }
}
