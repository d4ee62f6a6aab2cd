package import Residents

/// One class of one hazard layer that reaches a household.
package struct HazardFinding: Hashable, Sendable {
    /// The layer's name.
    package let layer: StoredText
    /// What the layer tells.
    package let kind: HazardKind
    /// The code as the layer's file has it.
    package let code: HazardCode
    /// What the code means.
    package let meaning: HazardMeaning

    /// Takes the parts as they are.
    package init(layer: StoredText, kind: HazardKind, code: HazardCode, meaning: HazardMeaning) {
        self.layer = layer
        self.kind = kind
        self.code = code
        self.meaning = meaning
    }

    /// The more severe first, and what is not known before all: of one measure only. Equal ones by layer and code, by bytes.
    package static func isMoreSevere(_ left: HazardFinding, _ right: HazardFinding) -> Bool {
        let (leftSeverity, rightSeverity) = (left.meaning.severity, right.meaning.severity)
        if leftSeverity != rightSeverity { return leftSeverity > rightSeverity }
        func bytes(_ finding: HazardFinding) -> [UInt8] {
            Array(finding.layer.text.utf8) + [0] + Array((finding.code.rank ?? "").utf8) + [0]
                + Array((finding.code.phenomenon ?? "").utf8)
        }
        return bytes(left).lexicographicallyPrecedes(bytes(right))
    }
}

/// What the layers of one measure say of a household.
package struct HazardSighting: Hashable, Sendable {
    /// The most severe class at its point; nil outside all zones.
    package let atPoint: HazardFinding?
    /// The most severe class that its circle of uncertainty reaches: the one at the point, or a worse one nearby.
    package let worst: HazardFinding?

    /// Takes the parts as they are.
    package init(atPoint: HazardFinding? = nil, worst: HazardFinding? = nil) {
        self.atPoint = atPoint
        self.worst = worst
    }
}

/// What the hazard layers say of a household, measure by measure; never mixed with its score.
package struct HazardExposure: Hashable, Sendable {
    /// Metres of water.
    package var depth = HazardSighting()
    /// Hours under water.
    package var duration = HazardSighting()
    /// What destroys houses.
    package var houseCollapse = HazardSighting()
    /// What comes down a slope.
    package var landslide = HazardSighting()

    /// Nothing reaches the household.
    package init() {}

    /// The sighting of a measure.
    package subscript(measure: HazardMeasure) -> HazardSighting {
        get {
            switch measure {
            case .depth: depth
            case .duration: duration
            case .houseCollapse: houseCollapse
            case .landslide: landslide
            }
        }
        set {
            switch measure {
            case .depth: depth = newValue
            case .duration: duration = newValue
            case .houseCollapse: houseCollapse = newValue
            case .landslide: landslide = newValue
            }
        }
    }
}
