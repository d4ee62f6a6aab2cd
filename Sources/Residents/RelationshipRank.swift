/// The place of a relationship in the legal listing order of a household.
///
/// The order of the standard is kept as far as one person's 続柄 tells it. The standard also puts a child who has a family
/// in the household behind the head's other children, beside its own family; which child a 子の妻 belongs to is not recorded,
/// so here all children of the head come first, then children's spouses, then grandchildren (this project's choice).
/// Within one rank the older comes first; of equal age, the lower resident number.
///
/// - Source: 住民記録システム標準仕様書 5.2 (1010), ranks 1-1…4-3.
package enum RelationshipRank: UInt8, CaseIterable, Comparable, Sendable {
    /// 1-1: 世帯主.
    case head = 0
    /// 1-2: 夫, 妻, also 未届.
    case spouse = 10
    /// 1-3 and 2-1: 子.
    case child = 20
    /// 2-2: 子の夫, 子の妻.
    case childsSpouse = 30
    /// 2-3: 子の子.
    case grandchild = 31
    /// 2-3 carried on: 子の子の夫, 子の子の妻, 子の子の子 ….
    case grandchildsFamily = 32
    /// 3-1: 父, 母.
    case parent = 40
    /// 3-2: 兄, 姉, 弟, 妹.
    case sibling = 50
    /// 3-3: 父の父, 母の母 ….
    case grandparent = 60
    /// 4-1: every other chain of up to four links.
    case otherRelative = 70
    /// 4-2: 縁故者.
    case connected = 80
    /// 4-3: 同居人.
    case lodger = 90
    /// Text that is no known relationship.
    case unrecognised = 99

    /// The place in ``allCases``, from 0; for tables.
    package var ordinal: UInt8 {
        switch self {
        case .head: 0
        case .spouse: 1
        case .child: 2
        case .childsSpouse: 3
        case .grandchild: 4
        case .grandchildsFamily: 5
        case .parent: 6
        case .sibling: 7
        case .grandparent: 8
        case .otherRelative: 9
        case .connected: 10
        case .lodger: 11
        case .unrecognised: 12
        }
    }

    /// Whether the left rank is listed first.
    package static func < (lhs: RelationshipRank, rhs: RelationshipRank) -> Bool { lhs.rawValue < rhs.rawValue }

    init(_ links: [RelationshipLink]) {
        self =
            switch links {
            case []: .unrecognised
            case [.head]: .head
            case [.connected]: .connected
            case [.lodger]: .lodger
            case _ where links.contains { $0 == .head || $0 == .connected || $0 == .lodger }: .unrecognised
            case [.spouse]: .spouse
            case [.child]: .child
            case [.child, .spouse]: .childsSpouse
            case [.child, .child]: .grandchild
            case _ where links.starts(with: [.child, .child]): .grandchildsFamily
            case [.parent]: .parent
            case [.sibling]: .sibling
            case [.parent, .parent]: .grandparent
            default: .otherRelative
            }
    }
}
