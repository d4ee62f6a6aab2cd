extension NeedGrade {
    /// The need as a whole in English, such as `care level 3`, `physical disability grade 2`, `ventilator`.
    package func english(_ kind: NeedKind) -> String {
        switch level {
        case .unspecified: kind.english
        case .unrecognised: "\(kind.english) (unknown grade)"
        case .independent: "independent"
        case .programmeTarget: "care-prevention programme"
        case .transitional: "transitional care level"
        case .support1: "support level 1"
        case .support2: "support level 2"
        case .care1, .care2, .care3, .care4, .care5: "care level \(level.rawValue - NeedLevel.care1.rawValue + 1)"
        case .reassessment: "\(kind.english) (reassessment)"
        case .cancelled: "\(kind.english) (cancelled)"
        case .absent: "\(kind.english) (none)"
        case .grade1, .grade2, .grade3, .grade4, .grade5, .grade6, .grade7:
            "\(kind.english) grade \(level.rawValue - NeedLevel.grade1.rawValue + 1)"
        case .a, .a1, .a2, .b, .b1, .b2, .c: "\(kind.english) \(level.code)"
        case .circledA: "\(kind.english) circled A"
        case .profound, .severe, .moderate, .mild: "\(kind.english), \(level.code)"
        case .degree1, .degree2, .degree3, .degree4:
            "\(kind.english) degree \(degree)"
        default: kind == .medicalCare ? medicalEnglish : "\(kind.english) (\(medicalEnglish))"
        }
    }

    private var degree: Int {
        switch level {
        case .degree1: 1
        case .degree2: 2
        case .degree3: 3
        default: 4
        }
    }

    private var medicalEnglish: String {
        switch level {
        case .tubeFeeding: "tube feeding"
        case .centralVenous: "central venous catheter"
        case .nasopharyngealAirway: "nasopharyngeal airway"
        case .subcutaneous: "subcutaneous injection"
        case .bowelCare: "bowel care"
        case .bloodGlucose: "blood glucose measurement"
        case .seizure: "seizure care"
        case .otherCare: "medical care"
        default: level.code
        }
    }
}
