/// What the code of a zone means.
package enum HazardMeaning: Hashable, Sendable {
    /// Water of at least `from` and less than `upTo` metres; nil has no upper end.
    case depth(fromMetres: Double, upToMetres: Double?)
    /// Water for at least `from` and less than `upTo` hours; nil has no upper end.
    case duration(fromHours: Int, upToHours: Int?)
    /// Houses may be destroyed; the flags tell by what.
    case houseCollapse(byFlow: Bool, byErosion: Bool)
    /// Slopes may fail: what comes down (nil when its code is unknown), whether the zone is a special one
    /// (特別警戒区域), and whether it is designated or still to be.
    case landslide(phenomenon: LandslidePhenomenon?, isSpecial: Bool, isDesignated: Bool)
    /// A code that no list has, or none at all. The zone is kept.
    case unknown

    /// Whether some code of the zone is in no list.
    package var isUnknown: Bool {
        switch self {
        case .unknown, .landslide(nil, _, _): true
        default: false
        }
    }

    /// How severe it is beside others of its measure: the upper end of depths and hours, no end above all ends, and unknown
    /// above everything.
    var severity: Double {
        switch self {
        case .depth(let from, let upTo): (upTo ?? 1_000) + from / 1_000
        case .duration(let from, let upTo): Double(upTo ?? 100_000) + Double(from) / 1_000_000
        case .houseCollapse(let flow, let erosion): (flow ? 2 : 0) + (erosion ? 1 : 0)
        case .landslide(_, let isSpecial, let isDesignated): (isSpecial ? 2 : 0) + (isDesignated ? 1 : 0)
        case .unknown: .infinity
        }
    }

    /// The more severe first, and none at all last: of one measure only.
    package static func isMoreSevere(_ left: HazardMeaning?, _ right: HazardMeaning?) -> Bool {
        (left?.severity ?? -1) > (right?.severity ?? -1)
    }

    /// The meaning in English.
    package var english: String {
        switch self {
        case .depth(let from, let upTo):
            upTo.map { "\(Self.short(from))-\(Self.short($0)) m" } ?? "\(Self.short(from)) m and more"
        case .duration(let from, let upTo): upTo.map { "\(from)-\($0) hours" } ?? "\(from) hours and more"
        case .houseCollapse(let flow, let erosion):
            flow && erosion ? "flow and bank erosion" : flow ? "flow" : "bank erosion"
        case .landslide(let phenomenon, let isSpecial, let isDesignated):
            (phenomenon?.rawValue ?? "unknown phenomenon") + (isSpecial ? ", special zone" : ", zone")
                + (isDesignated ? "" : " (to be designated)")
        case .unknown: "unknown"
        }
    }

    /// The meaning in Japanese.
    package var japanese: String {
        switch self {
        case .depth(let from, let upTo):
            if let upTo {
                from == 0 ? "\(Self.short(upTo))m未満" : "\(Self.short(from))～\(Self.short(upTo))m"
            } else {
                "\(Self.short(from))m以上"
            }
        case .duration(let from, let upTo):
            if let upTo { from == 0 ? "\(upTo)時間未満" : "\(from)～\(upTo)時間" } else { "\(from)時間以上" }
        case .houseCollapse(let flow, let erosion):
            flow && erosion ? "氾濫流・河岸侵食" : flow ? "氾濫流" : "河岸侵食"
        case .landslide(let phenomenon, let isSpecial, let isDesignated):
            (phenomenon?.japanese ?? "現象不明") + (isSpecial ? "・特別警戒区域" : "・警戒区域") + (isDesignated ? "" : "（指定前）")
        case .unknown: "不明"
        }
    }

    private static func short(_ metres: Double) -> String {
        metres == metres.rounded() ? String(Int(metres)) : String(metres)
    }
}

/// What comes down a slope.
package enum LandslidePhenomenon: String, CaseIterable, Sendable {
    /// 急傾斜地の崩壊.
    case slopeFailure = "slope-failure"
    /// 土石流.
    case debrisFlow = "debris-flow"
    /// 地すべり.
    case landslide = "landslide"

    /// The name in Japanese.
    package var japanese: String {
        switch self {
        case .slopeFailure: "急傾斜地の崩壊"
        case .debrisFlow: "土石流"
        case .landslide: "地すべり"
        }
    }
}
