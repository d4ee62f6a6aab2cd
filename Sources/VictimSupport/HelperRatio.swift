package import Residents

/// How many helpers a person needs to leave or to get upstairs.
///
/// A choice of this project, not an official figure: two for whoever must be carried or comes with a device, one for
/// whoever must be guided. Of several needs the largest counts. Who is in an institution or in hospital is helped there.
package enum HelperRatio {
    /// Helpers for one person with this kind of need.
    package static func helpers(for kind: NeedKind) -> Int {
        switch kind {
        case .wheelchair, .powerDependence, .medicalCare: 2
        case .careLevel, .physicalDisability, .intellectualDisability, .mentalDisability, .designatedDisease,
            .pregnancy:
            1
        case .foreignResident, .institution, .hospitalStay: 0
        }
    }

    /// Helpers for one person with these needs.
    static func helpers(for needs: NeedKinds) -> Int {
        if needs.contains(.institution) || needs.contains(.hospitalStay) { return 0 }
        return NeedKind.allCases.reduce(0) { needs.contains($1) ? max($0, helpers(for: $1)) : $0 }
    }
}
