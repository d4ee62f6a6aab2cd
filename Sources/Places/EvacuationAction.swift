/// What a household should do before the water comes or the slope fails; the most urgent first.
package enum EvacuationAction: String, CaseIterable, Comparable, Sendable {
    /// Leave for a safe place (立退き避難).
    case leave
    /// Move to a higher floor of the same building (垂直避難).
    case moveUpstairs = "move-upstairs"
    /// Stay where they are, on their own floor (屋内安全確保).
    case stay
    /// No zone of the layers reaches the household.
    case noZone = "no-zone"

    /// The term in Japanese.
    package var japanese: String {
        switch self {
        case .leave: "立退き避難"
        case .moveUpstairs: "垂直避難"
        case .stay: "屋内安全確保"
        case .noZone: "想定区域外"
        }
    }

    /// The place in ``allCases``, from 0.
    package var ordinal: Int {
        switch self {
        case .leave: 0
        case .moveUpstairs: 1
        case .stay: 2
        case .noZone: 3
        }
    }

    /// The more urgent comes first.
    package static func < (left: EvacuationAction, right: EvacuationAction) -> Bool { left.ordinal < right.ordinal }
}

/// Which line of ``EvacuationRule`` decided.
package enum EvacuationReason: String, CaseIterable, Sendable {
    /// The building may be destroyed.
    case houseCollapse = "house-collapse"
    /// The slope may fail.
    case landslide = "landslide"
    /// The depth's code is in no list, or only a duration is known: it may be any depth.
    case unknownDepth = "unknown-depth"
    /// Somebody's life support needs power, and the sockets of the ground floor get wet.
    case powerLost = "power-lost"
    /// The water stays longer than a household's supplies last.
    case longFlood = "long-flood"
    /// Their own floor stays dry.
    case dryFloor = "dry-floor"
    /// The ground floor is flooded, and the second floor stays dry.
    case secondFloorDry = "second-floor-dry"
    /// The second floor would be dry, and somebody in a wheelchair cannot get there.
    case cannotClimb = "cannot-climb"
    /// Their floor is flooded, and whether a higher one stays dry is not known.
    case floorUnderWater = "floor-under-water"
    /// No zone reaches the household.
    case noZone = "no-zone"

    /// The reason in Japanese.
    package var japanese: String {
        switch self {
        case .houseCollapse: "家屋倒壊等氾濫想定区域"
        case .landslide: "土砂災害警戒区域"
        case .unknownDepth: "浸水深が不明"
        case .powerLost: "電源が要るのに電気が止まる深さ"
        case .longFlood: "浸水が3日以上続く"
        case .dryFloor: "居住階が浸水しない"
        case .secondFloorDry: "2階は浸水しない"
        case .cannotClimb: "車椅子の方がいて上階に上がれない"
        case .floorUnderWater: "居住階が浸水する"
        case .noZone: "想定区域の外"
        }
    }
}
