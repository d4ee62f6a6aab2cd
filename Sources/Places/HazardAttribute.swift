/// The attributes of 国土数値情報 that hold the rank or class of a zone.
///
/// An attribute is known by its whole name and by nothing else: `A31a_201` is a river's number and `A31a_205` its depth.
///
/// - Source: 国土数値情報 洪水浸水想定区域 A31 (2012, and from 2019), A31a; 土砂災害警戒区域 A33.
package enum HazardAttribute: String, CaseIterable, Sendable {
    /// Depth, 計画規模, of A31a.
    case riverDepthPlanned = "A31a_105"
    /// Depth, 想定最大規模, of A31a.
    case riverDepthMaximum = "A31a_205"
    /// Duration of A31a.
    case riverDuration = "A31a_305"
    /// 家屋倒壊等氾濫想定区域 of A31a.
    case riverHouseCollapse = "A31a_405"
    /// Depth of A31 of 2012, in five or seven steps of its own.
    case depthOf2012 = "A31_001"
    /// Depth, 計画規模, of A31 from 2019.
    case depthPlanned = "A31_105"
    /// Depth, 想定最大規模, of A31 from 2019.
    case depthMaximum = "A31_205"
    /// Duration of A31 from 2019.
    case duration = "A31_305"
    /// 区域区分 of A33; what comes down stands in ``phenomenon``.
    case landslideClass = "A33_002"

    /// The attribute beside ``landslideClass`` that says what comes down.
    package static let phenomenon = "A33_001"

    /// What a layer with this attribute tells, where nobody says otherwise.
    package var kind: HazardKind {
        switch self {
        case .riverDepthPlanned, .depthPlanned, .depthOf2012: .floodDepthPlanned
        case .riverDepthMaximum, .depthMaximum: .floodDepthMaximum
        case .riverDuration, .duration: .floodDuration
        case .riverHouseCollapse: .houseCollapse
        case .landslideClass: .landslide
        }
    }

    /// What the codes of a zone mean.
    package func meaning(of code: HazardCode) -> HazardMeaning {
        let rank = Self.number(code.rank)
        switch self {
        case .riverDepthPlanned, .riverDepthMaximum, .depthPlanned, .depthMaximum:
            return Self.depth(rank, from: 1, steps: [0, 0.5, 3, 5, 10, 20])
        case .depthOf2012:
            let five = Self.depth(rank, from: 11, steps: [0, 0.5, 1, 2, 5])
            return five == .unknown ? Self.depth(rank, from: 21, steps: [0, 0.5, 1, 2, 3, 4, 5]) : five
        case .riverDuration, .duration:
            let hours = [0, 12, 24, 72, 168, 336, 672]
            guard (1...hours.count).contains(rank) else { return .unknown }
            return .duration(fromHours: hours[rank - 1], upToHours: rank < hours.count ? hours[rank] : nil)
        case .riverHouseCollapse:
            switch rank {
            case 1: return .houseCollapse(byFlow: true, byErosion: false)
            case 2: return .houseCollapse(byFlow: false, byErosion: true)
            case 3: return .houseCollapse(byFlow: true, byErosion: true)
            default: return .unknown
            }
        case .landslideClass:
            guard (1...4).contains(rank) else { return .unknown }
            return .landslide(
                phenomenon: Self.phenomenon(code.phenomenon), isSpecial: rank == 2 || rank == 4, isDesignated: rank < 3)
        }
    }

    /// The number that a code is, or -1: `1` is one, and neither `01` nor `1.0` is.
    private static func number(_ code: String?) -> Int {
        guard let code, let number = Int(code), String(number) == code else { return -1 }
        return number
    }

    /// Steps of depth, of which the first has the code `first`.
    private static func depth(_ rank: Int, from first: Int, steps: [Double]) -> HazardMeaning {
        let index = rank - first
        guard steps.indices.contains(index) else { return .unknown }
        return .depth(fromMetres: steps[index], upToMetres: index + 1 < steps.count ? steps[index + 1] : nil)
    }

    private static func phenomenon(_ code: String?) -> LandslidePhenomenon? {
        switch code {
        case "1": .slopeFailure
        case "2": .debrisFlow
        case "3": .landslide
        default: nil
        }
    }
}
