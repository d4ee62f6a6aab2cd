/// What help to bring to a person, without the reason for it (必要な支援): what responders are told instead of needs.
///
/// Which need calls for which help is a choice of this project. Where a grade is unknown or missing, the help is what the worst
/// of its grades calls for: nobody is left behind because a file was incomplete.
package enum HelpKind: UInt8, CaseIterable, Sendable {
    /// To be carried: stretcher, wheelchair, several helpers (搬送).
    case carry
    /// Somebody at their side on the way (付添い).
    case escort
    /// Electric power for a device (電源).
    case power
    /// Oxygen or breathing support (酸素・呼吸).
    case oxygen
    /// Medical devices or supplies other than for breathing (医療用品).
    case medicalSupplies
    /// Another language, or plain words (言語).
    case language

    /// The term on lists.
    package var japanese: String {
        switch self {
        case .carry: "搬送"
        case .escort: "付添い"
        case .power: "電源"
        case .oxygen: "酸素・呼吸"
        case .medicalSupplies: "医療用品"
        case .language: "言語"
        }
    }

    /// The English term on lists.
    package var english: String {
        switch self {
        case .carry: "carry"
        case .escort: "escort"
        case .power: "power"
        case .oxygen: "oxygen"
        case .medicalSupplies: "medical supplies"
        case .language: "language"
        }
    }

    /// The help that one need calls for.
    package static func help(for kind: NeedKind, level: NeedLevel) -> [HelpKind] {
        switch kind {
        case .careLevel:
            switch level {
            case .independent, .cancelled, .absent: []
            case .programmeTarget, .transitional, .support1, .support2, .care1, .care2: [.escort]
            default: [.carry]
            }
        case .physicalDisability:
            switch level {
            case .cancelled, .absent: []
            case .grade3, .grade4, .grade5, .grade6, .grade7: [.escort]
            default: [.carry]
            }
        case .wheelchair: [.carry]
        case .intellectualDisability, .mentalDisability, .designatedDisease, .pregnancy:
            level == .cancelled || level == .absent ? [] : [.escort]
        case .medicalCare:
            switch level {
            case .cancelled, .absent: []
            case .ventilator: [.carry, .power, .oxygen]
            case .oxygen, .tracheostomy, .nasopharyngealAirway, .suction, .nebuliser, .unspecified, .unrecognised,
                .otherCare:
                [.escort, .oxygen]
            default: [.escort, .medicalSupplies]
            }
        case .powerDependence: [.power]
        case .foreignResident: [.language]
        case .institution, .hospitalStay: []
        }
    }
}
