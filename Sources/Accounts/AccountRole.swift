/// What the holder of an account does; an account may have several.
package enum AccountRole: String, CaseIterable, Comparable, Sendable {
    /// Keeps accounts and settings; sees nobody by this role.
    case administrator
    /// Works in the disaster headquarters, and prepares what others receive.
    case headquarters
    /// Works in the welfare office, and keeps the lists that are shared in peacetime.
    case welfare
    /// Receives people at a shelter.
    case shelter
    /// Rescues and carries in a disaster: fire service, police, volunteer corps.
    case responder
    /// Prepares for a disaster in peacetime: welfare commissioners, voluntary disaster organisations.
    case partner

    /// The Japanese term shown in lists.
    package var japanese: String {
        switch self {
        case .administrator: "管理者"
        case .headquarters: "本部要員"
        case .welfare: "福祉担当"
        case .shelter: "避難所担当"
        case .responder: "救助担当"
        case .partner: "避難支援等関係者"
        }
    }

    /// Whether the holder may act for an audience, by its id in the disclosure rules.
    ///
    /// The headquarters prepares what others receive, those included whom only the city's own rules know.
    package func mayActFor(_ audience: String) -> Bool {
        switch self {
        case .headquarters: true
        case .administrator: audience == "public"
        case .welfare: ["welfare-office", "peacetime-partner", "disaster-reserve", "public"].contains(audience)
        case .shelter: ["shelter-desk", "public"].contains(audience)
        case .responder: ["disaster-responder", "public"].contains(audience)
        case .partner: ["peacetime-partner", "public"].contains(audience)
        }
    }

    /// The audiences that somebody with these roles may act for, in the order in which the rules have them.
    ///
    /// - Parameter known: the ids of all audiences of the rules.
    package static func audiences(of roles: Set<AccountRole>, among known: [String]) -> [String] {
        known.filter { audience in roles.contains { $0.mayActFor(audience) } }
    }

    /// The order in which roles are listed.
    package static func < (lhs: AccountRole, rhs: AccountRole) -> Bool {
        order(lhs) < order(rhs)
    }

    private static func order(_ role: AccountRole) -> Int { allCases.firstIndex(of: role) ?? 0 }
}
