/// What a hazard layer tells.
package enum HazardKind: String, CaseIterable, Sendable {
    /// How deep a river floods in the rain that its works are planned for (計画規模).
    case floodDepthPlanned = "flood-depth-planned"
    /// How deep a river floods in the heaviest rain that is assumed (想定最大規模).
    case floodDepthMaximum = "flood-depth-maximum"
    /// How long water stays (浸水継続時間).
    case floodDuration = "flood-duration"
    /// Where a flood may destroy houses (家屋倒壊等氾濫想定区域).
    case houseCollapse = "house-collapse"
    /// Where slopes may fail (土砂災害警戒区域).
    case landslide = "landslide"

    /// The name in Japanese.
    package var japanese: String {
        switch self {
        case .floodDepthPlanned: "浸水深（計画規模）"
        case .floodDepthMaximum: "浸水深（想定最大規模）"
        case .floodDuration: "浸水継続時間"
        case .houseCollapse: "家屋倒壊等氾濫想定区域"
        case .landslide: "土砂災害警戒区域"
        }
    }

    /// What its codes measure.
    package var measure: HazardMeasure {
        switch self {
        case .floodDepthPlanned, .floodDepthMaximum: .depth
        case .floodDuration: .duration
        case .houseCollapse: .houseCollapse
        case .landslide: .landslide
        }
    }
}

/// What the codes of a layer measure; layers of one measure can be compared.
package enum HazardMeasure: String, CaseIterable, Sendable {
    /// Metres of water.
    case depth = "flood-depth"
    /// Hours under water.
    case duration = "flood-duration"
    /// What destroys houses.
    case houseCollapse = "house-collapse"
    /// What comes down, and how severe the zone is.
    case landslide = "landslide"
}
