/// What a designated emergency evacuation site is designated for; the closed list of the law.
///
/// - Source: 災害対策基本法施行令第20条の4; the headings of 指定緊急避難場所データ (国土地理院).
package enum DisasterKind: String, CaseIterable, Sendable {
    /// Rivers that overflow.
    case flood = "flood"
    /// Slopes that fail, debris flows and landslides.
    case landslide = "landslide"
    /// The sea pushed ashore by a storm.
    case stormSurge = "storm-surge"
    /// Earthquakes.
    case earthquake = "earthquake"
    /// Tsunamis.
    case tsunami = "tsunami"
    /// Large fires.
    case largeFire = "large-fire"
    /// Rain that does not drain away.
    case inlandFlood = "inland-flood"
    /// Volcanic phenomena.
    case volcano = "volcano"

    /// The name in Japanese, as the law lists it.
    package var japanese: String {
        switch self {
        case .flood: "洪水"
        case .landslide: "崖崩れ・土石流及び地滑り"
        case .stormSurge: "高潮"
        case .earthquake: "地震"
        case .tsunami: "津波"
        case .largeFire: "大規模な火事"
        case .inlandFlood: "内水氾濫"
        case .volcano: "火山現象"
        }
    }
}
