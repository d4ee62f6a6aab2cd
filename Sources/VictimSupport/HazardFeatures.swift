import Geospatial
import Interchange
import Places
import Residents

/// The features of one file on their way to the zones of a hazard layer.
struct HazardFeatures {
    let file: String
    let features: [AreaFeatures.Feature]

    /// What the layer tells, and the attribute with its codes.
    ///
    /// - Parameter kind: what staff say; nil leaves it to the attributes.
    /// - Throws: ``VictimSupportError/unknownHazardKind(file:)``,
    ///   ``VictimSupportError/ambiguousHazardKind(file:attributes:)``,
    ///   ``VictimSupportError/otherHazardKind(file:attributes:)``.
    func recognise(as kind: HazardKind?) throws(VictimSupportError) -> (HazardKind, HazardAttribute?) {
        let found = HazardAttribute.allCases.filter { attribute in
            let names = [attribute.rawValue] + (attribute == .landslideClass ? [HazardAttribute.phenomenon] : [])
            return features.contains { feature in names.contains { Self.code(feature.properties[$0]) != nil } }
        }
        let names = found.map(\.rawValue)
        guard let kind else {
            guard let only = found.first else { throw .unknownHazardKind(file: file) }
            guard found.count == 1 else { throw .ambiguousHazardKind(file: file, attributes: names) }
            return (only.kind, only)
        }
        // Staff may know better which rain the depths are for, but not that depths are hours.
        let fitting = found.filter { $0.kind.measure == kind.measure }
        let exact = fitting.filter { $0.kind == kind }
        let usable = exact.isEmpty ? fitting : exact
        guard usable.count <= 1 else { throw .ambiguousHazardKind(file: file, attributes: usable.map(\.rawValue)) }
        if usable.isEmpty && !found.isEmpty { throw .otherHazardKind(file: file, attributes: names) }
        return (kind, usable.first)
    }

    /// The zones: every feature that has a shape, whatever its code.
    ///
    /// - Throws: ``VictimSupportError/outsideJapan(file:feature:)``.
    func zones(_ attribute: HazardAttribute?) throws(VictimSupportError) -> [HazardZone] {
        var zones: [HazardZone] = []
        for (index, feature) in features.enumerated() {
            guard let box = feature.area.bounds else { continue }
            guard JapanExtent.holds(longitude: box.west, latitude: box.south),
                JapanExtent.holds(longitude: box.east, latitude: box.north)
            else { throw .outsideJapan(file: file, feature: index + 1) }
            let code = HazardCode(
                rank: attribute.flatMap { Self.code(feature.properties[$0.rawValue]) },
                phenomenon: attribute == .landslideClass
                    ? Self.code(feature.properties[HazardAttribute.phenomenon]) : nil)
            zones.append(HazardZone(feature: index + 1, code: code, area: feature.area))
        }
        return zones
    }

    /// A code as the file has it: whole numbers as digits, texts as they are; nil for none, and for what is no code.
    private static func code(_ value: JSONValue?) -> String? {
        switch value {
        case .number(let number):
            number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
        case .string(let text): text.utf8.count <= 100 ? (try? StoredText(text))?.text : nil
        default: nil
        }
    }
}
