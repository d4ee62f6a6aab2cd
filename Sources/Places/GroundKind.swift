/// What a layer of the ground shows, which decides how it is drawn.
package enum GroundKind: String, CaseIterable, Sendable {
    /// Roads and streets.
    case road = "road"
    /// Rivers, canals, lakes.
    case river = "river"
    /// Railways.
    case railway = "railway"
    /// Anything else by which people find their way.
    case other = "other"

    /// The name in Japanese.
    package var japanese: String {
        switch self {
        case .road: "道路"
        case .river: "河川"
        case .railway: "鉄道"
        case .other: "その他"
        }
    }
}
