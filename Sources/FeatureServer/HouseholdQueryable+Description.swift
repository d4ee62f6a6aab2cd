import Disclosure
import FilterLanguage
import VictimSupport

extension HouseholdQueryable {
    /// What somebody may filter households by, the position aside.
    static func features(_ read: ServedRead) throws -> [FeatureProperty] {
        let clearance = try read.clearance(for: .lists)
        return allCases.filter { $0 != .geometry && $0.isOpen(to: clearance) }.map { queryable in
            FeatureProperty(
                name: queryable.rawValue, kind: queryable.documentKind, title: queryable.title,
                values: queryable.values, isQueryable: true)
        }
    }

    private var documentKind: FeatureProperty.Kind {
        switch kind {
        case .number: self == .memberCount || self == .hazardStep ? .integer : .number
        case .bool: .boolean
        case .texts: .array
        case .text, .day, .instant, .geometry: .string
        }
    }

    /// What it is called.
    private var title: Bilingual {
        switch self {
        case .needs: Bilingual("世帯員の支援の種別", "kinds of need of its members")
        case .help: Bilingual("世帯員に必要な支援", "help that its members need")
        case .city: Bilingual("住所の市区町村", "municipality of the address")
        case .town: Bilingual("住所の町字", "town of the address")
        case .hasPosition: Bilingual("位置が分かっているか", "whether it has a position")
        case .geometry: Bilingual("位置", "position")
        default: HouseholdProperty(rawValue: rawValue)?.description.1 ?? Bilingual(rawValue, rawValue)
        }
    }
}
