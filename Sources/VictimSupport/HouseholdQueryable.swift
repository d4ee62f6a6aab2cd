import AddressDictionary
package import Disclosure
package import FilterLanguage
import Places
import Residents
import SupportScoring

/// What filters may ask of households; the raw value is its name there.
///
/// No name, address or birth date: whoever filters by one finds a person, and the filter itself would tell who is looked for.
package enum HouseholdQueryable: String, CaseIterable, Sendable {
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
    /// The kinds of need of its members.
    case needs
    /// The help that its members need.
    case help
    /// The municipality of its address, as far as it was read.
    case city
    /// The town of its address, as far as it was read.
    case town
    /// Which kind of record gave the point.
    case coordinateLevel = "coordinate_level"
    /// How sure it is that the household stands inside.
    case certainty
    /// Whether it has a position.
    case hasPosition = "has_position"
    /// Whether somebody in it is protected.
    case isProtected = "protected"
    /// What the household should do when the hazard comes.
    case evacuationAction = "evacuation_action"
    /// Why.
    case evacuationReason = "evacuation_reason"
    /// How urgent the hazard is.
    case hazardStep = "hazard_step"
    /// Where it stands, as far as the audience may know.
    case geometry

    /// The kind of its values.
    package var kind: FilterKind {
        switch self {
        case .score, .daytimeScore, .memberCount, .hazardStep: .number
        case .band, .daytimeBand, .city, .town, .coordinateLevel, .certainty, .evacuationAction, .evacuationReason:
            .text
        case .needs, .help: .texts
        case .hasPosition, .isProtected: .bool
        case .geometry: .geometry
        }
    }

    /// The fields without which an audience may not ask for it: the same as for receiving it.
    package var fields: DisclosedFields {
        switch self {
        case .score, .daytimeScore: .scores
        case .band, .daytimeBand: .band
        case .needs: .needs
        case .help: .help
        case .city, .town: .town
        case .coordinateLevel, .geometry: .mesh
        case .memberCount, .certainty, .hasPosition, .isProtected: []
        case .evacuationAction, .evacuationReason, .hazardStep: []
        }
    }

    /// The only values, where they are few.
    package var values: [String] {
        switch self {
        case .band, .daytimeBand: SupportBand.allCases.map(\.label)
        case .needs: NeedKind.allCases.map(\.snakeCase)
        case .help: HelpKind.allCases.map(\.snakeCase)
        case .coordinateLevel: MatchLevel.allCases.map(\.name)
        case .certainty: Certainty.allCases.map(\.rawValue)
        case .evacuationAction: EvacuationAction.allCases.map(\.rawValue)
        case .evacuationReason: EvacuationReason.allCases.map(\.rawValue)
        default: []
        }
    }

    /// Whether an audience may ask for it at all.
    package func isOpen(to clearance: Clearance) -> Bool {
        clearance.fields.isSuperset(of: fields) && (self != .isProtected || clearance.seesProtected)
    }

    /// All of them, for whoever reads a filter; what an audience may not ask for is refused afterwards and never unknown.
    package static let vocabulary = FilterVocabulary(
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0.kind) }))
}

extension HelpKind {
    /// The name in filters, such as `medical_supplies`.
    var snakeCase: String {
        switch self {
        case .carry: "carry"
        case .escort: "escort"
        case .power: "power"
        case .oxygen: "oxygen"
        case .medicalSupplies: "medical_supplies"
        case .language: "language"
        }
    }
}
