package import Places
import Residents

extension EvacuationAction {
    /// The action as lists show it.
    package func label(_ language: OutputLanguage) -> String { language == .japanese ? japanese : rawValue }
}

extension EvacuationReason {
    /// The reason as lists show it.
    package func label(_ language: OutputLanguage) -> String { language == .japanese ? japanese : rawValue }
}

extension HazardMeaning {
    /// The meaning as lists show it.
    package func label(_ language: OutputLanguage) -> String { language == .japanese ? japanese : english }
}

extension ListedHousehold {
    /// What one sighting of a measure means; empty where there is none.
    package func hazardText(
        _ measure: HazardMeasure, _ which: KeyPath<HazardSighting, HazardFinding?>, _ language: OutputLanguage
    ) -> String {
        hazard?.exposure?[measure][keyPath: which]?.meaning.label(language) ?? ""
    }

    /// Every finding once, measure by measure, with whether it is at the point; the worst stands first.
    var hazardFindings: [(measure: HazardMeasure, finding: HazardFinding, isAtPoint: Bool)] {
        guard let exposure = hazard?.exposure else { return [] }
        return HazardMeasure.allCases.flatMap { measure in
            let sighting = exposure[measure]
            var findings: [(measure: HazardMeasure, finding: HazardFinding, isAtPoint: Bool)] = []
            if let worst = sighting.worst { findings.append((measure, worst, worst == sighting.atPoint)) }
            if let atPoint = sighting.atPoint, atPoint != sighting.worst { findings.append((measure, atPoint, true)) }
            return findings
        }
    }

    /// The layers of the findings, each once, in the order of the findings.
    var hazardLayerNames: [String] {
        var names: [String] = []
        for entry in hazardFindings
        where !names.contains(where: { $0.utf8.elementsEqual(entry.finding.layer.text.utf8) }) {
            names.append(entry.finding.layer.text)
        }
        return names
    }
}
