import AddressDictionary
package import Disclosure
import Places
package import Registry
import SupportScoring

/// A member of a household in GeoJSON and JSON, in the order of the documents; the raw value is its name there.
package enum HouseholdProperty: String, CaseIterable, Sendable {
    /// Its place in the order of the list, from 1.
    case number
    /// 世帯番号.
    case householdNumber = "household_number"
    /// The support score.
    case score
    /// The band.
    case band
    /// The score on a weekday's daytime.
    case daytimeScore = "daytime_score"
    /// The band on a weekday's daytime.
    case daytimeBand = "daytime_band"
    /// Members whom the audience may see.
    case memberCount = "member_count"
    /// Every need in the household.
    case needs
    /// How much of the address was found.
    case matchLevel = "match_level"
    /// Which kind of record gave the point.
    case coordinateLevel = "coordinate_level"
    /// The radius in which the household stands.
    case uncertainty = "uncertainty_m"
    /// How sure it is that the household stands inside.
    case certainty
    /// Whether somebody in it is protected.
    case isProtected = "protected"
    /// What the household should do when the hazard comes.
    case evacuationAction = "evacuation_action"
    /// Why.
    case evacuationReason = "evacuation_reason"
    /// How urgent the hazard is.
    case hazardStep = "hazard_step"
    /// The depth of water at the point.
    case floodDepth = "flood_depth"
    /// The worst depth of water within the radius.
    case floodDepthWorst = "flood_depth_worst"
    /// What every layer says.
    case hazards
    /// 住所, or only its town.
    case address
    /// 方書.
    case building
    /// The members, in listing order.
    case members

    /// What must be read of a household for it, beside what a query knows of everybody.
    package var parts: HouseholdParts {
        switch self {
        case .number, .memberCount, .certainty, .isProtected: []
        case .evacuationAction, .evacuationReason, .hazardStep, .floodDepth, .floodDepthWorst, .hazards: []
        case .householdNumber: .number
        case .score, .band: .nightScore
        case .daytimeScore, .daytimeBand: .daytimeScore
        case .coordinateLevel: .position
        case .matchLevel, .uncertainty, .address, .building: .row
        case .needs, .members: [.row, .members]
        }
    }

    /// The fields without which it is always withheld.
    package var fields: DisclosedFields {
        switch self {
        case .number, .memberCount, .certainty, .members, .isProtected: []
        case .evacuationAction, .evacuationReason, .hazardStep, .floodDepth, .floodDepthWorst, .hazards: []
        case .householdNumber: .identifiers
        case .score, .daytimeScore: .scores
        case .band, .daytimeBand: .band
        case .needs: .needs
        case .matchLevel, .coordinateLevel, .uncertainty: .mesh
        case .address: .town
        case .building: .address
        }
    }

    /// The only values, where they are few.
    package var values: [String] {
        switch self {
        case .band, .daytimeBand: SupportBand.allCases.map(\.label)
        case .matchLevel, .coordinateLevel: MatchLevel.allCases.map(\.name)
        case .certainty: Certainty.allCases.map(\.rawValue)
        case .evacuationAction: EvacuationAction.allCases.map(\.rawValue)
        default: []
        }
    }

    /// Whether it says something of hazards.
    package var isOfHazards: Bool {
        switch self {
        case .evacuationAction, .evacuationReason, .hazardStep, .floodDepth, .floodDepthWorst, .hazards: true
        default: false
        }
    }

    /// Whether an audience may have it at all.
    package func isOpen(to clearance: Clearance) -> Bool {
        clearance.fields.isSuperset(of: fields) && (self != .isProtected || clearance.seesProtected)
    }
}
